/** A map of limited size: a new entry takes the place of the one that was used longest ago. */
export class LatestUsed<Key, Value> {
  readonly #capacity: number;
  /** A Map keeps its entries in the order of their insertion, so the first one was used longest ago. */
  readonly #entries = new Map<Key, Value>();

  /** @param capacity how many entries it holds */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The value of a key, which counts as a use; undefined for an unknown key. */
  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.#insert(key, value);
    return value;
  }

  /** Stores a value, in the place of an older one of the same key. */
  set(key: Key, value: Value): void {
    this.#insert(key, value);
    if (this.#entries.size <= this.#capacity) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      break;
    }
  }

  #insert(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
  }
}
