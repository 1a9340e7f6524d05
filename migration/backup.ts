import { randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

import { NOT_REMOVING } from '../domain/conditions.ts';
import { accountKey } from '../domain/keys.ts';
import { Failure } from './failure.ts';
import { type Attributes, type Item, placeOf, toAttributes, toItem } from './item.ts';
import { linesOf, wholeLength } from './lines.ts';
import { lockFile } from './lock.ts';
import type { Check, Repair } from './repair.ts';

/** A repair in the backup file: one line of JSON, with items in DynamoDB's notation. */
interface Line {
  readonly table: string;
  /** Missing in the backups of earlier versions. */
  readonly id?: string;
  readonly before: readonly Attributes[];
  readonly after: readonly Attributes[];
}

/** Another line of the file: the repair with this id was not written. */
interface Mark {
  readonly table: string;
  readonly unwritten: string;
}

/**
 * The backup of a run: it stores what a repair replaces and removes on disk, before the repair is written. An existing
 * file is appended to.
 */
export class Backup {
  readonly #path: string;
  readonly #table: string;
  readonly #file: FileHandle;
  readonly #release: () => Promise<void>;
  readonly #ids = new WeakMap<Repair, string>();
  #waiting: string[] = [];
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  private constructor(path: string, table: string, file: FileHandle, release: () => Promise<void>) {
    [this.#path, this.#table, this.#file, this.#release] = [path, table, file, release];
  }

  /**
   * @param path the file, which is created if necessary
   * @param table the name of the table whose items it stores
   * @throws Failure BadFile when the file cannot be written, belongs to another table, or is in use by another run
   */
  static async open(path: string, table: string): Promise<Backup> {
    const release = await lockFile(path);
    // Only the owner may read the file: items contain what people wrote.
    const file = await open(path, 'a+', 0o600).catch(() => null);
    try {
      if (!file) throw unwritable(path, null);
      await makeReady(file, path, table);
      return new Backup(path, table, file, release);
    } catch (error) {
      await file?.close();
      await release();
      throw error instanceof Failure ? error : unwritable(path, error);
    }
  }

  /**
   * Stores a repair. Repairs that arrive together are written together.
   * @returns a promise that settles when the repair is on disk
   * @throws Failure BadFile when the disk cannot store it
   */
  keep(repair: Repair): Promise<void> {
    const id = randomUUID();
    this.#ids.set(repair, id);
    const [before, after] = [repair.before.map(toAttributes), repair.after.map(toAttributes)];
    return this.#append({ table: this.#table, id, before, after });
  }

  /**
   * Stores that DynamoDB has not written a repair. Undoing it could restore what a person has deleted since.
   * @throws Failure BadFile when the disk cannot store it
   */
  markUnwritten(repair: Repair): Promise<void> {
    return this.#append({ table: this.#table, unwritten: this.#ids.get(repair) ?? '' });
  }

  #append(line: Line | Mark): Promise<void> {
    this.#waiting.push(`${JSON.stringify(line, bytesAsText)}\n`);
    this.#next ??= this.#last.then(() => this.#flush());
    return this.#next;
  }

  async close(): Promise<void> {
    await this.#file.close();
    await this.#release();
  }

  #flush(): Promise<void> {
    const lines = this.#waiting.join('');
    [this.#waiting, this.#next] = [[], null];
    this.#last = this.#write(lines);
    return this.#last;
  }

  async #write(lines: string): Promise<void> {
    try {
      await this.#file.appendFile(lines);
      await this.#file.datasync();
    } catch (error) {
      const message = `The backup ${this.#path} cannot be written: free disk space and start the run again.`;
      throw new Failure('BadFile', message, { cause: error });
    }
  }
}

/**
 * Reads the repairs of a backup, the last one first, each reversed. Ignores those that were not written, and an unfinished
 * last line of a killed run.
 * @param table the name of the table in which they are to be undone
 * @throws Failure BadFile when there is no such file, when it is not a backup, or when it belongs to another table
 */
