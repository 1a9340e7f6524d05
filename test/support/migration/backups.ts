import { type Backup, toUndoing } from '../../../migration/backup.ts';
import type { Repair } from '../../../migration/repair.ts';

const done = () => Promise.resolve();

/** A backup that stores nothing. */
export const noDisk = { keep: done, markUnwritten: done } as unknown as Backup;

/** A backup in memory, and what `readBackup` would read of it. */
export function aMemoryBackup() {
  const repairs: Repair[] = [];
  const keep = (repair: Repair) => {
    repairs.unshift(toUndoing(repair));
    return done();
  };
  return { repairs, backup: { keep, markUnwritten: done } as unknown as Backup };
}
