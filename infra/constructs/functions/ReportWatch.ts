import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

import { TABLE_NAME_VARIABLE } from '../../../domain/keys.ts';
import type { Monitoring } from '../monitoring/Monitoring.ts';
import { NodeFunction } from './NodeFunction.ts';

export interface ReportWatchProps {
  readonly table: Table;
  readonly monitoring: Monitoring;
}

/** Looks every hour at the oldest open report. An alarm fires when it has waited for a day. */
export class ReportWatch extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, { table, monitoring }: ReportWatchProps) {
    super(scope, id);
    const work = 'Checking reports';
    const timeout = Duration.seconds(10);
    this.function = new NodeFunction(this, 'Function', {
      folder: 'check-reports',
      description: 'Logs how long the oldest open report has waited',
      timeout,
      environment: { [TABLE_NAME_VARIABLE]: table.tableName },
    });
    this.function.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:Query'], resources: [table.tableArn] }));
    new Rule(this, 'Schedule', {
      description: 'The oldest open report is checked',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(this.function)],
    });
    monitoring.watchFunction(this.function, work, timeout.toSeconds() * 0.8);
    monitoring.watchReports(this.function, Duration.days(1));
  }
}
