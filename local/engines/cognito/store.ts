import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { DataStore } from 'cognito-local/lib/services/dataStore/dataStore.js';
import type { DataStoreFactory } from 'cognito-local/lib/services/dataStore/factory.js';

type Node = Record<string, unknown>;

/**
 * Keeps cognito-local's data in a JSON file each, in its own form. Its own store writes the file in place, several
 * times at once: a host that is killed meanwhile would leave half a file, and no user could ever sign in again.
 */
class FileStore implements DataStore {
  readonly #file: string;
  readonly #root: Node;
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  constructor(file: string, defaults: object) {
    this.#file = file;
    this.#root = existsSync(file) ? read(file) : { ...defaults };
  }

  getRoot<T>(): Promise<T | null> {
    return Promise.resolve(this.#root as T);
  }

  get<T>(_context: Context, key: string | string[], fallback?: T): Promise<T> {
    const value = path(key).reduce<unknown>(child, this.#root);
    // The caller knows what it has stored; null stands for nothing, as in cognito-local's own store.
    return Promise.resolve((value ?? fallback ?? null) as T);
  }

  async set(_context: Context, key: string | string[], value: unknown): Promise<void> {
    const { parent, name } = this.#place(key);
    parent[name] = value;
    await this.save();
  }

  async delete(_context: Context, key: string | string[]): Promise<void> {
    const { parent, name } = this.#place(key);
    Reflect.deleteProperty(parent, name);
    await this.save();
  }

  /** One write at a time, each of everything: changes that come in meanwhile share the next one. */
  async save(): Promise<void> {
    this.#waiting ??= this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#waiting = undefined;
        this.#writing = write(this.#file, this.#root);
        return this.#writing;
      });
    await this.#waiting;
  }

  #place(key: string | string[]): { parent: Node; name: string } {
    const keys = path(key);
    let parent = this.#root;
    for (const step of keys.slice(0, -1)) parent = (parent[step] ??= {}) as Node;
    return { parent, name: keys.at(-1) ?? '' };
  }
}

/** Stores in the files of one folder. */
export class FileStores implements DataStoreFactory {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async create(_context: Context, id: string, defaults: object): Promise<DataStore> {
    await mkdir(this.#directory, { recursive: true });
    const store = new FileStore(join(this.#directory, `${id}.json`), defaults);
    await store.save();
    return store;
  }
}

function path(key: string | string[]): readonly string[] {
  return typeof key === 'string' ? [key] : key;
}

function child(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name) ? (node as Node)[name] : undefined;
}

function read(file: string): Node {
  // Written by this store.
  return JSON.parse(readFileSync(file, 'utf8'), reviveDate) as Node;
}

/** cognito-local's names for moments end in "Date". */
function reviveDate(name: string, value: unknown): unknown {
  return name.endsWith('Date') && typeof value === 'string' ? new Date(value) : value;
}

/** Readers see the file before or after, never half of it. */
async function write(file: string, root: Node): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(root, null, 1));
  await rename(`${file}.new`, file);
}
