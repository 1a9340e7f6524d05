import { ask } from './ask.ts';
import { orGone } from './failure.ts';
import { MyTrips, Trip, type TripPeriod } from './operations.types.ts';
import type { Page } from './pages.ts';
import { type Answer, useQuery } from './query.ts';
import type { AnyTrip, OneTrip } from './types.ts';

/** The caller's own trips of a period. */
export function loadMine(when: TripPeriod): (nextToken: string | null) => Promise<Page<AnyTrip>> {
  return async (nextToken) => (await ask(MyTrips, { when, nextToken })).myTrips;
}

/** One trip; null when there is none. */
export function useTrip(id: string): Answer<OneTrip | null> {
  return useQuery(`trip:${id}`, async () => await orGone(ask(Trip, { id }).then(({ trip }) => trip)));
}
