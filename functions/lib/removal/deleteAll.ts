import { randomUUID } from 'node:crypto';

import { absent, unchanged } from '../../../domain/conditions.ts';
import { ACCOUNT, halfKey, type Key, NAMES, otherParty, REMOVED_PARTY, TRIP_KEYS } from '../../../domain/keys.ts';
import { type Half, isAlone, isOpen, liveHalves, mirrorKey, toPlace } from '../halves.ts';
import {
  check,
  deleteAll,
  deleteIf,
  type Item,
  itemsBetween,
  itemsOf,
  now,
  put,
  transactEach,
  type Write,
} from '../table.ts';
import type { Lease } from './lease.ts';

/** How many items are dealt with between two looks at the lease. */
const STRETCH = 500;
const WIDTH = 4;

/** Deletes the trips: nothing can be sent to them or accepted from then on. */
export async function deleteTrips(lease: Lease): Promise<void> {
  for await (const items of itemsBetween(lease.userId, TRIP_KEYS.first, TRIP_KEYS.last)) {
    const keys = items.map(keyOf);
    const uncounted = keys.filter(({ created }) => created > lease.counted);
    await lease.count({ trips: uncounted.length, requests: 0 }, keys.at(-1)?.created ?? '');
    await deleteAll(keys, WIDTH);
  }
}

/**
 * Deletes whatever else the person has, and the counterparts' halves of their requests; those that the removal has closed
 * the counterparts keep, under a name that tells nothing.
 * @returns whether nothing is left but the account
 */
export async function deleteRest(lease: Lease): Promise<boolean> {
  let isDone = true;
  for await (const items of itemsOf(lease.userId)) {
    const others = items.filter(({ created }) => created !== ACCOUNT);
    for (let at = 0; at < others.length; at += STRETCH) {
      isDone = false;
      await deleteSome(others.slice(at, at + STRETCH), lease);
    }
  }
  return isDone;
}

/** Those of them that are open are left: what was opened or reopened since is closed in the next round. */
async function deleteSome(items: readonly Item[], lease: Lease): Promise<void> {
  const halves = liveHalves(items).filter((half) => !isAlone(half));
  const open = new Set(halves.filter(isOpen).map(storedOf));
  const closed = halves.filter(
    ({ status, stored }) => status === 'CANCELLED' && stored['reason'] === 'ACCOUNT_REMOVED',
  );
  const kept = new Set(closed.map(storedOf));
  const removable = items.filter((item) => !open.has(item));
  const uncounted = removable.filter((item) => countsAsRequest(item) && keyOf(item).created > lease.counted);
  await lease.count({ trips: 0, requests: uncounted.length }, items.map(keyOf).at(-1)?.created ?? '');
  const over = removable.filter((item) => !kept.has(item));
  // The other side first: nothing but this one tells where it is.
  await deleteAll(over.flatMap(mirrorKeys), WIDTH);
  await deleteAll(over.map(keyOf), WIDTH);
  await anonymize(closed);
}

/** What the removal of somebody else has left here may stand for a request that was counted before. */
function countsAsRequest(item: Item): boolean {
  const place = toPlace(item);
  return place !== null && !isAlone(place);
}

/** Removes the person from the halves that their counterparts keep. */
async function anonymize(halves: readonly Half[]): Promise<void> {
  const parted = await transactEach(halves, { writesOf: writesToPart, width: WIDTH });
  const rest = halves.filter((half) => !parted?.includes(half));
  // Where the counterpart's half is gone, nothing is to be kept.
  await transactEach(rest, {
    writesOf: (half) => [deleteIf(half.key, unchanged(half.revision, now())), check(mirrorKey(half), absent(now()))],
  });
}

/**
 * The one exception to the rules that both sides agree and that ids never change: see docs/account-removal.md. The ids of
 * the two people are in the key alone from then on; a first app's half has them as attributes too.
 */
function writesToPart(half: Half): Write[] {
  const other = otherParty(half.party);
  const pair = { ...half, [half.party]: `${REMOVED_PARTY}${randomUUID()}` };
  const personal = ['note', 'tripid', 'traveler', 'requester', NAMES[half.party]];
  const kept = Object.fromEntries(Object.entries(half.stored).filter(([name]) => !personal.includes(name)));
  const when = unchanged(half.revision, now());
  return [
    deleteIf(half.key, when),
    deleteIf(mirrorKey(half), when),
    put({ ...kept, alone: true, ...halfKey(other, half.status, pair) }),
  ];
}

/** Where the other half of an item is, if it is one of two. */
function mirrorKeys(item: Item): Key[] {
  const place = toPlace(item);
  return place && !isAlone(place) ? [mirrorKey(place)] : [];
}

function storedOf({ stored }: Half): Item {
  return stored;
}

function keyOf({ username, created }: Item): Key {
  return { username: String(username), created: String(created) };
}
