import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';

import { DeadLetters } from './DeadLetters.ts';
import type { Monitoring } from './Monitoring.ts';
import { NodeFunction, type NodeFunctionProps } from './NodeFunction.ts';

export interface StreamReaderProps extends NodeFunctionProps {
  readonly table: Table;
  readonly monitoring: Monitoring;
  /** What a change must be like to wake the function: one of these, of `dynamodb` in its record. A deletion never does. */
  readonly changes: readonly object[];
  /** The most records in a batch. */
  readonly batchSize: number;
  /** How many batches of a shard run at once. Above 1, only the changes of one item keep their order. */
  readonly parallelizationFactor: number;
  /** What it does, for those who are called when it doesn't: a noun. */
  readonly work: string;
  /** How long a change may wait for it before somebody is called. */
  readonly maximumDelay: Duration;
}

/** A function on the table's stream. What it fails at comes again, a bounded number of times, and then waits in a queue. */
export class StreamReader extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, props: StreamReaderProps) {
    super(scope, id);
    const { table, monitoring, changes, batchSize, parallelizationFactor, work, maximumDelay, ...declared } = props;
    this.function = new NodeFunction(this, 'Function', declared);
    const deadLetters = new DeadLetters(this, 'DeadLetters');
    table.grantStreamRead(this.function);
    this.function.addEventSourceMapping('Stream', {
      ...(table.tableStreamArn === undefined ? {} : { eventSourceArn: table.tableStreamArn }),
      filters: changes.map((dynamodb) =>
        FilterCriteria.filter({ eventName: FilterRule.or('INSERT', 'MODIFY'), dynamodb }),
      ),
      // The work can be done twice, and must not be missed, whenever the reader was set up.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize,
      parallelizationFactor,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(6),
      onFailure: new SqsDlq(deadLetters),
    });
    monitoring.watchFunction(this.function, work, declared.timeout.toSeconds() * 0.8);
    monitoring.watchStream(this.function, work, maximumDelay);
    monitoring.watchDeadLetters(this, deadLetters, work);
  }
}

/** What a change is like of an item whose sort key begins with one of these. */
export function keysFrom(prefixes: readonly string[]): object {
  return { created: { S: prefixes.map((prefix) => ({ prefix })) } };
}
