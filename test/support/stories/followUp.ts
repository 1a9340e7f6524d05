import { accountKey, blockKey, markerKey, type MARKERS, MATCHING } from '../../../domain/keys.ts';
import { keyOf } from '../trips.ts';
import { until } from '../until.ts';
import { everythingOf, stored, type StoredItems } from './storedItems.ts';

type Trip = { readonly id: string };

/** The work that a change of a trip has left behind; undefined when it is done, or when there was none. */
export function workOn(kind: keyof typeof MARKERS, trip: Trip, read: StoredItems['stored'] = stored) {
  return read(markerKey(kind, keyOf(trip)));
}

/** Waits until the requests of a trip that was taken down are closed. */
export async function closed(trip: Trip, read?: StoredItems['stored']): Promise<void> {
  await until('the requests of the trip are closed', () => workOn('closing', trip, read), isGone);
}

/** Waits until the requests of a trip whose day was moved expire when it does. */
export async function followed(trip: Trip, read?: StoredItems['stored']): Promise<void> {
  await until('the requests have followed their trip', () => workOn('moved', trip, read), isGone);
}

/**
 * Waits until people's names are carried into their items, and their trips are matched with alerts: after that the reader of
 * the stream changes nothing of theirs.
 */
export async function settled(...people: readonly { readonly id: string }[]): Promise<void> {
  await settledIn({ stored, everythingOf }, people);
}

/** The same in another table. */
export async function settledIn(
  table: Pick<StoredItems, 'stored' | 'everythingOf'>,
  people: readonly { readonly id: string }[],
): Promise<void> {
  for (const { id } of people) {
    await until('the name is carried into items', () => table.stored(accountKey(id)), hasNoNews);
    await until('the trips are matched', () => table.everythingOf(id, MATCHING), isEmpty);
  }
}

/** Waits until the open requests between two people are closed after one has blocked the other. */
export async function separated(blocker: { readonly id: string }, person: { readonly id: string }): Promise<void> {
  await until(
    'the requests between two people are closed',
    () => stored(blockKey(blocker.id, person.id)),
    (block) => block?.['pending'] === undefined,
  );
}

/** Waits until a suspension, or its end, has reached the person's trips, requests and user. */
export async function suspensionFollowed({ id }: { readonly id: string }): Promise<void> {
  await until(
    'the suspension has reached everything',
    () => stored(accountKey(id)),
    (account) => account?.['suspending'] === undefined,
  );
}

function hasNoNews(account: unknown): boolean {
  return !(typeof account === 'object' && account !== null && 'renamed' in account);
}

function isGone(marker: unknown): boolean {
  return marker === undefined;
}

function isEmpty(items: readonly unknown[]): boolean {
  return items.length === 0;
}
