import type { Backup } from '../../../migration/backup.ts';

/** A backup that stores nothing. */
export const noDisk = {
  keep: () => Promise.resolve(),
  markUnwritten: () => Promise.resolve(),
} as unknown as Backup;
