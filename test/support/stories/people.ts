import { randomUUID } from 'node:crypto';

import type {
  Account,
  AccountExport,
  AccountInput,
  AccountRemoval,
  Contacts,
  ContactsInput,
  CreateTripInput,
  Decision,
  DeviceInput,
  Person as ShownPerson,
  PersonConnection,
  QueryBlockedPeopleArgs,
  QueryMyTripsArgs,
  QueryReceivedRequestsArgs,
  QueryReportsArgs,
  QuerySearchTripsArgs,
  QuerySentRequestsArgs,
  Report,
  ReportConnection,
  ReportInput,
  Request,
  RequestConnection,
  SendRequestInput,
  Trip,
  TripConnection,
  UpdateTripInput,
} from '../../../domain/schema.types.ts';
import { shared } from '../shared/shared.ts';
import { type GraphqlError, Refusal } from './refusal.ts';
import { CONTACTS, REPORT, REQUEST, TRIP } from './selections.ts';
import type { TakeIt } from './takeIt.ts';
import { poolOf, type SignIn, type Tokens } from './userPool.ts';

/** Somebody with the app in hand, signed in. */
export class Person {
  readonly url: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;

  constructor(url: string, name: string, { email, password }: SignIn, tokens: Tokens) {
    this.url = url;
    this.name = name;
    this.email = email;
    this.password = password;
    this.idToken = tokens.idToken;
    this.accessToken = tokens.accessToken;
    this.refreshToken = tokens.refreshToken;
    this.id = claimsOf(tokens.accessToken).sub;
  }

