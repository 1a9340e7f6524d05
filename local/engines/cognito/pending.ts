const lifetime = 3 * 60 * 1_000;
const most = 10_000;

/**
 * Sign-ins that wait for the client's next step, by the text that the client sends back. An entry can be taken once,
 * within three minutes: Cognito's default ("AuthSessionValidity" in the user pools API reference).
 */
export class Pending<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly until: number }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  add(key: string, value: T): void {
    const now = this.#now().getTime();
    for (const [oldest, { until }] of this.#entries) {
      if (until > now && this.#entries.size < most) break;
      this.#entries.delete(oldest);
    }
    this.#entries.set(key, { value, until: now + lifetime });
  }

  /** The entry, which is gone afterwards; undefined when there is none, or when its time is over. */
  take(key: string): T | undefined {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    return entry !== undefined && entry.until > this.#now().getTime() ? entry.value : undefined;
  }
}
