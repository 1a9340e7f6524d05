import { createHash } from 'node:crypto';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';

import { Delivery, type DeliveryOptions } from './delivery.ts';
import type { StreamMapping, StreamRecord } from './mapping.ts';
import type { Positions } from './positions.ts';
import { toStreamRecord } from './records.ts';

export interface ShardOptions extends DeliveryOptions {
  readonly region: string;
  readonly positions: Positions;
}

/** The maximum number of records of a shard in memory; then reading pauses. */
const mostHeld = 10_000;

/**
 * Groups the records of one shard into batches, and processes as many batches concurrently as the mapping allows. All
 * changes of one item go to the same queue, so they stay in order (AWS Lambda developer guide, "Polling and batching
 * streams").
 */
export class ShardBatches {
  readonly #mapping: StreamMapping;
  readonly #options: ShardOptions;
  readonly #queues: readonly BatchQueue[];
  /** Whether each read record is processed, by sequence number, in order. */
  readonly #held = new Map<string, boolean>();

  constructor(mapping: StreamMapping, options: ShardOptions) {
    this.#mapping = mapping;
    this.#options = options;
    const delivery = new Delivery(mapping, options);
    const onDone = (batch: readonly StreamRecord[]): void => {
      this.#done(batch);
    };
    this.#queues = Array.from(
      { length: mapping.parallelizationFactor },
      () => new BatchQueue(mapping, delivery, onDone),
    );
  }

  /**
   * Adds records, and starts to deliver full batches, and all batches whose window is over. Settles when there is room
   * for more.
   * @throws the error that ended a delivery
   */
  async add(records: readonly _Record[]): Promise<void> {
    const { patterns, streamArn } = this.#mapping;
    const place = { streamArn, region: this.#options.region };
    const read = records.map((record) => toStreamRecord(record, place));
    const fresh = read.filter((record) => !this.#held.has(numberOf(record)));
    for (const record of fresh) {
      const isWanted = patterns.length === 0 || patterns.some((fits) => fits(record));
      this.#held.set(numberOf(record), !isWanted);
      if (isWanted) this.#queueOf(record).add(record);
    }
    this.#done([]);
    for (const queue of this.#queues) void queue.work();
    for (let busy = this.#busy(); this.#held.size > mostHeld && busy.length > 0; busy = this.#busy()) {
      await Promise.race(busy.map((queue) => queue.work()));
    }
    for (const { failure } of this.#queues) if (failure !== undefined) throw failure;
  }

  /** Delivers the remaining records, even if their window is not over. Settles when all deliveries have ended. */
  async end(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.work(true)));
  }

  #busy(): readonly BatchQueue[] {
    return this.#queues.filter(({ isBusy }) => isBusy);
  }

  #queueOf({ dynamodb }: StreamRecord): BatchQueue {
    const hash = createHash('md5').update(JSON.stringify(dynamodb.Keys)).digest().readUInt32BE();
    const queue = this.#queues[hash % this.#queues.length];
    if (queue === undefined) throw new Error(`${this.#mapping.name} has a ParallelizationFactor of 0.`);
    return queue;
  }

  /** Marks a batch as processed, and moves the position to the last record before the first unprocessed one. */
  #done(batch: readonly StreamRecord[]): void {
    for (const record of batch) this.#held.set(numberOf(record), true);
    let reached: string | undefined;
    for (const [number, isDone] of this.#held) {
      if (!isDone) break;
      reached = number;
      this.#held.delete(number);
    }
    if (reached !== undefined) this.#options.positions.set(this.#options.shardId, reached);
  }
}

/** Delivers its batches one after the other. */
class BatchQueue {
  readonly #mapping: StreamMapping;
  readonly #delivery: Delivery;
  readonly #onDone: (batch: readonly StreamRecord[]) => void;
  #waiting: StreamRecord[] = [];
  #waitingSince = 0;
  #work: Promise<void> | undefined;
  /** The error that ended its work for good. */
  failure: Error | undefined;

  constructor(mapping: StreamMapping, delivery: Delivery, onDone: (batch: readonly StreamRecord[]) => void) {
    this.#mapping = mapping;
    this.#delivery = delivery;
    this.#onDone = onDone;
  }

  get isBusy(): boolean {
    return this.#work !== undefined;
  }

  add(record: StreamRecord): void {
    if (this.#waiting.length === 0) this.#waitingSince = Date.now();
    this.#waiting.push(record);
  }

  /** Delivers the batches that are due, unless that already happens. Settles when they are delivered or have failed. */
  async work(isLast = false): Promise<void> {
    this.#work ??= this.#deliver(isLast)
      .catch((error: unknown) => {
        this.failure = error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => {
        this.#work = undefined;
      });
    await this.#work;
    if (isLast && this.#waiting.length > 0 && this.failure === undefined) await this.work(isLast);
  }

  async #deliver(isLast: boolean): Promise<void> {
    const { batchSize, batchingWindowSeconds } = this.#mapping;
    const isDue = (): boolean =>
      this.#waiting.length >= batchSize ||
      (this.#waiting.length > 0 && (isLast || Date.now() - this.#waitingSince >= batchingWindowSeconds * 1000));
    while (this.failure === undefined && isDue()) {
      const batch = this.#waiting.slice(0, batchSize);
      await this.#delivery.deliver(batch);
      this.#waiting = this.#waiting.slice(batch.length);
      this.#onDone(batch);
    }
  }
}

function numberOf({ dynamodb }: StreamRecord): string {
  return dynamodb.SequenceNumber;
}
