import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { ACCOUNT, BLOCKS, MARKERS, MATCHING, MISSED_PUSH, SEARCH_INDEXES } from '../../../domain/keys.ts';
import type { Monitoring } from '../monitoring/Monitoring.ts';
import type { AccountRemoval } from './AccountRemoval.ts';
import type { Notify } from './Notify.ts';
import { keysFrom, StreamReader } from './StreamReader.ts';

export interface FollowUpProps {
  readonly table: Table;
  /** The removal of accounts, which this function continues. */
  readonly removal: AccountRemoval;
  readonly monitoring: Monitoring;
  /** The push function; null: the stage has no push. */
  readonly notify: Notify | null;
  /** How many batches of a shard are processed at the same time. */
  readonly parallelizationFactor: number;
}

/**
 * Does the work that a change leaves behind: it closes the requests of a deleted trip and between people of a block, updates
 * the requests of a moved trip, copies a changed name into items, matches route alerts with new and edited trips, and
 * continues the removal of an account.
 */
export class FollowUp extends Construct {
  constructor(scope: Construct, id: string, props: FollowUpProps) {
    super(scope, id);
    const { table, removal, monitoring, notify, parallelizationFactor } = props;
    const work = 'Following up changes';
    // After an hour, unfinished work delays the changes behind it, or passes from one invocation to the next without
    // end.
    const maximumDelay = Duration.hours(1);
    const reader = new StreamReader(this, 'Reader', {
      folder: 'follow-up',
      description:
        'Finishes the work that new, changed and deleted trips, changed names, blocks, suspensions and removed accounts leave',
      table,
      monitoring,
      changes: [
        { Keys: keysFrom([...Object.values(MARKERS), MATCHING, MISSED_PUSH]) },
        // `pending` is in a block until the open requests between the two people are closed.
        { Keys: keysFrom([BLOCKS.blocked]), NewImage: { pending: { S: FilterRule.exists() } } },
        {
          Keys: { created: { S: [ACCOUNT] } },
          // A removal changes the account many times. Only `touched` invokes the function.
          NewImage: { removing: { N: FilterRule.exists() }, touched: { S: FilterRule.exists() } },
        },
        {
          Keys: { created: { S: [ACCOUNT] } },
          // A changed name must be copied into the person's items. A removal deletes them.
          NewImage: {
            renamed: { S: FilterRule.exists() },
            removing: { N: FilterRule.notExists(), S: FilterRule.notExists() },
          },
        },
        {
          Keys: { created: { S: [ACCOUNT] } },
          // A suspension or its end must reach the person's trips, requests and user. A removal deletes them.
          NewImage: {
            suspending: { S: FilterRule.exists() },
            removing: { N: FilterRule.notExists(), S: FilterRule.notExists() },
          },
        },
      ],
      // One record may need minutes.
      batchSize: 5,
      parallelizationFactor,
      work,
      maximumDelay,
      timeout: Duration.minutes(5),
      memorySize: 1024,
      environment: { ...removal.environment, ...notify?.environment },
    });
    monitoring.watchWork(reader.function, work, maximumDelay);
    removal.grantRemoving(reader.function);
    removal.grantEnabling(reader.function);
    notify?.grantNotifying(reader.function);
    // Route alerts are found by the cities of a trip.
    const indexes = Object.values(SEARCH_INDEXES).map(({ name }) => `${table.tableArn}/index/${name}`);
    reader.function.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:Query'], resources: indexes }));
  }
}
