import { randomUUID } from 'node:crypto';

import { aTrip, inDays } from '../../test/support/trips.ts';
import type { Person } from '../lib/protocol.ts';

/** Sends an operation as a person and returns the data. Throws an error for an answer with errors. */
export type Ask = (person: Person, query: string, variables?: object) => Promise<unknown>;

const TRIP =
  'id version traveler { id name since } fromCity toCity travelDate mine allowed { category cost kg freeKg } myRequest { id status }';
const REQUEST = `id status role actions revision fromCity toCity travelDate currency price items { category kg pieces cost }
  trip { id version } counterpart { id name since } contacts { name mobile email }`;
const CARD = { name: 'Amira', mobile: '+4915112345678', email: 'amira@example.com' };

/** Two people use everything that the API offers, most of it once. Afterwards the traveler's account is removed. */
export async function useEveryField(ask: Ask, traveler: Person, requester: Person): Promise<void> {
  const cities = { fromCity: `Berlin ${randomUUID()}-Germany`, toCity: 'Cairo-Egypt' };
  await ask(traveler, 'mutation ($input: ContactsInput!) { saveContacts(input: $input) { name } }', { input: CARD });
  await ask(requester, 'mutation ($input: ContactsInput!) { saveContacts(input: $input) { name } }', { input: CARD });
  await ask(traveler, 'mutation { updateAccount(input: { name: "Amira", currency: "EUR" }) { id trips } }');
  await ask(traveler, '{ account { id name trips } contacts { name } }');

  const posts = async () => {
    const input = aTrip({ ...cities, token: randomUUID() });
    const create = `mutation ($input: CreateTripInput!) { createTrip(input: $input) { ${TRIP} } }`;
    return idIn(await ask(traveler, create, { input }));
  };
  const sends = async (tripId: string, tripVersion: number) => {
    const input = { tripId, tripVersion, items: [{ category: 'CLOTHES', kg: 2 }], note: 'Two coats' };
    const send = `mutation ($input: SendRequestInput!) { sendRequest(input: $input) { ${REQUEST} } }`;
    return idIn(await ask(requester, send, { input }));
  };
  const does = (person: Person, field: string, id: string) =>
    ask(person, `mutation ($id: ID!) { ${field}(id: $id) { ${REQUEST} } }`, { id });

  const [first, second, third] = [await posts(), await posts(), await posts()];
  const edit = { id: first, version: 1, acceptTo: inDays(20) };
  await ask(traveler, `mutation ($input: UpdateTripInput!) { updateTrip(input: $input) { ${TRIP} } }`, { input: edit });
  await ask(requester, `query ($id: ID!) { trip(id: $id) { ${TRIP} } }`, { id: first });
  const search = `query ($from: String) { searchTrips(from: $from, limit: 20) { items { ${TRIP} } } }`;
  await ask(requester, '{ places(text: "koln", language: "de") { city name country countryCode timeZone } }');
  await ask(requester, search, { from: cities.fromCity });
  await ask(traveler, `{ myTrips { items { ${TRIP} } } }`);

  const [accepted, declined, cancelled] = [await sends(first, 2), await sends(second, 1), await sends(third, 1)];
  await ask(traveler, `{ receivedRequests(status: PENDING) { items { ${REQUEST} } } }`);
  await does(traveler, 'acceptRequest', accepted);
  await does(traveler, 'declineRequest', declined);
  await does(requester, 'cancelRequest', cancelled);
  await ask(requester, `query ($id: ID!) { request(id: $id) { ${REQUEST} } }`, { id: accepted });
  await ask(requester, `{ sentRequests(status: ACCEPTED) { items { ${REQUEST} } } }`);

  const device = { token: randomUUID(), platform: 'ANDROID' };
  await ask(traveler, 'mutation ($input: DeviceInput!) { registerDevice(input: $input) }', { input: device });
  await ask(traveler, 'mutation ($token: String!) { removeDevice(token: $token) }', { token: device.token });
  await ask(requester, 'mutation { deleteContacts { name } }');
  await ask(traveler, `mutation ($id: ID!) { deleteTrip(id: $id) { ${TRIP} } }`, { id: third });
  await ask(traveler, '{ exportAccount { document nextToken } }');
  await ask(traveler, 'mutation { deleteAccount { status } }');
}

/** The `id` of the only object in an answer. */
function idIn(data: unknown): string {
  const [object] = Object.values(data as Record<string, { readonly id: string }>);
  if (object === undefined) throw new Error('The API answered with nothing.');
  return object.id;
}
