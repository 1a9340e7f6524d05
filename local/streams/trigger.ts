import type { _Record, DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';

import type { FunctionRuntime } from '../lambda/function.ts';
import { Delivery } from './delivery.ts';
import type { DeadLetter, StreamMapping, StreamRecord } from './mapping.ts';
import type { Positions } from './positions.ts';
import { StreamReader } from './reader.ts';
import { toStreamRecord } from './records.ts';

export interface TriggerOptions {
  readonly client: DynamoDBStreamsClient;
  readonly region: string;
  readonly functions: Pick<FunctionRuntime, 'invoke'>;
  readonly positions: Positions;
  readonly pollMilliseconds: number;
  readonly retryMilliseconds: number;
  readonly onGivenUp: (letter: DeadLetter) => void;
  /** Gets what ends the reading, other than its stop. */
  readonly onError: (error: unknown) => void;
}

/** A mapping at work. */
export interface Trigger {
  /** Ends the reading at once; what is being delivered is delivered again by the next start. */
  readonly stop: () => Promise<void>;
}

/** Starts to call a function with the records of a stream, from a position of this mapping's own. */
export async function startTrigger(mapping: StreamMapping, options: TriggerOptions): Promise<Trigger> {
  const stopping = new AbortController();
  const shards = new Map<string, ShardBatches>();
  const reader = new StreamReader({
    client: options.client,
    streamArn: mapping.streamArn,
    startingPosition: mapping.startingPosition,
    positionOf: options.positions.of,
    pollMilliseconds: options.pollMilliseconds,
    signal: stopping.signal,
    onRecords: (shardId, records) => {
      const batches = shards.get(shardId) ?? new ShardBatches(mapping, shardId, options, stopping.signal);
      shards.set(shardId, batches);
      return batches.add(records);
    },
  });
  const follow = await reader.start();
  const reading = follow().catch((error: unknown) => {
    if (!stopping.signal.aborted) options.onError(error);
    stopping.abort();
  });
  return {
    stop: async () => {
      stopping.abort();
      await reading;
    },
  };
}

/** Gathers the records of one shard into batches. */
class ShardBatches {
  readonly #mapping: StreamMapping;
  readonly #options: TriggerOptions;
  readonly #shardId: string;
  readonly #delivery: Delivery;
  #waiting: StreamRecord[] = [];
  #waitingSince = 0;

  constructor(mapping: StreamMapping, shardId: string, options: TriggerOptions, signal: AbortSignal) {
    const { functions, retryMilliseconds, onGivenUp } = options;
    this.#mapping = mapping;
    this.#options = options;
    this.#shardId = shardId;
    this.#delivery = new Delivery(mapping, { functions, shardId, retryMilliseconds, signal, onGivenUp });
  }

  /** Takes what was read, and delivers what is due: full batches, and all of it once the window is over. */
  async add(records: readonly _Record[]): Promise<void> {
    const { patterns, streamArn, batchSize, batchingWindowSeconds } = this.#mapping;
    const place = { streamArn, region: this.#options.region };
    const read = records.map((record) => toStreamRecord(record, place));
    if (this.#waiting.length === 0) this.#waitingSince = Date.now();
    this.#waiting.push(...read.filter((record) => patterns.length === 0 || patterns.some((fits) => fits(record))));
    const isOver = Date.now() - this.#waitingSince >= batchingWindowSeconds * 1000;
    while (this.#waiting.length >= batchSize || (isOver && this.#waiting.length > 0)) {
      const batch = this.#waiting.slice(0, batchSize);
      await this.#delivery.deliver(batch);
      this.#waiting = this.#waiting.slice(batch.length);
      this.#done(batch.at(-1));
    }
    // Records that no pattern fits are done with as soon as none before them waits.
    if (this.#waiting.length === 0) this.#done(read.at(-1));
  }

  #done(record: StreamRecord | undefined): void {
    if (record !== undefined) this.#options.positions.set(this.#shardId, record.dynamodb.SequenceNumber);
  }
}
