import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DeadLetter } from './mapping.ts';

/** What queues were told of batches that were given up. */
export interface DeadLetters {
  readonly add: (letter: DeadLetter) => void;
  readonly all: () => readonly DeadLetter[];
}

/** Keeps dead letters, with the data where there is a folder for it: `deadLetters.jsonl`, a line each. */
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
