import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import { AlarmTopic } from './AlarmTopic.ts';
import type { Api } from './Api.ts';
import { RunbookAlarm, type RunbookAlarmProps } from './RunbookAlarm.ts';

export interface MonitoringProps {
  /** Who gets every alarm by mail; null: nobody. */
  readonly email: string | null;
}

const period = Duration.minutes(5);

/** Calls for a person: every alarm goes to one topic. docs/runbook.md says what to do about each. */
export class Monitoring extends Construct {
  readonly topic: AlarmTopic;
  /** Every alarm, and what a dashboard shows of whatever is watched. */
  readonly alarms: RunbookAlarm[] = [];
  readonly errors: Metric[] = [];
  readonly durations: Metric[] = [];
  readonly ages: Metric[] = [];
  readonly deadLetters: Metric[] = [];

  constructor(scope: Construct, id: string, { email }: MonitoringProps) {
    super(scope, id);
    this.topic = new AlarmTopic(this, 'Alarms', { email });
  }

  /** Calls when the API fails its callers, or makes them wait. */
  watchApi(api: Api): void {
    const failures = { metric: api.metric('5XXError', 'Sum'), threshold: 5 };
    this.call(api.graphql, 'FailuresAlarm', { ...failures, because: 'The API fails', heading: 'The API fails' });
    const latency = { metric: api.metric('Latency', 'p95'), threshold: 2_000, periods: 3 };
    const because = 'One call of twenty takes more than two seconds';
    this.call(api.graphql, 'LatencyAlarm', { ...latency, because, heading: 'The API is slow' });
  }

  /** Calls when DynamoDB turns reads or writes away. */
  watchTable(scope: Construct, table: Table): void {
    for (const kind of ['Read', 'Write']) {
      const metric = table.metric(`${kind}ThrottleEvents`, { statistic: 'Sum', period });
      const because = `DynamoDB turns ${kind.toLowerCase()}s away`;
      this.call(scope, `${kind}ThrottlesAlarm`, { metric, threshold: 50, because, heading: 'Throttles' });
    }
  }

  /**
   * Calls when a function fails, finds no room to run, or comes near its time-out.
   * @param what the function does, for the message
   * @param nearly seconds that come near its time-out
   */
  watchFunction(fn: Function, what: string, nearly: number): void {
    this.durations.push(fn.metricDuration({ period, statistic: 'p95', label: what }));
    const errors = { metric: fn.metricErrors({ period }), threshold: 5 };
    this.errors.push(errors.metric.with({ label: what }));
    this.call(fn, 'ErrorsAlarm', { ...errors, because: `${what} fails`, heading: 'A function fails' });
    const throttles = { metric: fn.metricThrottles({ period }), threshold: 5 };
    this.call(fn, 'ThrottlesAlarm', { ...throttles, because: `${what} finds no room to run`, heading: 'Throttles' });
    const metric = fn.metricDuration({ period, statistic: 'Maximum' });
    const because = `${what} comes near its time-out`;
    const slow = { metric, threshold: nearly * 1_000, periods: 3 };
    this.call(fn, 'DurationAlarm', { ...slow, because, heading: 'A function is slow' });
  }

  /**
   * Calls when the stream is read late.
   * @param maximumDelay how old a change may get before it is read
   */
  watchStream(reader: Function, what: string, maximumDelay: Duration): void {
    const metric = reader.metric('IteratorAge', { period, statistic: 'Maximum' });
    this.ages.push(metric.with({ label: `${what}: unread` }));
    const late = { metric, threshold: maximumDelay.toMilliseconds(), because: `${what} is behind` };
    this.call(reader, 'IteratorAgeAlarm', { ...late, heading: 'A stream reader is behind' });
  }

  /**
   * Calls when work is taken up that was begun long ago, by its `age` in milliseconds, as it is logged: whoever hands it on
   * again and again is never behind, and gives nothing up.
   */
  watchWork(worker: Function, what: string, maximumDelay: Duration): void {
    const filter = new MetricFilter(worker, 'WorkAge', {
      logGroup: worker.logGroup,
      filterPattern: FilterPattern.numberValue('$.age', '>=', 0),
      // Both stages may be in one account.
      metricNamespace: Stack.of(this).stackName,
      metricName: 'WorkAge',
      metricValue: '$.age',
    });
    const metric = filter.metric({ period, statistic: 'Maximum' });
    this.ages.push(metric.with({ label: `${what}: unfinished` }));
    const late = { metric, threshold: maximumDelay.toMilliseconds() };
    this.call(worker, 'WorkAgeAlarm', {
      ...late,
      because: `${what} doesn't come to an end`,
      heading: 'Unfinished work',
    });
  }

  /**
   * Calls as soon as a queue holds anything.
   * @param what was to be done, for the message
   */
  watchDeadLetters(owner: Construct, queue: Queue, what: string): void {
    const atOnce = { period: Duration.minutes(1), statistic: 'Maximum' };
    const metric = queue.metricApproximateNumberOfMessagesVisible(atOnce);
    this.deadLetters.push(metric.with({ label: what }));
    const because = `${what} was given up`;
    this.call(owner, 'DeadLettersAlarm', { metric, threshold: 1, because, heading: 'Dead letters' });
  }

  private call(owner: Construct, id: string, call: Omit<RunbookAlarmProps, 'topic'>): void {
    this.alarms.push(new RunbookAlarm(owner, id, { topic: this.topic, ...call }));
  }
}
