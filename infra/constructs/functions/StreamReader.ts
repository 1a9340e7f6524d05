import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';

import type { Monitoring } from '../monitoring/Monitoring.ts';
import { DeadLetters } from './DeadLetters.ts';
import { NodeFunction, type NodeFunctionProps } from './NodeFunction.ts';

export interface StreamReaderProps extends NodeFunctionProps {
  readonly table: Table;
  readonly monitoring: Monitoring;
  /** Event filters for the `dynamodb` part of a record; one match invokes the function. Deletions never do. */
  readonly changes: readonly object[];
  /** The maximum number of records in a batch. */
  readonly batchSize: number;
  /**
   * How many batches of a shard are processed at the same time. Above 1, only the changes of one item keep their order.
   */
  readonly parallelizationFactor: number;
  /** The work of the function, as a noun phrase, for alarms. */
  readonly work: string;
  /** The longest time that a change may wait before an alarm goes off. */
  readonly maximumDelay: Duration;
}

/**
 * A function on the table's stream. Lambda retries a failed batch a limited number of times, then writes a dead letter.
 */
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
      // The work may be done twice but never be missed, whenever the reader is created.
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

/** Returns the filter for items whose sort key begins with one of the prefixes. */
export function keysFrom(prefixes: readonly string[]): object {
  return { created: { S: prefixes.map((prefix) => ({ prefix })) } };
}
