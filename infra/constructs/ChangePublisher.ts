import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { HALVES } from '../../domain/keys.ts';
import type { Monitoring } from './monitoring/Monitoring.ts';
import { keysFrom, StreamReader } from './StreamReader.ts';

export interface ChangePublisherProps {
  readonly table: Table;
  /** The API that gets the updates. */
  readonly api: GraphqlApi;
  readonly monitoring: Monitoring;
  /** How many batches of a shard are processed at the same time. */
  readonly parallelizationFactor: number;
}

/** Publishes each change of a request to both of its people. */
export class ChangePublisher extends Construct {
  constructor(scope: Construct, id: string, { table, api, monitoring, parallelizationFactor }: ChangePublisherProps) {
    super(scope, id);
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
      environment: { API_URL: api.graphqlUrl },
    });
    api.grantMutation(reader.function, 'publishRequestUpdate');
  }
}
