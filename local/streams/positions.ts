import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The position of a mapping in each shard: its last processed record. */
export interface Positions {
  readonly of: (shardId: string) => string | undefined;
  readonly set: (shardId: string, sequenceNumber: string) => void;
}

/** The positions of a mapping. With a data folder they are stored, so that a restart continues there. */
export function positionsOf(mappingId: string, dataDirectory: string | undefined): Positions {
  if (dataDirectory === undefined) return inMemory(new Map());
  const folder = join(dataDirectory, 'streams');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${mappingId}.json`);
  const known = new Map(Object.entries(read(file)));
  const positions = inMemory(known);
  return {
    of: positions.of,
    set: (shardId, sequenceNumber) => {
      positions.set(shardId, sequenceNumber);
      // Atomic, because the host may be killed at any time.
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(known)));
      renameSync(`${file}.new`, file);
    },
  };
}

function inMemory(known: Map<string, string>): Positions {
  return {
    of: (shardId) => known.get(shardId),
    set: (shardId, sequenceNumber) => {
      known.set(shardId, sequenceNumber);
    },
  };
}

function read(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(`${file} is not a file of stream positions: start with --fresh.`, { cause: error });
  }
}
