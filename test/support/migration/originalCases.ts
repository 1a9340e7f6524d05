import { halfKey, type Pair, type Party } from '../../../domain/keys.ts';
import type { CancelReason, RequestStatus } from '../../../domain/schema.types.ts';
import { type Item, without } from '../../../migration/item.ts';
import type { Contradiction, Notice, ReasonToLeave } from '../../../migration/plan/requests/verdict.ts';
import { inDays } from '../trips.ts';
import { anId } from './ids.ts';
import { expiryOf, type OriginalApp, type Version } from './originalApp.ts';

export const [AMIRA, JONAS, NOOR, SAMI, GONE] = [anId(1), anId(2), anId(3), anId(4), anId(5)];
/** The Cognito usernames of Noor and Sami, and of somebody whom the pool no longer has. */
export const [GOOGLE, APPLE, GONE_GOOGLE] = ['Google_1034', 'SignInWithApple_0012.ab', 'Google_999'];
/** What the first app wrote answers to Noor under. */
export const NUMBER = '1034';
export const TRIP = '2026-10-04-19-34-18-736061';
export const TSTAMP = expiryOf(inDays(15));

/** The list of the user pool. */
export const USERS: ReadonlyMap<string, string> = new Map([
  [AMIRA, AMIRA],
  [JONAS, JONAS],
  [GOOGLE, NOOR],
  [APPLE, SAMI],
]);

/** What people did in the first app, and what must come of it: written by hand. */
export interface Case {
  readonly name: string;
  readonly version?: Version;
  /** Whether the run has the list of users. */
  readonly users?: false;
  readonly play: (app: OriginalApp) => unknown;
  readonly expected: readonly Item[];
  readonly found: Readonly<Partial<Record<Contradiction, number>>>;
  readonly left?: Readonly<Partial<Record<ReasonToLeave, number>>>;
  readonly notices?: Readonly<Partial<Record<Notice, number>>>;
}

/** A time of the first app: that of its call with this number. */
export function timeOf(call: number): string {
  return `2026-10-15-22-42-41-${String(call).padStart(6, '0')}`;
}

/** What the trip finds wrong in every trip of the first app. */
export const OF_TRIP = { numbersAsText: 1, noFree: 1, noClosing: 1, noVersion: 1 } as const;
const ROUTE = { fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt' };
const TERMS = { cost: {}, ...ROUTE, trdate: inDays(15), currency: 'EUR' };

/** A trip after its repair. */
export function aTrip(username: string, changes: object = {}): Item {
  const [acceptfrom, acceptto, trdate] = [inDays(-3), inDays(10), inDays(15)];
  return {
    ...{ username, created: TRIP, ...ROUTE, fromto: 'Berlin-Germany_Cairo-Egypt', currency: 'EUR' },
    ...{ acceptfrom, acceptto, trdate, tstamp: TSTAMP, version: 1 },
    allowed: { Clothes: { cost: 3, kg: 10, free: 10 } },
    closing: `${acceptto}#${TRIP}#${username}`,
    ...changes,
  };
}

export function pairOf(traveler: string, requester: string): Pair {
  return { tripid: TRIP, traveler, requester };
}

/** Both halves of a request after its repair. */
export function both(status: RequestStatus, pair: Pair, call: number, changes: object = {}): Item[] {
  const half = { ...pair, items: {}, dtime: timeOf(call), tstamp: TSTAMP, revision: 1, ...TERMS, ...changes };
  return (['traveler', 'requester'] as const).map((party) => ({ ...half, ...halfKey(party, status, pair) }));
}

/** The half that a person keeps of a request of somebody who is gone. */
export function kept(party: Party, username: string, call: number, changes: object = {}): Item {
  const pair = { ...pairOf('removed-*', 'removed-*'), [party]: username };
  const reason: CancelReason = 'ACCOUNT_REMOVED';
  const half = { items: {}, dtime: timeOf(call), tstamp: TSTAMP, revision: 1, ...TERMS, reason, alone: true };
  return { ...half, ...halfKey(party, 'CANCELLED', pair), ...changes };
}

export function key(word: string, other: string): string {
  return `${word}_${TRIP}_${other}`;
}

/** A half of a request whose trip nobody knows any more. */
export function withoutTerms(half: Item): Item {
  return Object.assign(without(half, Object.keys(TERMS)), { username: half.username, created: half.created });
}