export async function readBackup(path: string, table: string): Promise<Repair[]> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const kept: Kept[] = [];
    const unwritten = new Set<string>();
    let number = 0;
    for await (const text of linesOf(file, await wholeLength(file))) {
      number += 1;
      const line = readLine(text, table, `${path}:${number}`);
      if ('unwritten' in line) unwritten.add(line.unwritten);
      else kept.push(line);
    }
    return kept
      .filter(({ id }) => id === undefined || !unwritten.has(id))
      .map(toUndoing)
      .reverse();
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(path, error);
  } finally {
    await file.close();
  }
}

/** Removes an unfinished last line of a killed run: that repair was not written. */
async function makeReady(file: FileHandle, path: string, table: string): Promise<void> {
  const whole = await wholeLength(file);
  for await (const line of linesOf(file, whole)) {
    readLine(line, table, `${path}:1`);
    break;
  }
  if (whole < (await file.stat()).size) await file.truncate(whole);
}

function unwritable(path: string, cause: unknown): Failure {
  const message = `The backup ${path} cannot be written: name an existing folder with --report.`;
  return new Failure('BadFile', message, { cause });
}

function unreadable(path: string, cause: unknown): Failure {
  return new Failure('BadFile', `The backup ${path} cannot be read: name a file that a run has written.`, { cause });
}

interface Kept {
  readonly id: string | undefined;
  readonly before: readonly Item[];
  readonly after: readonly Item[];
}

function readLine(text: string, table: string, place: string): Kept | Mark {
  const other = `${place} is not a line of a backup: name a file that a run has written.`;
  let line: Line | Mark;
  let kept: Kept;
  try {
    // Text that is not such a line fails in the next statements.
    line = JSON.parse(text, textAsBytes) as Line | Mark;
    kept =
      'unwritten' in line
        ? { id: undefined, before: [], after: [] }
        : { id: line.id, before: line.before.map(toItem), after: line.after.map(toItem) };
  } catch (error) {
    throw new Failure('BadFile', other, { cause: error });
  }
  const isItem = ({ username, created }: Readonly<Record<string, unknown>>) =>
    typeof username === 'string' && typeof created === 'string';
  if (typeof line.table !== 'string' || ![...kept.before, ...kept.after].every(isItem))
    throw new Failure('BadFile', other);
  if (line.table === table) return 'unwritten' in line ? line : kept;
  throw new Failure(
    'BadFile',
    `${place} belongs to the table ${line.table}, not to ${table}: name that table, or another file.`,
  );
}

/**
 * Reverses a repair. If it then only adds items, it also checks that their owner's account is not being removed. An account
 * that it adds is not there, so it needs no check, and DynamoDB would reject one.
 */
export function toUndoing({ before, after }: Pick<Repair, 'before' | 'after'>): Repair {
  const owners = new Set(after.length > 0 ? [] : before.map(({ username }) => username));
  const added = new Set(before.map(placeOf));
  const checks = [...owners]
    .map((owner): Check => ({ key: accountKey(owner), when: { text: NOT_REMOVING, values: {} } }))
    .filter(({ key }) => !added.has(placeOf(key)));
  return { before: after, after: before, checks };
}

const BYTES = 'base64:';

/** JSON has no bytes; DynamoDB's notation has them under `B` and `BS`. */
function bytesAsText(this: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
  // In `value`, a Buffer is already converted to an object.
  const given = this[name];
  return given instanceof Uint8Array ? `${BYTES}${Buffer.from(given).toString('base64')}` : value;
}

function textAsBytes(name: string, value: unknown): unknown {
  const isBytes = (one: unknown): one is string => typeof one === 'string' && one.startsWith(BYTES);
  // The SDK reads bytes as an Uint8Array; a Buffer with the same bytes would differ from it.
  const toBytes = (one: unknown) =>
    isBytes(one) ? new Uint8Array(Buffer.from(one.slice(BYTES.length), 'base64')) : one;
  if (name === 'B') return toBytes(value);
  return name === 'BS' && Array.isArray(value) ? value.map(toBytes) : value;
}
