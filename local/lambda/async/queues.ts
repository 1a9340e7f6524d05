import { randomUUID } from 'node:crypto';

import type { LambdaFunction } from '../function.ts';
import { type AsyncSettings, defaultSettings } from './event.ts';
import { AsyncQueue, type QueueOptions } from './queue.ts';

export interface QueuesOptions extends Omit<QueueOptions, 'forward'> {
  /** The settings of a function, by its name. Lambda's defaults hold for the others. */
  readonly settings: ReadonlyMap<string, AsyncSettings>;
}

/** The asynchronous queues of all functions. */
export interface AsyncQueues {
  /**
   * Adds an event to the queue of a function.
   * @param payload JSON
   * @throws Error for a function that is not part of the assembly
   */
  readonly enqueue: (nameOrArn: string, payload: string, requestId?: string) => void;
  /** Continues with the events that an earlier host has left. */
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

/** Creates a queue for each function. */
export function asyncQueues(functions: readonly LambdaFunction[], options: QueuesOptions): AsyncQueues {
  const queues = new Map<string, AsyncQueue>();
  const enqueue: AsyncQueues['enqueue'] = (nameOrArn, payload, requestId = randomUUID()) => {
    const declared = functions.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
    const queue = declared && queues.get(declared.name);
    if (queue === undefined) throw new Error(`The function ${nameOrArn} is not part of the assembly.`);
    queue.add({ requestId, functionName: declared?.name ?? '', payload, queuedAt: Date.now(), invoked: 0 });
  };
  for (const declared of functions) {
    const settings = options.settings.get(declared.name) ?? defaultSettings;
    queues.set(declared.name, new AsyncQueue(declared, settings, { ...options, forward: enqueue }));
  }
  return {
    enqueue,
    resume: () => {
      for (const event of options.store.all()) {
        const queue = queues.get(event.functionName);
        // Its function is no longer deployed, and Lambda deletes a function's queue with the function.
        if (queue === undefined) options.store.remove(event);
        else queue.add(event);
      }
    },
    stop: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.stop()));
    },
  };
}
