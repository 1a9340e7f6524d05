import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface RunbookAlarmProps {
  readonly topic: Topic;
  readonly metric: IMetric;
  /** The value of the metric from which the alarm goes off. */
  readonly threshold: number;
  /** How many periods in a row reach the threshold. @default 1 */
  readonly periods?: number;
  /** The cause, as a sentence without a full stop. */
  readonly because: string;
  /** The heading of docs/runbook.md that says what to do. */
  readonly heading: string;
}

/** An alarm whose description names its entry in the runbook. */
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
