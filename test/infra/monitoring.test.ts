import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { logAge } from '../../functions/lib/log.ts';
import { projectFile } from '../../infra/paths.ts';
import { takeItApp } from '../support/infra/synthesize.ts';

const template = Template.fromStack(takeItApp('dev').api);
const ofType = (type: string): Record<string, unknown>[] =>
  Object.entries(template.findResources(type)).map(([id, { Properties }]) => ({ id, ...(Properties as object) }));
const alarms = ofType('AWS::CloudWatch::Alarm');
const [topic] = ofType('AWS::SNS::Topic');
const FUNCTIONS = 6;
/** Of the stream readers and of the function for deleted users. */
const QUEUES = 3;
const times = (count: number, what: string) => Array.from({ length: count }, () => what);

/** A dashboard as CloudWatch reads it. */
interface Shown {
  readonly periodOverride: string;
  readonly widgets: { readonly properties: { readonly metrics?: unknown[][] } }[];
}

describe('alarms', () => {
  it('go to one topic, and each names a heading of the runbook', () => {
    const runbook = readFileSync(projectFile('docs/runbook.md'), 'utf8');
    const headings = [...runbook.matchAll(/^## (.*)$/gm)].map(([, text]) => text);
    const called = alarms.map(({ AlarmActions, AlarmDescription }) => {
      expect(AlarmActions).toEqual([{ Ref: topic?.['id'] }]);
      return /See docs\/runbook\.md, "(.*)"\.$/.exec(String(AlarmDescription))?.[1];
    });
    // Every alarm has an entry, and every entry has an alarm.
    expect([...new Set(called)].sort()).toEqual([...headings].sort());
  });

  it('watch the API, the table, the functions, the stream readers and unfinished work', () => {
    const watched = alarms.map(
      ({ Namespace, MetricName, Threshold }) => `${String(Namespace)} ${String(MetricName)} ${String(Threshold)}`,
    );
    expect(watched.sort()).toEqual(
      [
        'AWS/AppSync 5XXError 5',
        'AWS/AppSync Latency 2000',
        'AWS/DynamoDB ReadThrottleEvents 50',
        'AWS/DynamoDB WriteThrottleEvents 50',
        ...times(FUNCTIONS, 'AWS/Lambda Errors 5'),
        ...times(FUNCTIONS, 'AWS/Lambda Throttles 5'),
        'AWS/Lambda Duration 3000',
        'AWS/Lambda Duration 8000',
        'AWS/Lambda Duration 24000',
        'AWS/Lambda Duration 27000',
        'AWS/Lambda Duration 96000',
        'AWS/Lambda Duration 240000',
        'AWS/Lambda IteratorAge 60000',
        'AWS/Lambda IteratorAge 3600000',
        'TakeItApi-dev ReportAge 86400000',
        'TakeItApi-dev WorkAge 3600000',
        ...times(QUEUES, 'AWS/SQS ApproximateNumberOfMessagesVisible 1'),
      ].sort(),
    );
  });

  it('reach the topic, which only CloudWatch may publish to', () => {
    const [policy, ...more] = ofType('AWS::SNS::TopicPolicy');
    expect(more).toEqual([]);
    const { Statement } = policy?.['PolicyDocument'] as { Statement: Record<string, unknown>[] };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
      { Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } },
    ]);
  });
});

describe('the age of resumed work', () => {
  const [filter] = ofType('AWS::Logs::MetricFilter');
  const lineOf = (begun: unknown): string => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    onTestFinished(() => {
      write.mockRestore();
    });
    logAge('Work is taken up.', begun);
    return write.mock.calls.map(([line]) => String(line)).join('');
  };

  it('is what the function logs, in the log group of the metric', () => {
    expect(filter).toMatchObject({
      FilterPattern: '{ $.age >= 0 }',
      LogGroupName: { Ref: expect.stringMatching(/^FollowUpReaderFunctionLogs/) as unknown },
      MetricTransformations: [{ MetricNamespace: 'TakeItApi-dev', MetricName: 'WorkAge', MetricValue: '$.age' }],
    });
    const { age } = JSON.parse(lineOf(new Date(Date.now() - 3_600_000).toISOString())) as { age: number };
    expect(age).toBeGreaterThanOrEqual(3_600_000);
    expect(age).toBeLessThan(3_660_000);
  });

  it('is never negative, even if two clocks differ', () => {
    expect(JSON.parse(lineOf(new Date(Date.now() + 60_000).toISOString()))).toMatchObject({ age: 0 });
  });

  it.each([undefined, 'yesterday', 17])('is not logged for work without a beginning: %s', (begun) => {
    expect(lineOf(begun)).toBe('');
  });
});

describe('the dashboard', () => {
  const [dashboard, ...more] = ofType('AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.['DashboardBody']);

  it('is the only one, and shows the state of every alarm first', () => {
    expect(more).toEqual([]);
    const [first = ''] = body.split('\\"type\\":\\"metric\\"');
    expect(first).toContain('\\"type\\":\\"alarm\\"');
    for (const { id } of alarms) expect(first).toContain(`"Fn::GetAtt":["${String(id)}","Arn"]`);
  });

  it.each([
    ['calls and failed calls', ['SampleCount', '4XXError', '5XXError']],
    ['how long people wait', ['p50', 'p95']],
    ['failures and durations of functions', ['Errors', 'Duration']],
    ['unfinished work', ['IteratorAge', 'WorkAge', 'ReportAge', 'ApproximateNumberOfMessagesVisible']],
    ['throttles and load of DynamoDB', ['ReadThrottleEvents', 'WriteThrottleEvents', 'ConsumedWriteCapacityUnits']],
    ['subscriptions and live updates', ['ActiveSubscriptions', 'PublishDataMessageSuccess']],
    ['calls that the firewall blocks', ['BlockedRequests']],
  ])('shows %s', (_, metrics) => {
    for (const metric of metrics) expect(body).toContain(`\\"${metric}\\"`);
  });

  it('shows the number of connections each minute, for any time range', () => {
    const parts = (dashboard?.['DashboardBody'] as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
    const shown = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'reference')).join('')) as Shown;
    const metrics = shown.widgets.flatMap(({ properties: { metrics: all = [] } }) => all);
    const of = (name: string) => metrics.filter(([, metric]) => metric === name).map((metric) => metric.at(-1));
    for (const name of ['ActiveConnections', 'ActiveSubscriptions']) {
      expect(of(name)).toEqual([{ stat: 'Sum', period: 60 }]);
    }
    expect(shown.periodOverride).toBe('inherit');
  });

  it('labels every function with its work', () => {
    for (const work of ['Removing accounts', 'Publishing live updates', 'Following up changes']) {
      expect(body.split(`\\"label\\":\\"${work}\\"`).length).toBeGreaterThan(2);
    }
  });
});
