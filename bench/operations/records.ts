import { randomUUID } from 'node:crypto';

import { accountKey, closing, contactsKey, halfKey, type Pair, route, tripKeyOf } from '../../domain/keys.ts';
import type { RequestStatus } from '../../domain/schema.types.ts';
import { inDays } from '../../test/support/trips.ts';

/** A record as the table stores it. */
export type Stored = { readonly username: string; readonly created: string } & Readonly<Record<string, unknown>>;

export interface Route {
  readonly from: string;
  readonly to: string;
}

/** The routes of the searches, and a route that no search uses. */
export const ROUTES = {
  twenty: { from: 'Berlin-Germany', to: 'Cairo-Egypt' },
  six: { from: 'Hamburg-Germany', to: 'Amman-Jordan' },
  others: { from: 'Madrid-Spain', to: 'Quito-Ecuador' },
} as const;

export const NOTE = 'Two coats for my mother, folded, in a bag of their own.';
export const ITEMS = { Clothes: 2 } as const;
export const KG = 2;
/** What a kilogram costs on the trip of `aTripOf`. */
const COSTS = { Clothes: 3 } as const;
/** The name of everybody. */
const NAME = 'Amira';
const OFFERED = 40;

export function expiry(day: string): number {
  return Date.parse(day) / 1000 + 30 * 24 * 60 * 60;
}

let made = 0;

/** `2026-01-02-03-04-05-000001`, a new one for each call. */
function newTripId(): string {
  made = (made + 1) % 1_000_000;
  return `2026-01-02-03-04-05-${String(made).padStart(6, '0')}`;
}

export function newPair(people: Partial<Pair> = {}): Pair {
  return { tripid: newTripId(), traveler: randomUUID(), requester: randomUUID(), ...people };
}

/** A trip of a pair with free kilograms. */
export function aTripOf(pair: Pair, { from, to }: Route, acceptto = inDays(20), trdate = inDays(61)): Stored {
  const key = tripKeyOf(pair);
  return {
    ...key,
    fromcity: from,
    tocity: to,
    fromto: route(from, to),
    acceptfrom: inDays(-40),
    acceptto,
    trdate,
    currency: 'EUR',
    allowed: {
      Clothes: { cost: 3, kg: OFFERED, free: OFFERED },
      Electronics: { cost: 20, kg: 5, free: 5 },
    },
    closing: closing(acceptto, key),
    version: 1,
    updated: '2026-01-02T03:04:05.000Z',
    tname: NAME,
    since: '2026-01-02',
    tstamp: expiry(trdate),
  };
}

/** Trips on a route. As in a real table, the closed ones are those that travel next. */
export function tripsOn(where: Route, count: number, open: (at: number) => boolean): Stored[] {
  return Array.from({ length: count }, (_, at) =>
    open(at)
      ? aTripOf(newPair(), where, inDays(at % 60), inDays(61 + (at % 30)))
      : aTripOf(newPair(), where, inDays(-2 - (at % 20)), inDays(1 + (at % 28))),
  );
}

/** Both halves of a request. */
export function halvesOf(pair: Pair, status: RequestStatus): Stored[] {
  return (['traveler', 'requester'] as const).map((party) => ({
    ...halfKey(party, status, pair),
    items: ITEMS,
    cost: COSTS,
    fromcity: ROUTES.others.from,
    tocity: ROUTES.others.to,
    trdate: inDays(61),
    currency: 'EUR',
    tname: NAME,
    rname: NAME,
    note: NOTE,
    dtime: '2026-01-02-03-04-05-000000',
    changed: '2026-01-02T03:04:05.000Z',
    revision: 1,
    tstamp: expiry(inDays(61)),
  }));
}

export function anAccount(username: string): Stored {
  return { ...accountKey(username), name: NAME, since: '2026-01-02', language: 'en', currency: 'EUR', trips: 0 };
}

export function aCard(username: string): Stored {
  return { ...contactsKey(username), cname: NAME, mobile: '+4930123456', email: 'amira@example.com' };
}
