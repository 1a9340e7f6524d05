import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface RunbookAlarmProps {
  readonly topic: Topic;
  readonly metric: IMetric;
  /** It calls from this on. */
  readonly threshold: number;
  /** Of the metric's periods, one after the other. @default 1 */
  readonly periods?: number;
  readonly because: string;
  /** The heading of docs/runbook.md under which it says what to do. */
  readonly heading: string;
}

/** Calls for a person, and says where to read what to do. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const { topic, metric, threshold, periods = 1, because, heading } = props;
    super(scope, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${because}. See docs/runbook.md, "${heading}".`,
    });
    this.addAlarmAction(new SnsAction(topic));
  }
}
