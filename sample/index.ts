import type { Sample } from '../local/sample.ts';
import { operations } from './operations.ts';
import { demoUsers, otherTravelers } from './people.ts';
import { berlinToCairo, plausibleTrips, type SampleTrip } from './trips.ts';

const CREATE_TRIP = 'mutation CreateTrip($input: CreateTripInput!) { createTrip(input: $input) { id } }';
const POSTED = 'query Posted { account { trips } }';
const TRIPS = 240;

/** People and trips to look at on a fresh start. Everything goes through the API, so nothing is here that it would refuse. */
export const sample: Sample = {
  users: [...demoUsers, ...otherTravelers],
  shown: demoUsers.length,
  operations,
  async load({ ask }) {
    const travelers = [...demoUsers.slice(2), ...otherTravelers];
    const trips = plausibleTrips(TRIPS);
    // One after the other for each person: their trips are counted in one item. A load that broke off is taken up again.
    const post = async (email: string, all: readonly SampleTrip[]) => {
      const { account } = (await ask(email, POSTED)) as { account: { trips: number } };
      for (const trip of all.slice(account.trips)) await ask(email, CREATE_TRIP, { input: trip });
    };
    await Promise.all([
      post('amira@example.com', [berlinToCairo()]),
      ...travelers.map(({ email }, at) =>
        post(
          email,
          trips.filter((_, n) => n % travelers.length === at),
        ),
      ),
    ]);
    return `${TRIPS + 1} trips of ${travelers.length + 1} travelers`;
  },
};
