import type { RequestUpdate } from '../../../domain/schema.types.ts';
import { type Message, RealtimeClient, type Subscribing } from '../realtimeClient.ts';
import type { Person } from './people.ts';

const EVERYTHING = `subscription {
  onRequestUpdate { recipient requestId tripId role status revision change counterpart reason changedAt }
}`;

/** Milliseconds. Other stories may have much to be told at the same time. */
const TIMEOUT = 25_000;

/** A phone on which somebody is signed in and that listens for what happens to their requests. */
export class Phone {
  readonly #client: RealtimeClient;
  readonly #authorization: Readonly<Record<string, string>>;

  constructor(person: Person, token = person.idToken) {
    this.#authorization = { host: new URL(person.url).host, Authorization: token };
    this.#client = new RealtimeClient(person.url, { authorization: this.#authorization, timeout: TIMEOUT });
  }

  /** Connects. */
  async goesOn(): Promise<this> {
    await this.#client.init();
    return this;
  }

  /** Subscribes, and answers with what came back: start_ack or error. */
  async asks(query = EVERYTHING, subscribing: Subscribing = {}): Promise<Message> {
    return this.#client.subscribe(query, { authorization: this.#authorization, ...subscribing });
  }

  /** Subscribes. Raises an error when it is refused. */
  async listens(subscribing: Subscribing = {}): Promise<this> {
    const { type, payload } = await this.asks(EVERYTHING, subscribing);
    if (type !== 'start_ack') throw new Error(`The phone was refused: ${JSON.stringify(payload)}`);
    return this;
  }

  /** The next message, of any type. */
  async next(): Promise<Message> {
    return this.#client.next();
  }

  /** Waits for the next update. */
  async hears(id?: string): Promise<RequestUpdate> {
    const { data } = (await this.#client.event(id)) as { data: { onRequestUpdate: RequestUpdate } };
    return data.onRequestUpdate;
  }

  /** Waits for a number of updates, and sorts them by the time of the change: they may arrive in another order. */
  async hearsAll(count: number): Promise<RequestUpdate[]> {
    const updates: RequestUpdate[] = [];
    while (updates.length < count) updates.push(await this.hears());
    return updates.sort((one, other) => one.changedAt.localeCompare(other.changedAt) || one.revision - other.revision);
  }

  /** With which code the connection has ended, once it has. */
  async ended(): Promise<number> {
    return this.#client.closed;
  }

  /** Is switched off, or loses the connection: to the API that is the same. */
  async goesOff(): Promise<void> {
    await this.#client.close();
  }
}

/** A phone that listens by now. */
export async function aPhone(person: Person, token = person.idToken): Promise<Phone> {
  return (await new Phone(person, token).goesOn()).listens();
}

/** Does something with phones that listen, one for each of these people, and switches them off. */
export async function withPhones<Result>(
  people: readonly Person[],
  use: (...phones: Phone[]) => Promise<Result>,
): Promise<Result> {
  const phones = await Promise.all(people.map((person) => aPhone(person)));
  try {
    return await use(...phones);
  } finally {
    await Promise.all(phones.map((phone) => phone.goesOff()));
  }
}
