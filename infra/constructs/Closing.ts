import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { MARKERS, TABLE_NAME_VARIABLE } from '../../resolvers/lib/keys.ts';
import type { Monitoring } from './Monitoring.ts';
import { StreamReader } from './StreamReader.ts';

export interface ClosingProps {
  readonly table: Table;
  readonly monitoring: Monitoring;
}

/** Does what a change leaves to be done on many requests: closes those of a deleted trip, moves the expiry of the others. */
export class Closing extends Construct {
  constructor(scope: Construct, id: string, { table, monitoring }: ClosingProps) {
    super(scope, id);
    const reader = new StreamReader(this, 'Reader', {
      folder: 'finish-closing',
      description: 'Closes the requests of deleted trips, and lets requests expire with trips whose day has moved',
      table,
      monitoring,
      prefixes: Object.values(MARKERS),
      // Each may be long work.
      batchSize: 5,
      timeout: Duration.minutes(5),
      environment: { [TABLE_NAME_VARIABLE]: table.tableName },
    });
    reader.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map(
          (action) => `dynamodb:${action}`,
        ),
        resources: [table.tableArn],
      }),
    );
  }
}
