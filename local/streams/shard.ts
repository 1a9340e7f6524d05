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

/** The most records that a shard holds in memory: then no more are read until some are done with. */
const mostHeld = 10_000;

/**
 * Gathers the records of one shard into batches, and works on as many of them at once as the mapping says. Whatever
 * changes one item stays in one lane, and so in order (AWS Lambda developer guide, "Polling and batching streams").
 */
export class ShardBatches {
  readonly #mapping: StreamMapping;
  readonly #options: ShardOptions;
  readonly #lanes: readonly Lane[];
  /** By sequence number, in order: whether a record that was read is done with. */
  readonly #held = new Map<string, boolean>();

  constructor(mapping: StreamMapping, options: ShardOptions) {
    this.#mapping = mapping;
    this.#options = options;
    const delivery = new Delivery(mapping, options);
    const onDone = (batch: readonly StreamRecord[]): void => {
      this.#done(batch);
    };
    this.#lanes = Array.from({ length: mapping.batchesAtOnce }, () => new Lane(mapping, delivery, onDone));
  }

  /**
   * Takes what was read, and starts to deliver what is due: full batches, and all of it once the window is over. Settles
   * when there is room for more; raises what ended a delivery.
   */
  async add(records: readonly _Record[]): Promise<void> {
    const { patterns, streamArn } = this.#mapping;
    const place = { streamArn, region: this.#options.region };
    const read = records.map((record) => toStreamRecord(record, place));
    const fresh = read.filter((record) => !this.#held.has(numberOf(record)));
    for (const record of fresh) {
      const isWanted = patterns.length === 0 || patterns.some((fits) => fits(record));
      this.#held.set(numberOf(record), !isWanted);
      if (isWanted) this.#laneOf(record).take(record);
    }
    this.#done([]);
    for (const lane of this.#lanes) void lane.work();
    for (let busy = this.#busy(); this.#held.size > mostHeld && busy.length > 0; busy = this.#busy()) {
      await Promise.race(busy.map((lane) => lane.work()));
    }
    for (const { failure } of this.#lanes) if (failure !== undefined) throw failure;
  }

  /** Delivers whatever is left, whether its window is over or not; settles when nobody works on it any more. */
  async end(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.work(true)));
  }

  #busy(): readonly Lane[] {
    return this.#lanes.filter(({ isBusy }) => isBusy);
  }

  #laneOf({ dynamodb }: StreamRecord): Lane {
    const hash = createHash('md5').update(JSON.stringify(dynamodb.Keys)).digest().readUInt32BE();
    const lane = this.#lanes[hash % this.#lanes.length];
    if (lane === undefined) throw new Error(`${this.#mapping.name} works on no batch at all.`);
    return lane;
  }

  /** The shard has come as far as the last record before which nothing waits. */
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

/** Hands out its batches one after the other. */
class Lane {
  readonly #mapping: StreamMapping;
  readonly #delivery: Delivery;
  readonly #onDone: (batch: readonly StreamRecord[]) => void;
  #waiting: StreamRecord[] = [];
  #waitingSince = 0;
  #work: Promise<void> | undefined;
  /** What ended its work, once and for all. */
  failure: Error | undefined;

  constructor(mapping: StreamMapping, delivery: Delivery, onDone: (batch: readonly StreamRecord[]) => void) {
    this.#mapping = mapping;
    this.#delivery = delivery;
    this.#onDone = onDone;
  }

  get isBusy(): boolean {
    return this.#work !== undefined;
  }

  take(record: StreamRecord): void {
    if (this.#waiting.length === 0) this.#waitingSince = Date.now();
    this.#waiting.push(record);
  }

  /** Delivers what is due, if nobody is at it; settles when that is done, or has failed. */
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
