import { randomUUID } from 'node:crypto';

import { accountKey, alertKey, alertPlace, halfKey, type Pair } from '../../../domain/keys.ts';
import { alertKeptFor, alertsPerPerson } from '../../../domain/limits.ts';
import type { RequestStatus, Trip } from '../../../domain/schema.types.ts';
import { keyOf } from '../trips.ts';
import type { Item, StoredItems } from './storedItems.ts';

/** A request of somebody who isn't there: both halves of it stand in the table. */
export interface CrowdedRequest extends Pair {
  readonly status: RequestStatus;
  readonly revision: number;
}

/**
 * Has many people ask for a trip, behind the API's back: every other request is accepted already. Nobody is told, for the
 * halves don't say when they came into their status: the first app's don't either.
 */
export async function aCrowd(trip: Trip, size: number, { storeAll }: StoredItems): Promise<CrowdedRequest[]> {
  const { username: traveler, created: tripid } = keyOf(trip);
  const requests = Array.from({ length: size }, (_, at): CrowdedRequest => {
    const place = { tripid, traveler, requester: randomUUID() };
    return at % 2 === 0 ? { ...place, status: 'PENDING', revision: 1 } : { ...place, status: 'ACCEPTED', revision: 2 };
  });
  await storeAll(requests.flatMap((request) => halvesOf(request, trip)));
  return requests;
}

/** Stores alerts of many people, 20 each, for trips from a city. Returns their ids in the order in which they are read. */
export async function manyAlerts(from: string, many: number, { storeAll }: StoredItems): Promise<string[]> {
  const people = Array.from({ length: Math.ceil(many / alertsPerPerson) }, () => randomUUID());
  const ids = Array.from({ length: many }, (_, at) => `01JE${String(at).padStart(22, '0')}`);
  const since = new Date().toISOString();
  const tstamp = Math.floor(Date.now() / 1000) + alertKeptFor;
  const alerts = ids.map((id, at) => {
    const key = alertKey(people[at % people.length] ?? '', id);
    return { ...key, ...alertPlace(from, null), closing: key.created, filter: { maxCost: 3 }, since, tstamp };
  });
  await storeAll([...people.map((id) => ({ ...accountKey(id), name: 'Noor', alerts: alertsPerPerson })), ...alerts]);
  return ids;
}

function halvesOf({ status, revision, ...pair }: CrowdedRequest, trip: Trip): Item[] {
  const common = {
    ...pair,
    items: { Clothes: 0.01 },
    dtime: pair.tripid,
    revision,
    tstamp: trip.expiresAt,
  };
  return (['traveler', 'requester'] as const).map((party) => ({ ...halfKey(party, status, pair), ...common }));
}
