import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { DataStore } from 'cognito-local/lib/services/dataStore/dataStore.js';

/** One sign-in. It lives until it expires or is revoked; every token of it carries its id as `origin_jti`. */
export interface Session {
  readonly id: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly sub: string;
  /** Seconds since 1970, as in tokens. */
  readonly authTime: number;
  readonly expires: number;
}

interface StoredSession extends Session {
  /** SHA-256 of the refresh token. */
  readonly refreshHash: string;
  /** The refresh token before the last rotation, and until when it is still good. */
  readonly previous?: { readonly hash: string; readonly until: number };
}

/** What became of a refresh token. `rotated` is the token that a newer one has replaced. */
export type RefreshOutcome =
  | { readonly kind: 'valid'; readonly session: Session }
  | { readonly kind: 'invalid' | 'expired' | 'revoked' | 'rotated' };

/** The sign-ins of a store's users. They survive a restart. */
export class Sessions {
  readonly #store: DataStore;
  readonly #now: () => Date;

  constructor(store: DataStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /** Begins a session that lasts `lifetime` seconds. Answers its refresh token, too. */
  async begin(
    context: Context,
    about: Omit<Session, 'id' | 'authTime' | 'expires'>,
    lifetime: number,
  ): Promise<{ readonly session: Session; readonly refreshToken: string }> {
    const authTime = this.#seconds();
    const session: Session = { ...about, id: randomUUID(), authTime, expires: authTime + lifetime };
    const refreshToken = newToken(session.id);
    const all = await this.#all(context);
    for (const [id, { expires }] of Object.entries(all)) if (expires <= authTime) Reflect.deleteProperty(all, id);
    await this.#save(context, { ...session, refreshHash: hashOf(refreshToken) });
    return { session, refreshToken };
  }

  /** The session of an id; undefined once it is revoked or over. */
  async find(context: Context, id: string): Promise<Session | undefined> {
    const all = await this.#all(context);
    return Object.hasOwn(all, id) ? all[id] : undefined;
  }

  async findByRefreshToken(context: Context, token: string, clientId: string): Promise<RefreshOutcome> {
    const id = sessionIdOf(token);
    if (id === null) return { kind: 'invalid' };
    const all = await this.#all(context);
    const session = Object.hasOwn(all, id) ? all[id] : undefined;
    if (session === undefined) return { kind: 'revoked' };
    if (session.clientId !== clientId) return { kind: 'invalid' };
    if (session.expires <= this.#seconds()) return { kind: 'expired' };
    const hash = hashOf(token);
    if (same(hash, session.refreshHash)) return { kind: 'valid', session };
    if (session.previous === undefined || !same(hash, session.previous.hash)) return { kind: 'rotated' };
    return session.previous.until > this.#seconds() ? { kind: 'valid', session } : { kind: 'rotated' };
  }

  /** Replaces a session's refresh token; the old one stays good for the grace period, in seconds. */
  async rotate(context: Context, { id }: Session, grace: number): Promise<string> {
    const token = newToken(id);
    const stored = (await this.#all(context))[id];
    if (stored !== undefined) {
      const previous = { hash: stored.refreshHash, until: this.#seconds() + grace };
      await this.#save(context, { ...stored, refreshHash: hashOf(token), previous });
    }
    return token;
  }

  async revoke(context: Context, { id }: Session): Promise<void> {
    await this.#store.delete(context, ['Sessions', id]);
  }

  /** Revokes every session of a user, on all devices. */
  async revokeAll(context: Context, userPoolId: string, username: string): Promise<void> {
    const sessions = Object.values(await this.#all(context));
    const own = sessions.filter((session) => session.userPoolId === userPoolId && session.username === username);
    await Promise.all(own.map((session) => this.revoke(context, session)));
  }

  async #all(context: Context): Promise<Record<string, StoredSession>> {
    return await this.#store.get<Record<string, StoredSession>>(context, 'Sessions', {});
  }

  async #save(context: Context, session: StoredSession): Promise<void> {
    await this.#store.set(context, ['Sessions', session.id], session);
  }

  #seconds(): number {
    return Math.floor(this.#now().getTime() / 1_000);
  }
}

/** A refresh token means nothing to a client; in front stands the session it belongs to. */
function newToken(sessionId: string): string {
  return `${sessionId}.${randomBytes(32).toString('base64url')}`;
}

function sessionIdOf(token: string): string | null {
  return /^([0-9a-f-]{36})\.[\w-]{43}$/.exec(token)?.[1] ?? null;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function same(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}
