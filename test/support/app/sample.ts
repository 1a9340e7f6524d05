import type { Sample } from '../../../local/sample.ts';
import { demoUsers } from '../../../sample/people.ts';
import { berlinToCairo } from '../../../sample/trips.ts';

const people = demoUsers.slice(0, 2);
const SAVE_CARD = 'mutation SaveCard($input: ContactsInput!) { saveContacts(input: $input) { name } }';
const CREATE_TRIP = 'mutation CreateTrip($input: CreateTripInput!) { createTrip(input: $input) { id } }';

/** The two people of the demo and trips of Amira: what a browser test needs of the sample, in a second. */
export const sample: Sample = {
  users: people,
  operations: [],
  async load({ ask }) {
    for (const { email, name, mobile } of people) await ask(email, SAVE_CARD, { input: { name, mobile, email } });
    // One trip is the demo's. The tests of pages look at the other, which nobody asks for.
    const trips = [berlinToCairo(), { ...berlinToCairo(), toCity: 'Istanbul-Türkiye' }];
    for (const input of trips) await ask('amira@example.com', CREATE_TRIP, { input });
    return `${trips.length} trips of Amira`;
  },
};
