import type { TripConnection } from '../../../domain/schema.types.ts';
import type { Journey, Known } from '../journey.ts';
import { searchTrips } from '../operations.ts';
import type { Chapter, Step } from '../step.ts';

/** Indexes follow the table, usually within a second. */
const INDEXED = 20_000;

type TripName = 'trip' | 'smallTrip' | 'shortTrip' | 'lastTrip';

/** The found trips, by their names in the journey. */
async function search(journey: Journey, args: object): Promise<{ found: string[]; nextToken: string | null }> {
  const { items, nextToken } = await journey.get('requester').ask<TripConnection>(searchTrips, args);
  const names: readonly (keyof Known & TripName)[] = ['trip', 'smallTrip', 'shortTrip', 'lastTrip'];
  const found = items.map(({ id }) => names.find((name) => journey.get(name).id === id) ?? id);
  return { found, nextToken };
}

const finds = (title: string, args: (cities: Journey['cities']) => object, ...found: TripName[]): Step => ({
  title,
  expected: { found },
  within: INDEXED,
  run: (journey) => search(journey, args(journey.cities)),
});

/** Searching: the trip that closes first comes first. */
export const searching: Chapter = {
  title: 'Search',
  steps: [
    finds('by the city to travel from', ({ start }) => ({ from: start }), 'shortTrip', 'trip', 'smallTrip'),
    finds('by the city to travel to', ({ end }) => ({ to: end }), 'trip', 'smallTrip', 'lastTrip'),
    finds('by both', ({ start, end }) => ({ from: start, to: end }), 'trip', 'smallTrip'),
    finds(
      'with a filter',
      ({ start }) => ({ from: start, filter: { category: 'CLOTHES', minFreeKg: 15, maxCost: 3, currency: 'EUR' } }),
      'trip',
    ),
    finds('without a match', ({ other }) => ({ from: other })),
    {
      title: 'page by page, each trip once',
      expected: { pages: [['shortTrip', 'trip'], ['smallTrip']] },
      within: INDEXED,
      run: async (journey) => {
        const args = { from: journey.cities.start, limit: 2 };
        const first = await search(journey, args);
        if (first.nextToken === null) return { pages: [first.found] };
        const second = await search(journey, { ...args, nextToken: first.nextToken });
        return { pages: [first.found, second.found] };
      },
    },
    {
      title: 'a page token of another search is refused',
      expected: { refused: 'ValidationError', rule: 'otherQuery' },
      run: async (journey) => {
        const { start, end } = journey.cities;
        const { nextToken } = await search(journey, { from: start, limit: 1 });
        return search(journey, { to: end, limit: 1, nextToken });
      },
    },
    {
      title: "one's own trips are not found",
      expected: { items: [] },
      run: (journey) => journey.get('traveler').ask(searchTrips, { from: journey.cities.start }),
    },
  ],
};
