import type { Sample, SampleAccess } from '../local/sample.ts';
import { operations } from './operations.ts';
import { demoUsers, otherTravelers } from './people.ts';
import { requestInEachStatus } from './requests.ts';
import { berlinToCairo, plausibleTrips, type SampleTrip } from './trips.ts';

const SAVE_CARD = 'mutation SaveCard($input: ContactsInput!) { saveContacts(input: $input) { name } }';
const POSTED = 'query Posted { account { trips } }';
const TRIPS = 120;
const TRIPS_PER_CALL = 10;

/** People and trips to look at on a fresh start. Everything goes through the API, so nothing is here that it would refuse. */
export const sample: Sample = {
  users: [...demoUsers, ...otherTravelers],
  shown: demoUsers.length,
  operations,
  async load({ ask }) {
    const travelers = [...demoUsers.slice(2), ...otherTravelers];
    const first = berlinToCairo();
    const closesBefore = ({ fromCity, toCity, acceptTo }: SampleTrip) =>
      fromCity === first.fromCity && toCity === first.toCity && acceptTo <= first.acceptTo;
    // Amira's trip is the first that Jonas finds, however many days the sample is old.
    const trips = plausibleTrips(TRIPS).filter((trip) => !closesBefore(trip));
    // One after the other for each person: their trips are counted in one item. A load that broke off is taken up again.
    const post = async (email: string, all: readonly SampleTrip[]) => {
      const { account } = (await ask(email, POSTED)) as { account: { trips: number } };
      for (let at = account.trips; at < all.length; at += TRIPS_PER_CALL) {
        await createTrips(ask, email, all.slice(at, at + TRIPS_PER_CALL));
      }
    };
    const saveCard = async ({ email, name, mobile }: (typeof demoUsers)[number]) => {
      if (mobile !== undefined) await ask(email, SAVE_CARD, { input: { name, mobile, email } });
    };
    await Promise.all(demoUsers.map(saveCard));
    await Promise.all([
      post('amira@example.com', [first]),
      ...travelers.map(({ email }, at) =>
        post(
          email,
          trips.filter((_, n) => n % travelers.length === at),
        ),
      ),
    ]);
    const requests = await requestInEachStatus(ask, 'jonas@example.com', 'mina@example.com');
    return `${trips.length + 1} trips of ${travelers.length + 1} travelers, ${requests} requests`;
  },
};

/** Creates trips in their order, in one call: a call for each takes longer. */
async function createTrips(ask: SampleAccess['ask'], email: string, trips: readonly SampleTrip[]): Promise<void> {
  const variables = trips.map((_, at) => `$trip${at}: CreateTripInput!`);
  const fields = trips.map((_, at) => `trip${at}: createTrip(input: $trip${at}) { id }`);
  await ask(
    email,
    `mutation CreateTrips(${variables.join(', ')}) { ${fields.join(' ')} }`,
    Object.fromEntries(trips.map((trip, at) => [`trip${at}`, trip])),
  );
}
