import { ACCOUNT, accountKey, halfKey, type Key, NAMES, otherParty } from '../../../domain/keys.ts';
import type { BigAccount, HeldRequest, Item } from './bigAccount.ts';

/** Stands for the person in what is compared. */
const NOBODY = 'removed-';
/** What is different each time. */
const TIMES = ['changed', 'removing', 'removed'];

/** The other one of a request's two people. */
export function counterpartOf({ pair, party }: HeldRequest): string {
  return pair[otherParty(party)];
}

/** What the removal of an account must leave of everything that was stored with it, and nothing else: for `pictureOf`. */
export function leftOf(userId: string, { trips, requests, items }: BigAccount): Item[] {
  const stored = new Map(items.map((item) => [placeOf(item), item]));
  const open = requests.filter(({ status }) => status === 'PENDING' || status === 'ACCEPTED');
  const otherTrips = items.filter(({ username, fromcity }) => username !== userId && fromcity !== undefined);
  return [
    { ...accountKey(userId), removedtrips: trips.length, removedrequests: requests.length },
    ...otherTrips.map((trip) => ({ ...trip, allowed: { Clothes: { cost: 3, kg: 10, free: 10 } } })),
    ...open.map(({ pair, party, status }) => {
      const other = otherParty(party);
      const alone = { ...pair, [party]: NOBODY };
      const before = Object.entries(stored.get(placeOf(halfKey(other, status, pair))) ?? {});
      const personal = ['note', 'tripid', 'traveler', 'requester', NAMES[party]];
      const kept = Object.fromEntries(before.filter(([name]) => !personal.includes(name)));
      const closed = { reason: 'ACCOUNT_REMOVED', revision: 3, alone: true };
      return { ...kept, ...closed, ...halfKey(other, 'CANCELLED', alone) };
    }),
  ];
}

/** Items so that they can be compared with those of another time: sorted, without times, and with no random ids. */
export function pictureOf(items: readonly Item[]): string[] {
  return items.map(toLine).sort();
}

function toLine(item: Item): string {
  const attributes = Object.entries(item).filter(
    ([name]) => !TIMES.includes(name) && !(name === 'tstamp' && item['created'] === ACCOUNT),
  );
  const text = JSON.stringify(Object.fromEntries(attributes), (_, value: unknown) =>
    isMap(value) ? sorted(value) : value,
  );
  return text.replaceAll(/removed-[0-9a-f-]*/g, NOBODY);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(map: object): object {
  return Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function placeOf({ username, created }: Key): string {
  return `${username} ${created}`;
}

/** Everybody whose partitions an account's removal may touch. */
export function everybodyIn(userId: string, { requests }: BigAccount): string[] {
  return [userId, ...requests.map(counterpartOf)];
}
