import { readFileSync } from 'node:fs';

import type { SampleOperation } from '../local/sample.ts';

/** The documents that the app sends, in the order of a first look around, with variables to begin with. */
const OPERATIONS: readonly (readonly [
  name: string,
  file: string,
  variables: () => Readonly<Record<string, unknown>>,
])[] = [
  ['Find a city', 'Places', () => ({ text: 'koln', language: 'en' })],
  ['Search trips', 'SearchTrips', () => ({ from: 'Berlin-Germany', to: null, filter: null, nextToken: null })],
  ['A trip', 'Trip', () => ({ id: '' })],
  ['Post a trip', 'CreateTrip', () => ({ input: newTrip() })],
  ['My trips', 'MyTrips', () => ({ when: 'ACTIVE', nextToken: null })],
  ['Change a trip', 'UpdateTrip', () => ({ input: { id: '', version: 1, travelDate: inDays(30) } })],
  ['Take a trip down', 'DeleteTrip', () => ({ id: '' })],
  ['Ask a traveler', 'SendRequest', () => ({ input: newRequest() })],
  ['Sent requests', 'SentRequests', () => ({ status: 'PENDING', nextToken: null })],
  ['Received requests', 'ReceivedRequests', () => ({ status: 'PENDING', nextToken: null })],
  ['Requests of a trip', 'TripRequests', () => ({ tripId: '', status: 'PENDING', nextToken: null })],
  ['A request', 'Request', () => ({ id: '' })],
  ['Accept', 'AcceptRequest', () => ({ id: '' })],
  ['Decline', 'DeclineRequest', () => ({ id: '' })],
  ['Cancel', 'CancelRequest', () => ({ id: '' })],
  ['Block a person', 'BlockPerson', () => ({ id: '' })],
  ['Blocked people', 'BlockedPeople', () => ({ nextToken: null })],
  ['Unblock a person', 'UnblockPerson', () => ({ id: '' })],
  ['Report a person', 'Report', () => ({ input: { person: '', tripId: '', reason: 'SPAM', words: '' } })],
  ['Reports (moderators)', 'Reports', () => ({ status: 'OPEN', nextToken: null })],
  ['Decide a report (moderators)', 'DecideReport', () => ({ input: { id: '', decision: 'DISMISS' } })],
  ['Restore a person (moderators)', 'RestorePerson', () => ({ id: '' })],
  ['Live updates', 'OnRequestUpdate', () => ({})],
  ['Me', 'Me', () => ({})],
  ['Save contacts', 'SaveContacts', () => ({ input: { name: 'Jonas', mobile: '+491701234567' } })],
  ['Delete contacts', 'DeleteContacts', () => ({})],
  ['Change the account', 'UpdateAccount', () => ({ input: { language: 'en' } })],
  [
    'Register a device',
    'RegisterDevice',
    () => ({ input: { token: 'token-of-a-phone', platform: 'ANDROID', language: 'en' } }),
  ],
  ['Remove a device', 'RemoveDevice', () => ({ token: 'token-of-a-phone' })],
  ['Export', 'ExportAccount', () => ({ nextToken: null })],
  ['Remove the account', 'DeleteAccount', () => ({})],
];

/** What the console offers at first: exactly the documents of app/operations. */
export const operations: readonly SampleOperation[] = OPERATIONS.map(([name, file, variables]) => ({
  name,
  query: documentOf(file),
  get variables() {
    return variables();
  },
}));

/** An operation with the fragments that it uses, as text. */
function documentOf(file: string): string {
  const operation = textOf(file);
  const used = textOf('fragments')
    .split(/(?=^fragment )/m)
    .filter((fragment) => operation.includes(`...${/^fragment (\w+)/.exec(fragment)?.[1] ?? ''}`));
  return [operation, ...used].map((part) => part.trim()).join('\n\n');
}

function textOf(file: string): string {
  return readFileSync(new URL(`../app/operations/${file}.graphql`, import.meta.url), 'utf8');
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function newTrip(): object {
  const cities = { fromCity: 'Berlin-Germany', toCity: 'Cairo-Egypt' };
  const dates = { acceptFrom: inDays(0), acceptTo: inDays(20), travelDate: inDays(21) };
  return { ...cities, ...dates, currency: 'EUR', allowed: [{ category: 'CLOTHES', cost: 3, kg: 10 }] };
}

function newRequest(): object {
  return { tripId: '', tripVersion: 1, items: [{ category: 'CLOTHES', kg: 2 }], note: 'Two jackets' };
}
