import { Duration, Stack } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** When an alarm calls, and the heading of docs/runbook.md under which it says what to do. */
interface Call {
  readonly metric: IMetric;
  /** From this on. */
  readonly threshold: number;
  /** Of the metric's periods, one after the other. @default 1 */
  readonly periods?: number;
  readonly because: string;
  readonly heading: string;
}

const FIVE_MINUTES = Duration.minutes(5);

/** Calls for a person: every alarm goes to one topic. docs/runbook.md says what to do about each. */
export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true });
    // A policy of its own takes away the one that would let alarms in.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** Calls when the API fails its callers, or makes them wait. */
  watchApi(api: GraphqlApi): void {
    const metric = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'AWS/AppSync',
        metricName,
        statistic,
        period: FIVE_MINUTES,
        dimensionsMap: { GraphQLAPIId: api.apiId },
      });
    this.call(api, 'FailuresAlarm', {
      metric: metric('5XXError', 'Sum'),
      threshold: 5,
      because: 'The API fails',
      heading: 'The API fails',
    });
    this.call(api, 'LatencyAlarm', {
      metric: metric('Latency', 'p95'),
      threshold: 2_000,
      periods: 3,
      because: 'One call of twenty takes more than two seconds',
      heading: 'The API is slow',
    });
  }

  /** Calls when DynamoDB turns reads or writes away. */
  watchTable(scope: Construct, table: Table): void {
    for (const kind of ['Read', 'Write']) {
      this.call(scope, `${kind}ThrottlesAlarm`, {
        metric: table.metric(`${kind}ThrottleEvents`, { statistic: 'Sum', period: FIVE_MINUTES }),
        threshold: 50,
        because: `DynamoDB turns ${kind.toLowerCase()}s away`,
        heading: 'Throttles',
      });
    }
  }

  /**
   * Calls when a function fails, finds no room to run, or comes near its time-out.
   * @param what the function does, for the message
   * @param nearly seconds that come near its time-out
   */
  watchFunction(fn: Function, what: string, nearly: number): void {
    this.call(fn, 'ErrorsAlarm', {
      metric: fn.metricErrors({ period: FIVE_MINUTES }),
      threshold: 5,
      because: `${what} fails`,
      heading: 'A function fails',
    });
    this.call(fn, 'ThrottlesAlarm', {
      metric: fn.metricThrottles({ period: FIVE_MINUTES }),
      threshold: 5,
      because: `${what} finds no room to run`,
      heading: 'Throttles',
    });
    this.call(fn, 'DurationAlarm', {
      metric: fn.metricDuration({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: nearly * 1_000,
      periods: 3,
      because: `${what} comes near its time-out`,
      heading: 'A function is slow',
    });
  }

  /**
   * Calls when the stream is read late.
   * @param patience how old a change may get before it is read
   */
  watchStream(reader: Function, what: string, patience: Duration): void {
    this.call(reader, 'IteratorAgeAlarm', {
      metric: reader.metric('IteratorAge', { period: FIVE_MINUTES, statistic: 'Maximum' }),
      threshold: patience.toMilliseconds(),
      because: `${what} is behind`,
      heading: 'A stream reader is behind',
    });
  }

  /**
   * Calls as soon as a queue holds anything.
   * @param what was to be done, for the message
   */
  watchDeadLetters(owner: Construct, queue: Queue, what: string): void {
    this.call(owner, 'DeadLettersAlarm', {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      because: `${what} was given up`,
      heading: 'Dead letters',
    });
  }

  private call(owner: Construct, id: string, { metric, threshold, periods = 1, because, heading }: Call): void {
    const alarm = new Alarm(owner, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${because}. See docs/runbook.md, "${heading}".`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
