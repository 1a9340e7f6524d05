import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { HALVES } from '../../domain/keys.ts';
import type { Monitoring } from './Monitoring.ts';
import { keysFrom, StreamReader } from './StreamReader.ts';

export interface ChangePublisherProps {
  readonly table: Table;
  /** Where updates are published. */
  readonly api: GraphqlApi;
  readonly monitoring: Monitoring;
  /** How many batches of a shard of the stream run at once. */
  readonly parallelizationFactor: number;
}

/** Tells both people of a request each status it enters, at once. */
export class ChangePublisher extends Construct {
  constructor(scope: Construct, id: string, { table, api, monitoring, parallelizationFactor }: ChangePublisherProps) {
    super(scope, id);
    const reader = new StreamReader(this, 'Reader', {
      folder: 'publish-changes',
      description: 'Publishes the statuses that requests enter to the people of them',
      table,
      monitoring,
      changes: [
        {
          Keys: keysFrom(Object.keys(HALVES)),
          NewImage: {
            // Those whose counterpart's account is gone were told before it went.
            alone: { BOOL: FilterRule.notExists() },
            // What doesn't say since when it has its status is the first app's, or what the migration made of that.
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
