import { type FileHandle, open, readFile } from 'node:fs/promises';
import { Failure } from './failure.ts';
import { type Attributes, toAttributes, toItem } from './item.ts';
import type { Repair } from './repair.ts';

/** A repair as it is kept: a line of JSON, its items in DynamoDB's own notation. */
interface Line {
  readonly before: readonly Attributes[];
  readonly after: readonly Attributes[];
}

/** What a run replaces and removes, on disk before it is written over. A file that is there is gone on with. */
export class Backup {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** @throws Failure BadFile when the file can't be written */
  static async open(path: string): Promise<Backup> {
    try {
      // Nobody else's business: items hold what people wrote.
      const file = await open(path, 'a+', 0o600);
      // A killed run may have left a line unfinished; what it says was not done.
      await file.truncate((await file.readFile()).lastIndexOf('\n') + 1);
      return new Backup(file);
    } catch (error) {
      throw new Failure('BadFile', `The backup ${path} can't be written: name a folder that is there with --report.`, {
        cause: error,
      });
    }
  }

  /** Settles once it is on disk. Those that come together are written together. */
  keep({ before, after }: Repair): Promise<void> {
    const line: Line = { before: before.map(toAttributes), after: after.map(toAttributes) };
    this.#waiting.push(`${JSON.stringify(line, bytesAsText)}\n`);
    this.#next ??= this.#last.then(() => this.#flush());
    return this.#next;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #flush(): Promise<void> {
    const lines = this.#waiting.join('');
    [this.#waiting, this.#next] = [[], null];
    this.#last = this.#file.appendFile(lines).then(() => this.#file.datasync());
    return this.#last;
  }
}

/**
 * Reads a backup, the last repair first, each the other way round. What a killed run has left of a line is passed over.
 * @throws Failure BadFile when there is no such file, or when it is something else
 */
export async function readBackup(path: string): Promise<Repair[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Failure('BadFile', `The backup ${path} can't be read: name the file that a run has written.`, {
      cause: error,
    });
  });
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, at) => toRepair(line, `${path}:${at + 1}`)).reverse();
}

function toRepair(text: string, place: string): Repair {
  try {
    // What isn't such a line fails in what follows.
    const { before, after } = JSON.parse(text, textAsBytes) as Line;
    return { before: after.map(toItem), after: before.map(toItem), checks: [] };
  } catch (error) {
    throw new Failure('BadFile', `${place} is no line of a backup: name the file that a run has written.`, {
      cause: error,
    });
  }
}

const BYTES = 'base64:';

/** JSON knows no bytes, which DynamoDB's notation has under `B` and `BS`. */
function bytesAsText(this: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
  // A Buffer has become something else in `value`.
  const given = this[name];
  return given instanceof Uint8Array ? `${BYTES}${Buffer.from(given).toString('base64')}` : value;
}

function textAsBytes(name: string, value: unknown): unknown {
  const isBytes = (one: unknown): one is string => typeof one === 'string' && one.startsWith(BYTES);
  const toBytes = (one: unknown) => (isBytes(one) ? Buffer.from(one.slice(BYTES.length), 'base64') : one);
  if (name === 'B') return toBytes(value);
  return name === 'BS' && Array.isArray(value) ? value.map(toBytes) : value;
}
