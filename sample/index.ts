import type { Sample } from '../local/sample.ts';
import { operations } from './operations.ts';
import { demoUsers, otherTravelers } from './people.ts';
import { berlinToCairo, plausibleTrips, type SampleTrip } from './trips.ts';

const CREATE_TRIP = 'mutation CreateTrip($input: CreateTripInput!) { createTrip(input: $input) { id } }';
const TRIPS = 300;

/** People and trips to look at on a fresh start. Everything goes through the API, so nothing is here that it would refuse. */
export const sample: Sample = {
  users: [...demoUsers, ...otherTravelers],
  shown: demoUsers.length,
  operations,
  async load({ ask }) {
    const travelers = [...demoUsers.slice(2), ...otherTravelers];
    const post = (email: string, trip: SampleTrip) => ask(email, CREATE_TRIP, { input: trip });
    const trips = plausibleTrips(TRIPS);
    // One after the other for each person: their trips are counted in one item.
    await Promise.all([
      post('amira@example.com', berlinToCairo()),
      ...travelers.map(async ({ email }, at) => {
        for (const trip of trips.filter((_, n) => n % travelers.length === at)) await post(email, trip);
      }),
    ]);
    return `${TRIPS + 1} trips of ${travelers.length + 1} travelers`;
  },
};
