import { Aws, Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

import type { Api } from '../Api.ts';
import type { Firewall } from '../Firewall.ts';
import type { Monitoring } from './Monitoring.ts';

export interface HealthDashboardProps {
  readonly api: Api;
  readonly table: Table;
  readonly firewall: Firewall;
  readonly monitoring: Monitoring;
}

/** A third of a dashboard's 24 columns. */
const THIRD = 8;
const period = Duration.minutes(5);

/**
 * One page that shows whether the product is healthy: first every alarm, then the calls, the background work, and the
 * capacity.
 */
export class HealthDashboard extends Construct {
  /** The address of the dashboard in the console. */
  readonly url: string;

  constructor(scope: Construct, id: string, { api, table, firewall, monitoring }: HealthDashboardProps) {
    super(scope, id);
    const { alarms, errors, durations, ages, deadLetters } = monitoring;
    const named = (metricName: string) => table.metric(metricName, { statistic: 'Sum', period, label: metricName });
    const dashboard = new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(12),
      // Otherwise CloudWatch widens the period with the time range, and adds up connections over it.
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms, as in docs/runbook.md', alarms, width: 24, height: 4 })],
        [
          graph('Calls', [api.metric('Latency', 'SampleCount').with({ label: 'calls' })]),
          graph('Calls that fail', [api.metric('5XXError', 'Sum'), api.metric('4XXError', 'Sum')]),
          graph('Waiting for an answer (ms)', [api.metric('Latency', 'p50'), api.metric('Latency', 'p95')]),
        ],
        [
          graph('Functions that fail', errors),
          graph('Changes unread, work unfinished (ms)', ages),
          graph('Dead letters', deadLetters),
        ],
        [
          graph('Functions, p95 (ms)', durations),
          graph('Throttled by DynamoDB', ['ReadThrottleEvents', 'WriteThrottleEvents'].map(named)),
          graph('Request units', ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'].map(named)),
        ],
        [
          // AppSync counts both once a minute, so the sum over a minute is the current number.
          graph('Connections and subscriptions, each minute', [
            api.metric('ActiveConnections', 'Sum', Duration.minutes(1)),
            api.metric('ActiveSubscriptions', 'Sum', Duration.minutes(1)),
          ]),
          graph('Live updates', [
            api.metric('PublishDataMessageSuccess', 'Sum'),
            api.metric('PublishDataMessageServerError', 'Sum'),
          ]),
          graph('Blocked by the firewall', [firewall.metricBlocked()]),
        ],
      ],
    });
    const console = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}`;
    this.url = `${console}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: THIRD, leftYAxis: { min: 0 } });
}