  /** Asks the API with the ID token, or another one. Throws a Refusal when the answer has errors. */
  async ask<Answer>(query: string, variables: object = {}, token = this.idToken): Promise<Answer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: token },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Answer; errors?: GraphqlError[] };
    if (errors) throw new Refusal(errors);
    return data;
  }

  async posts(input: CreateTripInput): Promise<Trip> {
    const query = `mutation ($input: CreateTripInput!) { createTrip(input: $input) { ${TRIP} } }`;
    return (await this.ask<{ createTrip: Trip }>(query, { input })).createTrip;
  }

  async edits(input: UpdateTripInput): Promise<Trip> {
    const query = `mutation ($input: UpdateTripInput!) { updateTrip(input: $input) { ${TRIP} } }`;
    return (await this.ask<{ updateTrip: Trip }>(query, { input })).updateTrip;
  }

  async takesDown(id: string): Promise<Trip> {
    const query = `mutation ($id: ID!) { deleteTrip(id: $id) { ${TRIP} } }`;
    return (await this.ask<{ deleteTrip: Trip }>(query, { id })).deleteTrip;
  }

  async opens(id: string): Promise<Trip | null> {
    return (await this.ask<{ trip: Trip | null }>(`query ($id: ID!) { trip(id: $id) { ${TRIP} } }`, { id })).trip;
  }

  async lists(args: QueryMyTripsArgs = {}): Promise<TripConnection> {
    const query = `query ($when: TripPeriod, $limit: Int, $nextToken: String) {
      myTrips(when: $when, limit: $limit, nextToken: $nextToken) { items { ${TRIP} } nextToken }
    }`;
    return (await this.ask<{ myTrips: TripConnection }>(query, args)).myTrips;
  }

  async searches(args: QuerySearchTripsArgs, token = this.idToken): Promise<TripConnection> {
    const query = `query ($from: String, $to: String, $filter: TripFilter, $limit: Int, $nextToken: String) {
      searchTrips(from: $from, to: $to, filter: $filter, limit: $limit, nextToken: $nextToken) {
        items { ${TRIP} } nextToken
      }
    }`;
    return (await this.ask<{ searchTrips: TripConnection }>(query, args, token)).searchTrips;
  }

  /** Turns the pages of a search until there is none left. */
  async searchesOn(args: QuerySearchTripsArgs): Promise<Trip[][]> {
    const pages: Trip[][] = [];
    let nextToken: string | null = null;
    do {
      const page = await this.searches({ ...args, nextToken });
      pages.push(page.items);
      nextToken = page.nextToken;
    } while (nextToken !== null);
    return pages;
  }

  async blocks(id: string): Promise<ShownPerson> {
    const query = 'mutation ($id: ID!) { blockPerson(id: $id) { id name since } }';
    return (await this.ask<{ blockPerson: ShownPerson }>(query, { id })).blockPerson;
  }

  async unblocks(id: string): Promise<ShownPerson> {
    const query = 'mutation ($id: ID!) { unblockPerson(id: $id) { id name since } }';
    return (await this.ask<{ unblockPerson: ShownPerson }>(query, { id })).unblockPerson;
  }

  async listsBlocked(args: QueryBlockedPeopleArgs = {}): Promise<PersonConnection> {
    const query = `query ($limit: Int, $nextToken: String) {
      blockedPeople(limit: $limit, nextToken: $nextToken) { items { id name since } nextToken }
    }`;
    return (await this.ask<{ blockedPeople: PersonConnection }>(query, args)).blockedPeople;
  }

  async registersDevice(input: DeviceInput): Promise<boolean> {
    const query = 'mutation ($input: DeviceInput!) { registerDevice(input: $input) }';
    return (await this.ask<{ registerDevice: boolean }>(query, { input })).registerDevice;
  }

  async removesDevice(token: string): Promise<boolean> {
    const query = 'mutation ($token: String!) { removeDevice(token: $token) }';
    return (await this.ask<{ removeDevice: boolean }>(query, { token })).removeDevice;
  }

  async reports(input: ReportInput): Promise<boolean> {
    const query = 'mutation ($input: ReportInput!) { report(input: $input) }';
    return (await this.ask<{ report: boolean }>(query, { input })).report;
  }

  async readsReports(args: QueryReportsArgs): Promise<ReportConnection> {
    const query = `query ($status: ReportStatus!, $limit: Int, $nextToken: String) {
      reports(status: $status, limit: $limit, nextToken: $nextToken) { items { ${REPORT} } nextToken }
    }`;
    return (await this.ask<{ reports: ReportConnection }>(query, args)).reports;
  }

  /** The open report about a person. */
  async findsReport(about: string): Promise<Report> {
    let nextToken: string | null = null;
    do {
      const page: ReportConnection = await this.readsReports({ status: 'OPEN', limit: 50, nextToken });
      const found = page.items.find((report) => report.about.id === about);
      if (found) return found;
      nextToken = page.nextToken ?? null;
    } while (nextToken);
    throw new Error('No report is about this person.');
  }

  async decides(id: string, decision: Decision): Promise<Report> {
    const query = `mutation ($input: DecisionInput!) { decideReport(input: $input) { ${REPORT} } }`;
    return (await this.ask<{ decideReport: Report }>(query, { input: { id, decision } })).decideReport;
  }

  async restores(id: string): Promise<ShownPerson> {
    const query = 'mutation ($id: ID!) { restorePerson(id: $id) { id name since } }';
    return (await this.ask<{ restorePerson: ShownPerson }>(query, { id })).restorePerson;
  }

  async sends(input: SendRequestInput): Promise<Request> {
    const query = `mutation ($input: SendRequestInput!) { sendRequest(input: $input) { ${REQUEST} } }`;
    return (await this.ask<{ sendRequest: Request }>(query, { input })).sendRequest;
  }

  async accepts(id: string): Promise<Request> {
    const query = `mutation ($id: ID!) { acceptRequest(id: $id) { ${REQUEST} } }`;
    return (await this.ask<{ acceptRequest: Request }>(query, { id })).acceptRequest;
  }

  async declines(id: string): Promise<Request> {
    const query = `mutation ($id: ID!) { declineRequest(id: $id) { ${REQUEST} } }`;
    return (await this.ask<{ declineRequest: Request }>(query, { id })).declineRequest;
  }

  async cancels(id: string): Promise<Request> {
    const query = `mutation ($id: ID!) { cancelRequest(id: $id) { ${REQUEST} } }`;
    return (await this.ask<{ cancelRequest: Request }>(query, { id })).cancelRequest;
  }

  /** The request as this person has it; null when they have no part in it. */
  async sees(id: string): Promise<Request | null> {
    const query = `query ($id: ID!) { request(id: $id) { ${REQUEST} } }`;
    return (await this.ask<{ request: Request | null }>(query, { id })).request;
  }

  async listsSent(args: QuerySentRequestsArgs): Promise<RequestConnection> {
    const query = `query ($status: RequestStatus!, $limit: Int, $nextToken: String) {
      sentRequests(status: $status, limit: $limit, nextToken: $nextToken) { items { ${REQUEST} } nextToken }
    }`;
    return (await this.ask<{ sentRequests: RequestConnection }>(query, args)).sentRequests;
  }

  async listsReceived(args: QueryReceivedRequestsArgs): Promise<RequestConnection> {
    const query = `query ($status: RequestStatus!, $tripId: ID, $limit: Int, $nextToken: String) {
      receivedRequests(status: $status, tripId: $tripId, limit: $limit, nextToken: $nextToken) {
        items { ${REQUEST} } nextToken
      }
    }`;
    return (await this.ask<{ receivedRequests: RequestConnection }>(query, args)).receivedRequests;
  }

  /** This person's own request for a trip, out of the trip. */
  async findsOwnRequest(tripId: string): Promise<Request | null> {
    const query = `query ($id: ID!) { trip(id: $id) { myRequest { ${REQUEST} } } }`;
    const { trip } = await this.ask<{ trip: Pick<Trip, 'myRequest'> | null }>(query, { id: tripId });
    return trip?.myRequest ?? null;
  }

  async savesContacts(input: ContactsInput): Promise<Contacts> {
    const query = `mutation ($input: ContactsInput!) { saveContacts(input: $input) { ${CONTACTS} } }`;
    return (await this.ask<{ saveContacts: Contacts }>(query, { input })).saveContacts;
  }

  async deletesContacts(): Promise<Contacts | null> {
    return (await this.ask<{ deleteContacts: Contacts | null }>(`mutation { deleteContacts { ${CONTACTS} } }`))
      .deleteContacts;
  }

  async ownContacts(): Promise<Contacts | null> {
    return (await this.ask<{ contacts: Contacts | null }>(`{ contacts { ${CONTACTS} } }`)).contacts;
  }

  async deletesAccount(): Promise<AccountRemoval> {
    return (await this.ask<{ deleteAccount: AccountRemoval }>('mutation { deleteAccount { status trips requests } }'))
      .deleteAccount;
  }

  /** Everything stored about this person: the lists of all pages of the export, put together. */
  async exportsAccount(): Promise<{ lists: Record<string, object[]>; pages: number }> {
    const query = 'query ($nextToken: String) { exportAccount(nextToken: $nextToken) { document nextToken } }';
    const lists: Record<string, object[]> = {};
    let pages = 0;
    let nextToken: string | null | undefined = null;
    do {
      const { exportAccount }: { exportAccount: AccountExport } = await this.ask(query, { nextToken });
      const document = JSON.parse(exportAccount.document) as Record<string, object[]>;
      for (const [kind, items] of Object.entries(document)) lists[kind] = [...(lists[kind] ?? []), ...items];
      ({ nextToken } = exportAccount);
      pages += 1;
    } while (nextToken);
    return { lists, pages };
  }

  async looksAtAccount(token = this.idToken): Promise<Account> {
    const query = '{ account { id name language currency trips } }';
    return (await this.ask<{ account: Account }>(query, {}, token)).account;
  }

  async changesAccount(input: AccountInput): Promise<Account> {
    const query = `mutation ($input: AccountInput!) {
      updateAccount(input: $input) { id name language currency trips }
    }`;
    return (await this.ask<{ updateAccount: Account }>(query, { input })).updateAccount;
  }
}

/** Somebody new who has saved a contact card, as sending and accepting requests require. */
export async function aMember(name: string, takeIt?: TakeIt, email?: string): Promise<Person> {
  const person = await aPerson(name, takeIt, email);
  await person.savesContacts({ name, email: person.email });
  return person;
}

function claimsOf(token: string): { readonly sub: string } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
}

/** Signs somebody new up as the app does, confirms the address, and signs them in by password. */
export async function aPerson(
  name: string,
  takeIt?: TakeIt,
  email = `${name.toLowerCase()}.${randomUUID()}@example.com`,
): Promise<Person> {
  const where = takeIt ?? (await shared('takeIt'));
  const cognito = poolOf(where);
  const password = `Trip-${randomUUID().slice(0, 8)}-X1`;
  await cognito.signUp({ email, password }, name);
  return new Person(where.url, name, { email, password }, await cognito.signIn({ email, password }));
}
