import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { QueuedEvent } from './event.ts';

/** Where queued events are kept, so that they outlive the host. */
export interface EventStore {
  /** Keeps an event, or its new state. The event is kept when this returns. */
  readonly put: (event: QueuedEvent) => void;
  readonly remove: (event: QueuedEvent) => void;
  /** The events of an earlier host, oldest first. */
  readonly all: () => readonly QueuedEvent[];
}

/** The events of a data folder, one file each. Without a folder nothing is kept. */
export function eventStoreIn(dataDirectory: string | undefined): EventStore {
  if (dataDirectory === undefined) {
    return { put: () => undefined, remove: () => undefined, all: () => [] };
  }
  const folder = join(dataDirectory, 'asyncEvents');
  const fileOf = ({ requestId }: QueuedEvent) => join(folder, `${requestId}.json`);
  return {
    put: (event) => {
      mkdirSync(folder, { recursive: true });
      // A crash in the middle of a write leaves the old file.
      const half = `${fileOf(event)}.new`;
      writeFileSync(half, JSON.stringify(event), { mode: 0o600 });
      renameSync(half, fileOf(event));
    },
    remove: (event) => {
      rmSync(fileOf(event), { force: true });
    },
    all: () => {
      if (!existsSync(folder)) return [];
      const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
      const events = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as QueuedEvent);
      return events.sort((one, other) => one.queuedAt - other.queuedAt);
    },
  };
}
