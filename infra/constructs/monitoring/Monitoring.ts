import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import type { Api } from '../Api.ts';
import { AlarmTopic } from './AlarmTopic.ts';
import { RunbookAlarm, type RunbookAlarmProps } from './RunbookAlarm.ts';

export interface MonitoringProps {
  /** The e-mail address that gets every alarm; null: nobody. */
  readonly email: string | null;
}

const period = Duration.minutes(5);

/** The alarms. All go to one topic, and docs/runbook.md says what to do about each. */
export class Monitoring extends Construct {
  readonly topic: AlarmTopic;
  /** Every alarm, and the metrics that a dashboard shows. */
  readonly alarms: RunbookAlarm[] = [];
  readonly errors: Metric[] = [];
  readonly durations: Metric[] = [];
  readonly ages: Metric[] = [];
  readonly deadLetters: Metric[] = [];

  constructor(scope: Construct, id: string, { email }: MonitoringProps) {
    super(scope, id);
    this.topic = new AlarmTopic(this, 'Alarms', { email });
  }

  /** Adds alarms for failed and slow calls of the API. */
  watchApi(api: Api): void {
    const failures = { metric: api.metric('5XXError', 'Sum'), threshold: 5 };
    this.addAlarm(api.graphql, 'FailuresAlarm', { ...failures, because: 'The API fails', heading: 'The API fails' });
    const latency = { metric: api.metric('Latency', 'p95'), threshold: 2_000, periods: 3 };
    const because = 'More than 5 percent of the calls take more than two seconds';
    this.addAlarm(api.graphql, 'LatencyAlarm', { ...latency, because, heading: 'The API is slow' });
  }

  /** Adds alarms for reads and writes that DynamoDB throttles. */
  watchTable(scope: Construct, table: Table): void {
    for (const kind of ['Read', 'Write']) {
      const metric = table.metric(`${kind}ThrottleEvents`, { statistic: 'Sum', period });
      const because = `DynamoDB throttles ${kind.toLowerCase()}s`;
      this.addAlarm(scope, `${kind}ThrottlesAlarm`, { metric, threshold: 50, because, heading: 'Throttles' });
    }
  }

  /**
   * Adds alarms for a function that fails, that Lambda throttles, or that comes close to its timeout.
   * @param what the work of the function, for the message
   * @param nearly seconds that are close to the timeout
   */
  watchFunction(fn: Function, what: string, nearly: number): void {
    this.durations.push(fn.metricDuration({ period, statistic: 'p95', label: what }));
    const errors = { metric: fn.metricErrors({ period }), threshold: 5 };
    this.errors.push(errors.metric.with({ label: what }));
    this.addAlarm(fn, 'ErrorsAlarm', { ...errors, because: `${what} fails`, heading: 'A function fails' });
    const throttles = { metric: fn.metricThrottles({ period }), threshold: 5 };
    this.addAlarm(fn, 'ThrottlesAlarm', {
      ...throttles,
      because: `${what} is throttled by Lambda`,
      heading: 'Throttles',
    });
    const metric = fn.metricDuration({ period, statistic: 'Maximum' });
    const because = `${what} comes close to its timeout`;
    const slow = { metric, threshold: nearly * 1_000, periods: 3 };
    this.addAlarm(fn, 'DurationAlarm', { ...slow, because, heading: 'A function is slow' });
  }

  /**
   * Adds an alarm for changes that wait too long in the stream.
   * @param maximumDelay the longest time that a change may wait
   */
  watchStream(reader: Function, what: string, maximumDelay: Duration): void {
    const metric = reader.metric('IteratorAge', { period, statistic: 'Maximum' });
    this.ages.push(metric.with({ label: `${what}: unread` }));
    const late = { metric, threshold: maximumDelay.toMilliseconds(), because: `${what} is behind` };
    this.addAlarm(reader, 'IteratorAgeAlarm', { ...late, heading: 'A stream reader is behind' });
  }

  /**
   * Adds an alarm for work that began long ago. The function logs the `age` in milliseconds whenever it resumes work.
   * No other alarm covers work that one invocation after another leaves unfinished.
   */
  watchWork(worker: Function, what: string, maximumDelay: Duration): void {
    const metric = this.ageLogged(worker, 'WorkAge', `${what}: unfinished`);
    const late = { metric, threshold: maximumDelay.toMilliseconds() };
    this.addAlarm(worker, 'WorkAgeAlarm', { ...late, because: `${what} does not finish`, heading: 'Unfinished work' });
  }

  /**
   * Adds an alarm for a report that nobody decides.
   * @param watch the function that logs the `age` of the oldest open report in milliseconds
   */
  watchReports(watch: Function, maximumDelay: Duration): void {
    const metric = this.ageLogged(watch, 'ReportAge', 'Reports: open').with({ period: Duration.hours(2) });
    const late = { metric, threshold: maximumDelay.toMilliseconds() };
    this.addAlarm(watch, 'ReportAgeAlarm', { ...late, because: 'A report waits for a day', heading: 'A report waits' });
  }

  /** A metric of the `age` that a function logs. */
  private ageLogged(fn: Function, metricName: string, label: string): Metric {
    const filter = new MetricFilter(fn, metricName, {
      logGroup: fn.logGroup,
      filterPattern: FilterPattern.numberValue('$.age', '>=', 0),
      // Both stages may be in one account.
      metricNamespace: Stack.of(this).stackName,
      metricName,
      metricValue: '$.age',
    });
    const metric = filter.metric({ period, statistic: 'Maximum' });
    this.ages.push(metric.with({ label }));
    return metric;
  }

  /**
   * Adds an alarm for messages in a dead-letter queue.
   * @param what the work that failed, for the message
   */
  watchDeadLetters(owner: Construct, queue: Queue, what: string): void {
    const eachMinute = { period: Duration.minutes(1), statistic: 'Maximum' };
    const metric = queue.metricApproximateNumberOfMessagesVisible(eachMinute);
    this.deadLetters.push(metric.with({ label: what }));
    const because = `${what} left a dead letter`;
    this.addAlarm(owner, 'DeadLettersAlarm', { metric, threshold: 1, because, heading: 'Dead letters' });
  }

  private addAlarm(owner: Construct, id: string, props: Omit<RunbookAlarmProps, 'topic'>): void {
    this.alarms.push(new RunbookAlarm(owner, id, { topic: this.topic, ...props }));
  }
}
