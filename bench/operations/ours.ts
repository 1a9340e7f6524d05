import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';

import { requestId, tripId, tripKeyOf } from '../../domain/keys.ts';
import type { AccountRemoval } from '../../domain/schema.types.ts';
import { RealtimeClient } from '../../test/support/realtimeClient.ts';
import { aTrip } from '../../test/support/trips.ts';
import { exactly, upTo } from '../lib/bare.ts';
import type { Implementations, OpenSide, Person as Caller, Places, Work } from '../lib/protocol.ts';
import type { Ask } from './everyField.ts';
import { KG, NOTE, ROUTES } from './records.ts';

const TRIP = `id traveler { id name } fromCity toCity acceptFrom acceptTo travelDate currency version createdAt updatedAt expiresAt
  allowed { category cost kg freeKg }`;
const REQUEST = `id status role actions revision tripId traveler requester fromCity toCity travelDate currency price
  items { category kg pieces cost } note sentAt changedAt reason counterpart { id name }`;
const SEARCH = `query ($from: String, $to: String, $limit: Int) {
  searchTrips(from: $from, to: $to, limit: $limit) { items { ${TRIP} } nextToken }
}`;
const PENDING = `{ receivedRequests(status: PENDING, limit: 20) { items { ${REQUEST} } nextToken } }`;
const SEND = `mutation ($input: SendRequestInput!) { sendRequest(input: $input) { ${REQUEST} } }`;

/** The pause before a phone asks again whether its account is removed. */
const PAUSE_MILLISECONDS = 200;
const LISTEN = `subscription {
  onRequestUpdate { recipient requestId tripId role status revision change counterpart reason changedAt }
}`;

/** The product as a phone uses it: GraphQL over HTTP with the person's token, on persistent connections. */
export function ours({ url }: Places): OpenSide {
  const { ask, close } = asker(url);
  const send = ({ person, pair }: Work) => {
    const items = [{ category: 'CLOTHES', kg: KG }];
    return ask(person, SEND, { input: { tripId: tripId(tripKeyOf(pair)), tripVersion: 1, items, note: NOTE } });
  };
  const list = async (person: Caller, query: string, variables: object = {}) => {
    const page = Object.values((await ask(person, query, variables)) as Record<string, { items: unknown[] }>)[0];
    return page?.items;
  };
  /** The status of the removal; undefined if it takes longer than the API or AppSync waits. */
  const removal = async (person: Caller) => {
    try {
      const answer = await ask(person, 'mutation { deleteAccount { status trips requests } }');
      return (answer as { deleteAccount: AccountRemoval }).deleteAccount.status;
    } catch (error) {
      if (!(error instanceof Refused) || !/"(TryAgain|ExecutionTimeout)"/.test(error.message)) throw error;
      return undefined;
    }
  };
  const phones = new Phones(url);
  const implementations: Implementations = {
    createTrip: ({ person }) => {
      const input = aTrip({ fromCity: ROUTES.others.from, toCity: ROUTES.others.to });
      return ask(person, `mutation ($input: CreateTripInput!) { createTrip(input: $input) { ${TRIP} } }`, { input });
    },
    searchTwenty: async ({ person }) => upTo(20, await list(person, SEARCH, { ...ROUTES.twenty, limit: 20 })),
    searchSix: async ({ person }) => exactly(6, await list(person, SEARCH, { ...ROUTES.six, limit: 6 })),
    listPending: async ({ person }) => upTo(20, await list(person, PENDING)),
    sendRequest: send,
    acceptRequest: ({ person, pair }) =>
      ask(person, `mutation ($id: ID!) { acceptRequest(id: $id) { ${REQUEST} } }`, { id: requestId(pair) }),
    contacts: ({ person, pair }) =>
      ask(person, 'query ($id: ID!) { request(id: $id) { id status contacts { name mobile email } } }', {
        id: requestId(pair),
      }),
    requestStatus: ({ person, pair }) =>
      ask(person, `query ($id: ID!) { request(id: $id) { ${REQUEST} } }`, { id: requestId(pair) }),
    removeAccount: async ({ person }) => {
      for (;;) {
        const status = await removal(person);
        if (status === 'COMPLETE') return { status };
        await wait(PAUSE_MILLISECONDS);
      }
    },
    liveUpdate: async (work) => {
      const { update } = await phones.nextUpdate(work);
      await send(work);
      return await update;
    },
  };
  return {
    implementations,
    close: async () => {
      await phones.close();
      await close();
    },
  };
}

class Refused extends Error {
  override readonly name = 'Refused';
}

/** Sends operations to an API, on persistent connections. */
export function asker(url: string): { readonly ask: Ask; readonly close: () => Promise<void> } {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin);
  const ask: Ask = async ({ token }, query, variables = {}) => {
    const headers = { authorization: token, 'content-type': 'application/json' };
    const question = JSON.stringify({ query, variables });
    const { body } = await pool.request({ path, method: 'POST', headers, body: question });
    const text = await body.text();
    const { data, errors } = JSON.parse(text) as { data?: Record<string, unknown>; errors?: unknown };
    if (errors !== undefined || !data || Object.values(data)[0] === null) {
      throw new Refused(`The API answered ${text}`);
    }
    return data;
  };
  return { ask, close: () => pool.close() };
}

/** The timeout of a phone that may get no update for long. */
const TIMEOUT = 3_600_000;

/** The phones of people, connected when they are first needed, and the updates that they wait for. */
class Phones {
  readonly #url: string;
  readonly #phones = new Map<string, Promise<RealtimeClient>>();
  readonly #waiting = new Map<string, (update: unknown) => void>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Connects the recipient's phone. `update` settles with its update of this request. */
  async nextUpdate({ recipient, pair }: Work): Promise<{ readonly update: Promise<unknown> }> {
    if (!recipient) throw new Error('The work has no recipient.');
    const phone = this.#phones.get(recipient.id) ?? this.#connect(recipient);
    this.#phones.set(recipient.id, phone);
    await phone;
    return { update: new Promise((resolve) => this.#waiting.set(requestId(pair), resolve)) };
  }

  async #connect({ token }: Caller): Promise<RealtimeClient> {
    const authorization = { host: new URL(this.#url).host, Authorization: token };
    const phone = await new RealtimeClient(this.#url, { authorization, timeout: TIMEOUT }).init();
    const { type } = await phone.subscribe(LISTEN, { authorization });
    if (type !== 'start_ack') throw new Error('The API refused a subscription.');
    // The loop ends when the phone is closed.
    this.#receive(phone).catch(() => undefined);
    return phone;
  }

  async #receive(phone: RealtimeClient): Promise<void> {
    for (;;) {
      const { payload } = await phone.next();
      const { data } = (payload ?? {}) as { data?: { onRequestUpdate: { requestId: string } } };
      if (data) this.#waiting.get(data.onRequestUpdate.requestId)?.(data);
    }
  }

  async close(): Promise<void> {
    const phones = await Promise.all(this.#phones.values());
    await Promise.all(phones.map((phone) => phone.close()));
  }
}
