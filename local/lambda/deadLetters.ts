import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { StreamDeadLetter } from '../streams/mapping.ts';
import type { DiscardedEvent, FailedEvent } from './async/event.ts';

/** A message that a queue for failures received: about a stream's batch, or about an asynchronous event. */
export type DeadLetter = StreamDeadLetter | FailedEvent | DiscardedEvent;

/** The dead letters that queues received. */
export interface DeadLetters {
  readonly add: (letter: DeadLetter) => void;
  readonly all: () => readonly DeadLetter[];
}

/** Stores dead letters. With a data folder they are kept in `deadLetters.jsonl`, one line each. */
export function deadLettersIn(dataDirectory: string | undefined): DeadLetters {
  const file = dataDirectory === undefined ? undefined : join(dataDirectory, 'deadLetters.jsonl');
  const letters = file === undefined || !existsSync(file) ? [] : read(file);
  return {
    add: (letter) => {
      letters.push(letter);
      if (file === undefined || dataDirectory === undefined) return;
      mkdirSync(dataDirectory, { recursive: true });
      appendFileSync(file, `${JSON.stringify(letter)}\n`);
    },
    all: () => [...letters],
  };
}

function read(file: string): DeadLetter[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as DeadLetter);
}
