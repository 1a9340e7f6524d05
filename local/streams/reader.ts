import { setTimeout as wait } from 'node:timers/promises';
import type { _Record, DynamoDBStreamsClient, Shard, ShardIteratorType } from '@aws-sdk/client-dynamodb-streams';
import {
  DescribeStreamCommand,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

export interface ReaderOptions {
  readonly client: DynamoDBStreamsClient;
  readonly streamArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** The last processed record of a shard, after which the reader continues. */
  readonly positionOf: (shardId: string) => string | undefined;
  /** Gets the records of a shard in order, and an empty list if there is nothing new. The next read waits for it. */
  readonly onRecords: (shardId: string, records: readonly _Record[]) => Promise<void>;
  /** Called at the end of a shard. Its child shards are read afterwards. */
  readonly onEnd: (shardId: string) => Promise<void>;
  /** The pause after a read that has reached the end of the stream. */
  readonly pollMilliseconds: number;
  readonly signal: AbortSignal;
}

/** A read with fewer records has reached the end, unless they are 1 MB together (DynamoDB API reference, "GetRecords"). */
const mostPerRead = 1_000;
/** The pause between two checks for new shards while no shard has ended. */
const shardMilliseconds = 5_000;

/** Reads all shards of a stream until the signal aborts: each in order, a child shard after its parent. */
export class StreamReader {
  readonly #options: ReaderOptions;
  /** Shards that this reader reads, has read or ignores. */
  readonly #followed = new Map<string, 'open' | 'ended'>();
  #shardEnded = (): void => undefined;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /**
   * Prepares the positions: the reader will read everything that is written from now on.
   * @returns the function that reads until the signal aborts, and throws the errors of DynamoDB
   */
  async start(): Promise<() => Promise<void>> {
    const first = await this.#newShards(true);
    return () => this.#follow(first);
  }

  async #follow(first: readonly (() => Promise<void>)[]): Promise<void> {
    const { signal } = this.#options;
    let failed: ((reason: unknown) => void) | undefined;
    const failure = new Promise<never>((_, reject) => (failed = reject));
    failure.catch(() => undefined);
    const read = (shards: readonly (() => Promise<void>)[]): void => {
      for (const shard of shards) void shard().catch(failed);
    };
    read(first);
    for (;;) {
      const ended = new Promise<void>((resolve) => (this.#shardEnded = resolve));
      await Promise.race([failure, ended, wait(shardMilliseconds, undefined, { signal })]);
      read(await this.#newShards(false));
    }
  }

  /** The shards that can be read now and are not being read yet, each at its start. */
  async #newShards(atStart: boolean): Promise<readonly (() => Promise<void>)[]> {
    const shards = await this.#describe();
    const readers: (() => Promise<void>)[] = [];
    for (const { ShardId: id = '', ParentShardId: parent, SequenceNumberRange: range } of shards) {
      if (this.#followed.has(id) || this.#waitsFor(parent, shards)) continue;
      const isClosed = range?.EndingSequenceNumber !== undefined;
      const latest =
        atStart && this.#options.startingPosition === 'LATEST' && this.#options.positionOf(id) === undefined;
      this.#followed.set(id, latest && isClosed ? 'ended' : 'open');
      if (latest && isClosed) continue;
      const iterator = await this.#iteratorFor(id, latest ? 'LATEST' : 'TRIM_HORIZON');
      readers.push(() => this.#read(id, iterator));
    }
    return readers;
  }

  #waitsFor(parent: string | undefined, shards: readonly Shard[]): boolean {
    if (parent === undefined || !shards.some(({ ShardId }) => ShardId === parent)) return false;
    return this.#followed.get(parent) !== 'ended';
  }

  async #describe(): Promise<readonly Shard[]> {
    const { client, streamArn, signal } = this.#options;
    const shards: Shard[] = [];
    let after: string | undefined;
    do {
      const command = new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: after });
      const { StreamDescription: page } = await client.send(command, { abortSignal: signal });
      shards.push(...(page?.Shards ?? []));
      after = page?.LastEvaluatedShardId;
    } while (after !== undefined);
    return shards;
  }

  async #read(shardId: string, start: string | undefined): Promise<void> {
    const { client, onRecords, onEnd, pollMilliseconds, signal } = this.#options;
    let iterator = start;
    while (iterator !== undefined) {
      signal.throwIfAborted();
      const page = await this.#page(client, iterator);
      if (page === 'lost') {
        iterator = await this.#iteratorFor(shardId, 'TRIM_HORIZON');
        continue;
      }
      const { Records: records = [] } = page;
      await onRecords(shardId, records);
      iterator = page.NextShardIterator;
      if (records.length < mostPerRead && iterator !== undefined) await wait(pollMilliseconds, undefined, { signal });
    }
    await onEnd(shardId);
    this.#followed.set(shardId, 'ended');
    this.#shardEnded();
  }

  /** The next records; `lost` when the iterator has expired, for example after a slow delivery. */
  async #page(client: DynamoDBStreamsClient, iterator: string) {
    try {
      const command = new GetRecordsCommand({ ShardIterator: iterator });
      return await client.send(command, { abortSignal: this.#options.signal });
    } catch (error) {
      if (error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException) return 'lost';
      throw error;
    }
  }

  /** An iterator after the shard's position, if the stream still contains it. */
  async #iteratorFor(shardId: string, otherwise: ShardIteratorType): Promise<string | undefined> {
    const position = this.#options.positionOf(shardId);
    if (position === undefined) return await this.#iterator(shardId, otherwise);
    try {
      return await this.#iterator(shardId, 'AFTER_SEQUENCE_NUMBER', position);
    } catch (error) {
      if (error instanceof TrimmedDataAccessException) return await this.#iterator(shardId, 'TRIM_HORIZON');
      throw error;
    }
  }

  async #iterator(shardId: string, type: ShardIteratorType, after?: string): Promise<string | undefined> {
    const { client, streamArn, signal } = this.#options;
    const command = new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: shardId,
      ShardIteratorType: type,
      ...(after === undefined ? {} : { SequenceNumber: after }),
    });
    return (await client.send(command, { abortSignal: signal })).ShardIterator;
  }
}
