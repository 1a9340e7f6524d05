import { randomUUID } from 'node:crypto';

import { absent, unchanged } from '../../../domain/conditions.ts';
import {
  ACCOUNT,
  halfKey,
  type Key,
  NAMES,
  otherItemOfBlock,
  otherParty,
  REMOVED_PARTY,
  reportKey,
  REPORTS,
  tokenOf,
  TRIP_KEYS,
} from '../../../domain/keys.ts';
import { writesToDrop } from '../devices.ts';
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

/** How many items are deleted between two checks of the lease. */
const STRETCH = 500;
const WIDTH = 4;

/** Deletes the trips. Afterwards nobody can send or accept requests for them. */
export async function deleteTrips(lease: Lease): Promise<void> {
  for await (const items of itemsBetween(lease.userId, TRIP_KEYS.first, TRIP_KEYS.last)) {
    const keys = items.map(keyOf);
    const uncounted = keys.filter(({ created }) => created > lease.counted);
    await lease.count({ trips: uncounted.length, requests: 0 }, keys.at(-1)?.created ?? '');
    await deleteAll(keys, WIDTH);
  }
}

/**
 * Deletes all other items of the person, and the counterparts' halves of their requests. The counterparts keep the halves
 * that the removal has closed, with a random name in place of the person's id.
 * @returns whether only the account is left
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

/** Skips open requests: the next round closes what was sent since the last one. */
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
  await deleteTokens(over.map(keyOf));
  // First, so no decision can still move a report to a status that is deleted already.
  await deleteAll(over.flatMap(openReportOf), WIDTH);
  // The counterpart's half first: only this person's half leads to it.
  await deleteAll(over.flatMap(mirrorKeys), WIDTH);
  await deleteAll(over.map(keyOf), WIDTH);
  await anonymize(closed);
}

/** Deletes the items of the person's push tokens. A token that has moved belongs to somebody else. */
async function deleteTokens(keys: readonly Key[]): Promise<void> {
  const devices = keys.filter((key) => tokenOf(key) !== null);
  await transactEach(devices, { width: WIDTH, writesOf: (device) => writesToDrop(device) });
}

/** A half that another removal has rewritten may belong to a request that was counted before. */
function countsAsRequest(item: Item): boolean {
  const place = toPlace(item);
  return place !== null && !isAlone(place);
}

/** Replaces the person's id in the halves that their counterparts keep. */
async function anonymize(halves: readonly Half[]): Promise<void> {
  const parted = await transactEach(halves, { writesOf: writesToPart, width: WIDTH });
  const rest = halves.filter((half) => !parted?.includes(half));
  // If the counterpart's half is gone, nothing is kept.
  await transactEach(rest, {
    writesOf: (half) => [deleteIf(half.key, unchanged(half.revision, now())), check(mirrorKey(half), absent(now()))],
  });
}

/**
 * The one exception to two rules: both halves agree, and ids never change (see docs/account-removal.md). Afterwards only the
 * key names the two people. A half of the first app also has their ids as attributes, which this removes.
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

/** The key of the other half the other item of a block, or the other items of a report. */
function mirrorKeys(item: Item): Key[] {
  const place = toPlace(item);
  const block = otherItemOfBlock(keyOf(item));
  if (block) return [block];
  const report = itemsOfReport(item);
  if (report.length > 0) return report;
  return place && !isAlone(place) ? [mirrorKey(place)] : [];
}

/** The id of the report to which an item of one of its people leads; null for another item. */
function reportOf(item: Item): string | null {
  const { created } = keyOf(item);
  const prefix = [REPORTS.reporter, REPORTS.reported].find((one) => created.startsWith(one));
  return prefix === undefined ? null : created.slice(prefix.length);
}

function openReportOf(item: Item): Key[] {
  const id = reportOf(item);
  return id === null ? [] : [reportKey('OPEN', id)];
}

/** The keys of a decided report, and of the items of its two people, from one of the latter. */
function itemsOfReport(item: Item): Key[] {
  const { created } = keyOf(item);
  const id = reportOf(item);
  if (id === null) return [];
  return [
    ...(['DISMISSED', 'SUSPENDED'] as const).map((status) => reportKey(status, id)),
    { username: String(item['by']), created: `${REPORTS.reporter}${id}` },
    { username: String(item['about']), created: `${REPORTS.reported}${id}` },
  ].filter((key) => key.username !== item['username'] || key.created !== created);
}

function storedOf({ stored }: Half): Item {
  return stored;
}

function keyOf({ username, created }: Item): Key {
  return { username: String(username), created: String(created) };
}
