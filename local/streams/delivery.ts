import { setTimeout as wait } from 'node:timers/promises';

import { type FunctionRuntime, InvocationRefused, type Outcome } from '../lambda/function.ts';
import type { StreamDeadLetter, StreamMapping, StreamRecord } from './mapping.ts';

export interface DeliveryOptions {
  readonly functions: Pick<FunctionRuntime, 'invoke'>;
  readonly shardId: string;
  /** The pause before the first retry of a batch; it doubles with each retry. */
  readonly retryMilliseconds: number;
  readonly signal: AbortSignal;
  /** Gets each dead letter. */
  readonly onDeadLetter: (letter: StreamDeadLetter) => void;
}

const longestPause = 60_000;

/**
 * Sends batches of one shard to a function, each until the function accepts it or the mapping's rules end the retries
 * (AWS Lambda developer guide, "Process DynamoDB records with Lambda").
 */
export class Delivery {
  readonly #mapping: StreamMapping;
  readonly #options: DeliveryOptions;

  constructor(mapping: StreamMapping, options: DeliveryOptions) {
    this.#mapping = mapping;
    this.#options = options;
  }

  /**
   * Settles when every record is processed.
   * @throws the signal's reason when it aborts before
   */
  async deliver(records: readonly StreamRecord[]): Promise<void> {
    // Many batches run at the same time, each with a listener; a separate signal avoids a warning about too many.
    await this.#finish(records, 0, AbortSignal.any([this.#options.signal]));
  }

  async #finish(records: readonly StreamRecord[], triedBefore: number, signal: AbortSignal): Promise<void> {
    let batch = records;
    let tries = triedBefore;
    let invoked = 0;
    for (let refused = 0; ;) {
      batch = this.#young(batch, invoked);
      if (batch.length === 0) return;
      const outcome = await this.#invoke(batch, signal);
      if (outcome === null) {
        // This does not count as a retry of the mapping: the function has not run.
        refused += 1;
        await this.#pause(refused, signal);
        continue;
      }
      invoked += 1;
      const rest = outcome.ok ? this.#reported(outcome.value, batch) : batch;
      if (rest.length === 0) return;
      if (!outcome.ok && this.#mapping.bisects && batch.length > 1) {
        await this.#halves(batch, tries, signal);
        return;
      }
      // A shorter batch has made progress, so its retries start again.
      tries = rest.length < batch.length ? 0 : tries + 1;
      batch = rest;
      if (this.#mapping.maximumRetries >= 0 && tries > this.#mapping.maximumRetries) {
        this.#addDeadLetter('RetryAttemptsExhausted', batch, invoked, outcome);
        return;
      }
      await this.#pause(tries, signal);
    }
  }

  /** Splits a batch to find the bad record. Splitting does not count as a retry. */
  async #halves(batch: readonly StreamRecord[], tries: number, signal: AbortSignal): Promise<void> {
    await this.#pause(tries, signal);
    const middle = Math.ceil(batch.length / 2);
    await this.#finish(batch.slice(0, middle), tries, signal);
    await this.#finish(batch.slice(middle), tries, signal);
  }

  /** The records that are young enough. The others become a dead letter. */
  #young(batch: readonly StreamRecord[], invoked: number): readonly StreamRecord[] {
    const { maximumAgeSeconds } = this.#mapping;
    if (maximumAgeSeconds < 0) return batch;
    const oldest = Date.now() / 1000 - maximumAgeSeconds;
    const old = batch.filter(({ dynamodb }) => dynamodb.ApproximateCreationDateTime < oldest);
    if (old.length > 0) this.#addDeadLetter('RecordAgeExceeded', old, invoked);
    return batch.filter((record) => !old.includes(record));
  }

  /** Invokes the function. Returns null when Lambda rejects the invocation, for example by throttling. */
  async #invoke(batch: readonly StreamRecord[], signal: AbortSignal): Promise<Outcome | null> {
    const { functions } = this.#options;
    signal.throwIfAborted();
    let cut: () => void = () => undefined;
    const aborted = new Promise<never>((_, reject) => {
      cut = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', cut, { once: true });
    });
    try {
      return await Promise.race([functions.invoke(this.#mapping.functionArn, { Records: batch }), aborted]);
    } catch (error) {
      if (error instanceof InvocationRefused) return null;
      throw error;
    } finally {
      signal.removeEventListener('abort', cut);
    }
  }

  /** The records that a successful function did not process: everything from the first record that it reports. */
  #reported(answer: unknown, batch: readonly StreamRecord[]): readonly StreamRecord[] {
    if (!this.#mapping.reportsItemFailures) return [];
    const failures = (answer as { batchItemFailures?: unknown } | null)?.batchItemFailures;
    if (failures === undefined || failures === null) return [];
    // An unreadable report fails the batch.
    if (!Array.isArray(failures)) return batch;
    const indexes = failures.map((failure: unknown) => {
      const id = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
      return batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === id);
    });
    if (indexes.length === 0) return [];
    return batch.slice(Math.max(0, Math.min(...indexes)));
  }

  async #pause(tries: number, signal: AbortSignal): Promise<void> {
    const { retryMilliseconds } = this.#options;
    await wait(Math.min(longestPause, retryMilliseconds * 2 ** Math.max(0, tries - 1)), undefined, { signal });
  }

  #addDeadLetter(
    condition: StreamDeadLetter['message']['requestContext']['condition'],
    batch: readonly StreamRecord[],
    invoked: number,
    outcome?: Outcome,
  ): void {
    const { functionArn, streamArn, deadLetterArn = '' } = this.#mapping;
    this.#options.onDeadLetter({
      destination: deadLetterArn,
      message: {
        requestContext: {
          requestId: outcome?.requestId ?? '',
          functionArn: `${functionArn}:$LATEST`,
          condition,
          approximateInvokeCount: invoked,
        },
        responseContext: {
          statusCode: 200,
          executedVersion: '$LATEST',
          functionError: outcome?.ok === false ? 'Unhandled' : null,
        },
        version: '1.0',
        timestamp: new Date().toISOString(),
        DDBStreamBatchInfo: {
          shardId: this.#options.shardId,
          startSequenceNumber: batch[0]?.dynamodb.SequenceNumber ?? '',
          endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber ?? '',
          approximateArrivalOfFirstRecord: arrival(batch[0]),
          approximateArrivalOfLastRecord: arrival(batch.at(-1)),
          batchSize: batch.length,
          streamArn,
        },
      },
    });
  }
}

function arrival(record: StreamRecord | undefined): string {
  return new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
}
