import { setTimeout as wait } from 'node:timers/promises';

import { type FunctionRuntime, InvocationRefused, type LambdaFunction } from '../function.ts';
import {
  type AsyncSettings,
  type DiscardedEvent,
  discardedEvent,
  type FailedEvent,
  type LastAttempt,
  type QueuedEvent,
  recordOf,
} from './event.ts';
import type { EventStore } from './store.ts';

export interface QueueOptions {
  readonly functions: Pick<FunctionRuntime, 'invoke'>;
  readonly store: EventStore;
  /** The pause before the first retry; the second one is twice as long, as on Lambda. */
  readonly retryMilliseconds: number;
  readonly onDeadLetter: (letter: FailedEvent | DiscardedEvent) => void;
  /** Adds an event to the queue of a function that is a destination. */
  readonly forward: (functionArn: string, payload: string) => void;
  readonly log: (line: string) => void;
  readonly onError: (error: unknown) => void;
  /** The maximum number of events in work. Default: 10. */
  readonly concurrency?: number;
}

/** Lambda's longest pause after a refusal. */
const longestPause = 5 * 60_000;

/**
 * The asynchronous events of one function (AWS Lambda developer guide, "How Lambda handles errors and retries with
 * asynchronous invocation"). Events of one function never wait for those of another.
 */
export class AsyncQueue {
  readonly #declared: LambdaFunction;
  readonly #settings: AsyncSettings;
  readonly #options: QueueOptions;
  readonly #stopping = new AbortController();
  readonly #events = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(declared: LambdaFunction, settings: AsyncSettings, options: QueueOptions) {
    this.#declared = declared;
    this.#settings = settings;
    this.#options = options;
  }

  /** Adds an event; it is kept when this returns. */
  add(event: QueuedEvent): void {
    this.#options.store.put(event);
    const work = this.#process(event)
      .catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) this.#options.onError(error);
      })
      .finally(() => this.#events.delete(work));
    this.#events.add(work);
  }

  /** Stops at once. Unfinished events stay in the store for the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const go of this.#waiting.splice(0)) go();
    await Promise.all(this.#events);
  }

  async #process(queued: QueuedEvent): Promise<void> {
    // Many events wait at the same time, each with a listener; a separate signal avoids a warning about too many.
    const signal = AbortSignal.any([this.#stopping.signal]);
    const { retryMilliseconds, store } = this.#options;
    let event = queued;
    let last: LastAttempt | undefined;
    for (let refusals = 0; ;) {
      if (Date.now() - event.queuedAt > this.#settings.maximumAgeSeconds * 1_000) {
        this.#giveUp(event, 'EventAgeExceeded', last);
        return;
      }
      last = await this.#attempt(event, signal);
      if ('refused' in last) {
        // This is no retry: the function has not run.
        refusals += 1;
        const pause = Math.min(longestPause, retryMilliseconds * 2 ** (refusals - 1));
        await wait(pause, undefined, { signal });
        continue;
      }
      event = { ...event, invoked: event.invoked + 1 };
      if (last.ok) {
        this.#succeed(event, last);
        return;
      }
      if (event.invoked > this.#settings.maximumRetries) {
        this.#giveUp(event, 'RetriesExhausted', last);
        return;
      }
      store.put(event);
      await wait(retryMilliseconds * event.invoked, undefined, { signal });
    }
  }

  async #attempt({ payload, requestId }: QueuedEvent, signal: AbortSignal): Promise<LastAttempt> {
    while (this.#running >= (this.#options.concurrency ?? 10) && !signal.aborted) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    signal.throwIfAborted();
    this.#running += 1;
    try {
      const run = this.#options.functions.invoke(this.#declared.arn, JSON.parse(payload), requestId);
      // The environment ends with the host, after the queue.
      run.catch(() => undefined);
      return await Promise.race([run, aborted(signal)]);
    } catch (error) {
      if (error instanceof InvocationRefused) return { refused: error.message, status: error.status };
      throw error;
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  #succeed(event: QueuedEvent, last: LastAttempt): void {
    const { forward, store } = this.#options;
    const { onSuccessArn } = this.#settings;
    if (onSuccessArn !== undefined && isFunction(onSuccessArn)) {
      forward(onSuccessArn, JSON.stringify(recordOf(event, this.#declared.arn, 'Success', last)));
    }
    store.remove(event);
  }

  #giveUp(event: QueuedEvent, condition: 'RetriesExhausted' | 'EventAgeExceeded', last: LastAttempt | undefined): void {
    const { forward, store, onDeadLetter, log } = this.#options;
    const { onFailureArn } = this.#settings;
    const { deadLetterArn, arn, name } = this.#declared;
    if (onFailureArn !== undefined) {
      const message = recordOf(event, arn, condition, last);
      if (isFunction(onFailureArn)) forward(onFailureArn, JSON.stringify(message));
      else onDeadLetter({ destination: onFailureArn, message });
    }
    if (deadLetterArn !== undefined) onDeadLetter(discardedEvent(deadLetterArn, event, last));
    store.remove(event);
    const places = [onFailureArn, deadLetterArn].filter((place) => place !== undefined);
    const kept =
      places.length === 0 ? 'lost, because the function has no queue for it' : `sent to ${places.join(', ')}`;
    log(`${name}: an asynchronous event was given up (${condition}) and ${kept}.`);
  }
}

function isFunction(destination: string): boolean {
  return destination.split(':')[2] === 'lambda';
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}
