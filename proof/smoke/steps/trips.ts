import { randomUUID } from 'node:crypto';

import type { Trip, TripConnection } from '../../../domain/schema.types.ts';
import { inDays, tripInput } from '../inputs.ts';
import type { Journey, Known } from '../journey.ts';
import { account, createTrip, myTrips, trip, updateTrip } from '../operations.ts';
import type { Chapter, Step } from '../step.ts';

type TripName = 'smallTrip' | 'shortTrip' | 'lastTrip';

const token = randomUUID();
const firstTrip = ({ cities: { start, end } }: Journey) => ({ ...tripInput(start, end, 20, 20), token });

const posts = (name: TripName, input: (journey: Journey) => object, title: string): Step => ({
  title,
  expected: { mine: true, allowed: [{ category: 'CLOTHES' }] },
  run: async (journey) =>
    journey.set(name, await journey.get('traveler').ask<Trip>(createTrip, { input: input(journey) })),
});

const versionOf = (journey: Journey, name: keyof Known & 'trip') => journey.get(name).version;

/** Posting and editing trips. */
export const trips: Chapter = {
  title: 'Trips',
  steps: [
    {
      title: 'the traveler posts a trip with 20 kg',
      expected: { mine: true, currency: 'EUR', allowed: [{ category: 'CLOTHES', cost: 3, kg: 20, freeKg: 20 }] },
      run: async (journey) =>
        journey.set('trip', await journey.get('traveler').ask<Trip>(createTrip, { input: firstTrip(journey) })),
    },
    {
      title: 'the same token returns the same trip and posts nothing',
      expected: { isSameTrip: true, trips: 1 },
      run: async (journey) => {
        const traveler = journey.get('traveler');
        const { id } = await traveler.ask<Trip>(createTrip, { input: firstTrip(journey) });
        const { trips } = await traveler.ask<{ trips: number }>(account);
        return { isSameTrip: id === journey.get('trip').id, trips };
      },
    },
    {
      title: 'a trip to its starting city is refused with the rule',
      expected: { refused: 'ValidationError', rule: 'different' },
      run: (journey) => {
        const { start } = journey.cities;
        return journey.get('traveler').ask(createTrip, { input: tripInput(start, start, 20, 20) });
      },
    },
    {
      title: 'an edit raises the version by one',
      expected: (journey) => ({ version: versionOf(journey, 'trip') + 1, travelDate: inDays(21) }),
      run: (journey) => {
        const { id, version } = journey.get('trip');
        return journey.get('traveler').ask(updateTrip, { input: { id, version, travelDate: inDays(21) } });
      },
    },
    {
      title: 'an edit of an old version is refused with the current version',
      expected: (journey) => ({ refused: 'VersionConflict', version: versionOf(journey, 'trip') + 1 }),
      run: (journey) => {
        const { id, version } = journey.get('trip');
        return journey.get('traveler').ask(updateTrip, { input: { id, version, travelDate: inDays(22) } });
      },
    },
    {
      title: 'another person may not edit it',
      expected: { refused: 'NotAllowed' },
      run: (journey) => {
        const { id, version } = journey.get('trip');
        return journey
          .get('requester')
          .ask(updateTrip, { input: { id, version: version + 1, travelDate: inDays(22) } });
      },
    },
    {
      title: 'another person sees the trip without a request of their own',
      expected: { mine: false, myRequest: null, travelDate: inDays(21) },
      run: (journey) => journey.get('requester').ask(trip, { id: journey.get('trip').id }),
    },
    posts(
      'smallTrip',
      ({ cities }) => tripInput(cities.start, cities.end, 5, 30),
      'the traveler posts a trip with 5 kg',
    ),
    posts(
      'shortTrip',
      ({ cities }) => tripInput(cities.start, cities.other, 10, 10),
      'the traveler posts a trip to another city',
    ),
    posts(
      'lastTrip',
      ({ cities }) => tripInput(cities.elsewhere, cities.end, 10, 40),
      'the traveler posts a trip from another city',
    ),
    {
      title: "the traveler's list has all four trips",
      expected: { trips: 4 },
      within: 5_000,
      run: async (journey) => {
        const { items } = await journey.get('traveler').ask<TripConnection>(myTrips, {});
        return { trips: items.length };
      },
    },
  ],
};
