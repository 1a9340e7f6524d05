import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { HALVES, TABLE_NAME_VARIABLE } from '../../../domain/keys.ts';
import type { Monitoring } from '../monitoring/Monitoring.ts';
import type { Notify } from './Notify.ts';
import { keysFrom, StreamReader } from './StreamReader.ts';

export interface ChangePublisherProps {
  readonly table: Table;
  /** The API that gets the updates. */
  readonly api: GraphqlApi;
  readonly monitoring: Monitoring;
  /** The push function; null: the stage has no push. */
  readonly notify: Notify | null;
  /** How many batches of a shard are processed at the same time. */
  readonly parallelizationFactor: number;
}

/** Publishes each change of a request to both of its people, and hands it to the push function. */
export class ChangePublisher extends Construct {
  constructor(scope: Construct, id: string, props: ChangePublisherProps) {
    super(scope, id);
    const { table, api, monitoring, notify, parallelizationFactor } = props;
    const reader = new StreamReader(this, 'Reader', {
      folder: 'publish-changes',
      description: 'Publishes each change of a request to both of its people',
      table,
      monitoring,
      changes: [
        {
          Keys: keysFrom(Object.keys(HALVES)),
          NewImage: {
            // The counterpart's account was removed, and the update was published before that.
            alone: { BOOL: FilterRule.notExists() },
            // Halves without `changed` are from the first app or from the migration.
            changed: { S: FilterRule.exists() },
          },
        },
      ],
      batchSize: 100,
      parallelizationFactor,
      work: 'Publishing live updates',
      maximumDelay: Duration.minutes(1),
      timeout: Duration.minutes(2),
      environment: {
        API_URL: api.graphqlUrl,
        ...(notify ? { ...notify.environment, [TABLE_NAME_VARIABLE]: table.tableName } : {}),
      },
    });
    if (notify) {
      notify.grantNotifying(reader.function);
      // It stores pushes that Lambda does not take.
      reader.function.addToRolePolicy(
        new PolicyStatement({ actions: ['dynamodb:PutItem'], resources: [table.tableArn] }),
      );
    }
    api.grantMutation(reader.function, 'publishRequestUpdate');
  }
}
