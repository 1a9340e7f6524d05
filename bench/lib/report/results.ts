import { readFileSync, writeFileSync } from 'node:fs';

import type { CodeFigures } from '../code.ts';
import type { Counts } from '../count.ts';
import type { Growth } from '../growth.ts';
import type { HandlerFigures } from '../handlers.ts';
import type { Speeds } from '../time.ts';

/** All results of a benchmark run. */
export interface Results {
  readonly taken: {
    readonly day: string;
    readonly node: string;
    readonly processors: string;
    readonly seconds: number;
    readonly rounds: number;
    readonly turnMilliseconds: number;
    /** The number of records of the removed account. */
    readonly records: number;
  };
  readonly counts: Counts;
  readonly speeds: Speeds;
  readonly growth: Growth;
  readonly code: CodeFigures;
  readonly handlers: HandlerFigures;
}

export function writeResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

export function readResults(file: string): Results {
  return JSON.parse(readFileSync(file, 'utf8')) as Results;
}
