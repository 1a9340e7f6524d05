import type { Backup } from '../../../migration/backup.ts';

/** A backup that stores nothing. */
export const noDisk = { keep: () => Promise.resolve() } as unknown as Backup;
