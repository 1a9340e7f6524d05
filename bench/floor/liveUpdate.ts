import { setTimeout as wait } from 'node:timers/promises';
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';

import { type Places, POLL_MILLISECONDS } from '../lib/protocol.ts';

/** Reads a table's stream with one reader, and waits for new items. */
export class BareStream {
  readonly #client: DynamoDBStreamsClient;
  readonly #store: DynamoDBClient;
  readonly #table: string;
  readonly #waiting = new Map<string, () => void>();
  #reading: Promise<void> | undefined;
  #isOver = false;

  constructor({ region, dynamodb }: Places, store: DynamoDBClient, table: string) {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    this.#client = new DynamoDBStreamsClient({ region, endpoint: dynamodb, credentials });
    this.#store = store;
    this.#table = table;
  }

  /** Starts reading the stream. `update` settles when the stream shows the item with this sort key. */
  async nextItem(created: string): Promise<{ readonly update: Promise<void> }> {
    this.#reading ??= this.#start();
    await this.#reading;
    return { update: new Promise((resolve) => this.#waiting.set(created, resolve)) };
  }

  async #start(): Promise<void> {
    const { Table } = await this.#store.send(new DescribeTableCommand({ TableName: this.#table }));
    const StreamArn = Table?.LatestStreamArn;
    const { StreamDescription } = await this.#client.send(new DescribeStreamCommand({ StreamArn }));
    const open = (StreamDescription?.Shards ?? []).filter(
      ({ SequenceNumberRange }) => SequenceNumberRange?.EndingSequenceNumber === undefined,
    );
    for (const { ShardId } of open) {
      const from = new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'LATEST' });
      const { ShardIterator } = await this.#client.send(from);
      // The loop ends when the client is closed.
      this.#read(ShardIterator).catch(() => undefined);
    }
  }

  async #read(iterator: string | undefined): Promise<void> {
    let next = iterator;
    while (next !== undefined && !this.#isOver) {
      const { Records = [], NextShardIterator } = await this.#client.send(
        new GetRecordsCommand({ ShardIterator: next }),
      );
      for (const { dynamodb } of Records) this.#waiting.get(dynamodb?.Keys?.['created']?.S ?? '')?.();
      await wait(POLL_MILLISECONDS);
      next = NextShardIterator;
    }
  }

  close(): void {
    this.#isOver = true;
    this.#client.destroy();
  }
}
