import { setTimeout as wait } from 'node:timers/promises';

import { folderStamp, inputsStamp } from '../assembly/inputs.ts';
import * as screen from './screen.ts';

/** The time between two checks. A change counts once the files stay the same for this long. */
const pollMilliseconds = 500;

/** What `watch` restarts. */
interface Served {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts, and restarts after each change of a file. A start that fails prints its error and waits for the next change.
 * Never settles.
 * @param assembly the folder to watch; the files of the app in this folder when left out
 */
export async function watch(assembly: string | undefined, { start, stop }: Served): Promise<never> {
  const look = (): string => {
    try {
      return assembly === undefined ? inputsStamp('.') : folderStamp(assembly);
    } catch {
      // A folder was removed while it was read.
      return '';
    }
  };
  for (;;) {
    // Taken before the start: a change during the start counts.
    const seen = look();
    try {
      await start();
    } catch (error) {
      screen.failure(error);
    }
    screen.note('Watch', 'Waiting for a change of a file.');
    await change(look, seen);
    screen.note('Watch', 'A file has changed: the host restarts.');
    await stop();
  }
}

async function change(look: () => string, seen: string): Promise<void> {
  for (let last = look(); ;) {
    await wait(pollMilliseconds);
    const now = look();
    if (now !== seen && now === last) return;
    last = now;
  }
}
