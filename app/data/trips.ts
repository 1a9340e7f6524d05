import { ask } from './api/ask.ts';
import { orGone } from './api/failure.ts';
import { MyTrips, Trip, type TripPeriod } from './api/operations.types.ts';
import type { Page } from './api/pages.ts';
import { type Answer, useQuery } from './api/query.ts';
import type { AnyTrip, OneTrip } from './api/types.ts';

/** The caller's own trips of a period. */
export function loadMine(when: TripPeriod): (nextToken: string | null) => Promise<Page<AnyTrip>> {
  return async (nextToken) => (await ask(MyTrips, { when, nextToken })).myTrips;
}

/** One trip; null when there is none. */
export function useTrip(id: string): Answer<OneTrip | null> {
  return useQuery(`trip:${id}`, async () => await orGone(ask(Trip, { id }).then(({ trip }) => trip)));
}
