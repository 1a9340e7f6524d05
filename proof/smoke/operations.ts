import { readFileSync } from 'node:fs';
import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';

import { projectFile } from '../../infra/paths.ts';
import type { Operation } from './person.ts';

const TRIP = `id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency version createdAt updatedAt expiresAt mine
  allowed { category cost kg freeKg }`;
const CONTACTS = 'name mobile email facebook instagram twitter linkedin telegram';
const REQUEST = `id status role actions revision tripId traveler requester fromCity toCity travelDate currency price
  items { category kg pieces cost } note sentAt changedAt reason trip { id } counterpart { id name since } contacts { ${CONTACTS} }`;
const PAGE = (item: string) => `{ items { ${item} } nextToken }`;

function query(field: string, parameters: string, selection: string): Operation {
  return operation('query', field, parameters, selection);
}

function mutation(field: string, parameters: string, selection: string): Operation {
  return operation('mutation', field, parameters, selection);
}

/** @param parameters `id: ID!, limit: Int`; '' for none */
function operation(kind: string, field: string, parameters: string, selection: string): Operation {
  if (parameters === '') return { field, query: `${kind} { ${field} ${selection} }` };
  const names = parameters.split(', ').map((parameter) => parameter.split(':')[0] ?? '');
  const declared = parameters
    .split(', ')
    .map((parameter) => `$${parameter}`)
    .join(', ');
  const passed = names.map((name) => `${name}: $${name}`).join(', ');
  return { field, query: `${kind} (${declared}) { ${field}(${passed}) ${selection} }` };
}

export const createTrip = mutation('createTrip', 'input: CreateTripInput!', `{ ${TRIP} }`);
export const updateTrip = mutation('updateTrip', 'input: UpdateTripInput!', `{ ${TRIP} }`);
export const deleteTrip = mutation('deleteTrip', 'id: ID!', `{ ${TRIP} }`);
export const trip = query('trip', 'id: ID!', `{ ${TRIP} myRequest { id status } }`);
export const myTrips = query('myTrips', 'limit: Int, nextToken: String', PAGE('id version'));
export const searchTrips = query(
  'searchTrips',
  'from: String, to: String, filter: TripFilter, limit: Int, nextToken: String',
  PAGE('id fromCity toCity'),
);

export const sendRequest = mutation('sendRequest', 'input: SendRequestInput!', `{ ${REQUEST} }`);
export const acceptRequest = mutation('acceptRequest', 'id: ID!', `{ ${REQUEST} }`);
export const declineRequest = mutation('declineRequest', 'id: ID!', `{ ${REQUEST} }`);
export const cancelRequest = mutation('cancelRequest', 'id: ID!', `{ ${REQUEST} }`);
export const request = query('request', 'id: ID!', `{ ${REQUEST} }`);
export const sentRequests = query('sentRequests', 'status: RequestStatus!', PAGE('id status'));
export const receivedRequests = query('receivedRequests', 'status: RequestStatus!, tripId: ID', PAGE('id status'));

export const contacts = query('contacts', '', `{ ${CONTACTS} }`);
export const saveContacts = mutation('saveContacts', 'input: ContactsInput!', `{ ${CONTACTS} }`);
export const account = query('account', '', '{ id name language currency trips }');
export const updateAccount = mutation('updateAccount', 'input: AccountInput!', '{ id name language currency trips }');
export const exportAccount = query('exportAccount', 'nextToken: String', '{ document nextToken }');
export const deleteAccount = mutation('deleteAccount', '', '{ status trips requests }');
export const blockPerson = mutation('blockPerson', 'id: ID!', '{ id name }');
export const unblockPerson = mutation('unblockPerson', 'id: ID!', '{ id name }');
export const blockedPeople = query('blockedPeople', '', PAGE('id name'));
export const report = mutation('report', 'input: ReportInput!', '');
export const reports = query('reports', 'status: ReportStatus!, nextToken: String', PAGE('id status about { id }'));
export const decideReport = mutation('decideReport', 'input: DecisionInput!', '{ id status }');
export const restorePerson = mutation('restorePerson', 'id: ID!', '{ id name }');
export const places = query('places', 'text: String!', '{ city }');
export const schema: Operation = { field: '__schema', query: '{ __schema { queryType { name } } }' };

/** Every field of an update, read from the schema, so that new fields are included. */
export const UPDATE_FIELDS: readonly string[] = fieldsOf('RequestUpdate');

export const onRequestUpdate: Operation = {
  field: 'onRequestUpdate',
  query: `subscription { onRequestUpdate { ${UPDATE_FIELDS.join(' ')} } }`,
};

function fieldsOf(type: string): string[] {
  return parse(readFileSync(projectFile('schema.graphql'), 'utf8'))
    .definitions.filter((node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter(({ name }) => name.value === type)
    .flatMap(({ fields = [] }) => fields.map(({ name }) => name.value));
}
