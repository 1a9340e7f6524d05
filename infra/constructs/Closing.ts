import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { ACCOUNT, MARKERS } from '../../domain/keys.ts';
import type { AccountRemoval } from './AccountRemoval.ts';
import type { Monitoring } from './Monitoring.ts';
import { keysFrom, StreamReader } from './StreamReader.ts';

export interface ClosingProps {
  readonly table: Table;
  /** What it goes on with when nobody else does. */
  readonly removal: AccountRemoval;
  readonly monitoring: Monitoring;
  /** How many batches of a shard of the stream run at once. */
  readonly parallelizationFactor: number;
}

/**
 * Does what a change leaves to be done: closes the requests of a deleted trip, moves the expiry of those whose trip has
 * moved, and goes on with the removal of an account.
 */
export class Closing extends Construct {
  constructor(scope: Construct, id: string, { table, removal, monitoring, parallelizationFactor }: ClosingProps) {
    super(scope, id);
    const work = 'Closing requests and removing accounts';
    // An hour of unfinished work: it holds up what comes after it, or is handed on without end.
    const maximumDelay = Duration.hours(1);
    const reader = new StreamReader(this, 'Reader', {
      folder: 'finish-closing',
      description: 'Finishes what deleted and moved trips and removed accounts leave to be done',
      table,
      monitoring,
      changes: [
        { Keys: keysFrom(Object.values(MARKERS)) },
        {
          Keys: { created: { S: [ACCOUNT] } },
          // A removal changes the account again and again, and wakes nobody by that.
          NewImage: { removing: { N: FilterRule.exists() }, touched: { S: FilterRule.exists() } },
        },
      ],
      // Each may be long work.
      batchSize: 5,
      parallelizationFactor,
      work,
      maximumDelay,
      timeout: Duration.minutes(5),
      memorySize: 1024,
      environment: removal.environment,
    });
    monitoring.watchWork(reader.function, work, maximumDelay);
    removal.grantRemoving(reader.function);
  }
}
