import type { RequestUpdate } from '../../resolvers/lib/schema.types.ts';
import type { Person } from './people.ts';
import { type Message, RealtimeClient } from './realtimeClient.ts';

const EVERYTHING = `subscription {
  onRequestUpdate { recipient requestId tripId role status revision counterpart reason changedAt }
}`;

/** A phone on which somebody is signed in and that listens for what happens to their requests. */
export class Phone {
  readonly #client: RealtimeClient;
  readonly #authorization: Readonly<Record<string, string>>;

  constructor(person: Person, token = person.idToken) {
    this.#authorization = { host: new URL(person.url).host, Authorization: token };
    this.#client = new RealtimeClient(person.url, { authorization: this.#authorization });
  }

  /** Connects and subscribes, and answers with what came back: start_ack or error. */
  async asks(query = EVERYTHING): Promise<Message> {
    await this.#client.init();
    return this.#client.subscribe(query, { authorization: this.#authorization });
  }

  /** The next update it is told. */
  async hears(): Promise<RequestUpdate> {
    const { data } = (await this.#client.event()) as { data: { onRequestUpdate: RequestUpdate } };
    return data.onRequestUpdate;
  }

  /** The next updates, as many. */
  async hearsAll(count: number): Promise<RequestUpdate[]> {
    const updates: RequestUpdate[] = [];
    while (updates.length < count) updates.push(await this.hears());
    return updates;
  }

  /** Is switched off. */
  async goesOff(): Promise<void> {
    await this.#client.close();
  }
}

/** A phone that listens by now. */
export async function aPhone(person: Person): Promise<Phone> {
  const phone = new Phone(person);
  const { type, payload } = await phone.asks();
  if (type !== 'start_ack') throw new Error(`The phone of ${person.name} was refused: ${JSON.stringify(payload)}`);
  return phone;
}
