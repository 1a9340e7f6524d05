import { REMOVED_PARTY } from '../../../domain/keys.ts';

/** The `sub` of each user of the pool, by Cognito username. */
export type Users = ReadonlyMap<string, string>;

/**
 * Whom a name in a key means. `gone`: no user of the pool. `unclear`: it is not a `sub`, and nothing says which person
 * it means.
 */
export type Who =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'gone'; readonly id: string }
  | { readonly kind: 'unclear' };

/** A Cognito `sub` is a UUID. */
const SUB = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;
const UNCLEAR: Who = { kind: 'unclear' };

export function isSub(name: string): boolean {
  return SUB.test(name) || (name.startsWith(REMOVED_PARTY) && SUB.test(name.slice(REMOVED_PARTY.length)));
}

/** Finds people by the names that the first app wrote into keys. */
export class People {
  readonly #users: Users | null;
  readonly #subs: ReadonlySet<string>;
  readonly #parts: ReadonlyMap<string, string | null>;
  readonly #present: ReadonlySet<string>;

  /**
   * @param users the complete user pool; null if the run has no list
   * @param present the ids of accounts that the API has written: those people exist, even if they signed up after the
   *   list was made
   */
  constructor(users: Users | null, present: ReadonlySet<string> = new Set()) {
    this.#users = users;
    this.#present = present;
    this.#subs = new Set(users?.values());
    const parts = new Map<string, string | null>();
    for (const [username, sub] of users ?? []) {
      if (!username.includes('_')) continue;
      const part = lastPart(username);
      // Two people whose names end alike cannot be told apart.
      parts.set(part, parts.has(part) && parts.get(part) !== sub ? null : sub);
    }
    this.#parts = parts;
  }

  /** Whether the run knows who is in the user pool. */
  get isListed(): boolean {
    return this.#users !== null;
  }

  /**
   * @param name a partition or a counterpart: a `sub`, a Cognito username, or the part of a username after its last `_`.
   *   The first app split keys at `_`, so it wrote answers to `Google_103` under `103`.
   */
  find(name: string): Who {
    if (!this.#users) return isSub(name) ? { kind: 'person', id: name } : UNCLEAR;
    if (name.startsWith(REMOVED_PARTY)) return { kind: 'person', id: name };
    const sub = this.#users.get(name);
    if (sub !== undefined) return { kind: 'person', id: sub };
    if (this.#subs.has(name) || this.#present.has(name)) return { kind: 'person', id: name };
    const byPart = this.#parts.get(name);
    if (byPart === null) return UNCLEAR;
    return byPart === undefined ? { kind: 'gone', id: lastPart(name) } : { kind: 'person', id: byPart };
  }
}

function lastPart(username: string): string {
  return username.slice(username.lastIndexOf('_') + 1);
}
