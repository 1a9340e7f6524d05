import { randomUUID } from 'node:crypto';

import { halfKey, type Pair } from '../../../domain/keys.ts';
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
