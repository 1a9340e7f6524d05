import { randomUUID } from 'node:crypto';

import { aBigAccount } from '../../test/support/removal/bigAccount.ts';
import type { Operation, Person, Side, Work } from '../lib/protocol.ts';
import type { Stage } from '../lib/stage.ts';
import { aCard, anAccount, aTripOf, halvesOf, newPair, ROUTES, tripsOn } from './records.ts';

/** How many trips a person may create before the count of trips must be reset. */
const TRIPS_EACH = 48;

/** Operations that change nothing, so they can be repeated. */
const REPEATABLE: ReadonlySet<Operation> = new Set([
  'searchTwenty',
  'searchSix',
  'listPending',
  'contacts',
  'requestStatus',
]);

export function isRepeatable(operation: Operation): boolean {
  return REPEATABLE.has(operation);
}

export interface WorkOptions {
  /** The number of people who read, and the number of others who write. */
  readonly people: number;
  /** The number of records of a removed account. */
  readonly records: number;
}

/** Prepares the records that operations need. */
export class Preparation {
  readonly #stage: Stage;
  readonly #options: WorkOptions;
  readonly #readers: readonly Work[];
  readonly #writers: readonly Person[];

  private constructor(stage: Stage, options: WorkOptions, readers: readonly Work[], writers: readonly Person[]) {
    this.#stage = stage;
    this.#options = options;
    this.#readers = readers;
    this.#writers = writers;
  }

  /** Signs people up, and stores the same trips and requests in each table. */
  static async on(stage: Stage, options: WorkOptions): Promise<Preparation> {
    const people = await stage.people(options.people);
    const writers = await stage.people(options.people);
    // Each person is the requester of an accepted request.
    const readers = people.map((person) => ({ person, pair: newPair({ requester: person.id }) }));
    const records = [
      ...tripsOn(ROUTES.twenty, 100, () => true),
      ...tripsOn(ROUTES.six, 2_000, (at) => at % 5 === 0),
      ...readers.flatMap(({ pair }) => [...halvesOf(pair, 'ACCEPTED'), aCard(pair.traveler)]),
      ...people.flatMap(({ id }) =>
        Array.from({ length: 20 }, () => halvesOf(newPair({ traveler: id }), 'PENDING')).flat(),
      ),
      ...[...people, ...writers].flatMap(({ id }) => [anAccount(id), aCard(id)]),
    ];
    for (const side of ['ours', 'original'] as const) await stage.store(side, records);
    return new Preparation(stage, options, readers, writers);
  }

  /** Returns `count` inputs for an operation, or as many as possible. */
  async of(operation: Operation, side: Side, count: number): Promise<readonly Work[]> {
    switch (operation) {
      case 'createTrip':
        return await this.#creations(side, count);
      case 'sendRequest':
      case 'liveUpdate':
        return await this.#requests(side, count);
      case 'acceptRequest':
        return await this.#acceptances(side, count);
      case 'removeAccount':
        return await this.#accounts(side, count);
      default:
        return this.#readers;
    }
  }

  async #creations(side: Side, count: number): Promise<Work[]> {
    await this.#resetAccounts(side);
    const most = Math.min(count, this.#writers.length * TRIPS_EACH);
    return Array.from({ length: most }, (_, at) => ({ person: this.#writer(at), pair: newPair() }));
  }

  async #requests(side: Side, count: number): Promise<Work[]> {
    await this.#resetAccounts(side);
    const work = Array.from({ length: count }, (_, at) => {
      const [person, recipient] = [this.#writer(at), this.#writer(at + 1)];
      return { person, recipient, pair: newPair({ traveler: recipient.id, requester: person.id }) };
    });
    await this.#stage.store(
      side,
      work.map(({ pair }) => aTripOf(pair, ROUTES.others)),
    );
    return work;
  }

  async #acceptances(side: Side, count: number): Promise<Work[]> {
    const work = Array.from({ length: count }, (_, at) => {
      const person = this.#writer(at);
      return { person, pair: newPair({ traveler: person.id }) };
    });
    await this.#stage.store(
      side,
      work.flatMap(({ pair }) => [
        aTripOf(pair, ROUTES.others),
        ...halvesOf(pair, 'PENDING'),
        // Accepting needs the cards of both people.
        aCard(pair.requester),
      ]),
    );
    return work;
  }

  async #accounts(side: Side, count: number): Promise<Work[]> {
    const people =
      side === 'ours'
        ? await this.#stage.people(count)
        : Array.from({ length: count }, () => ({ id: randomUUID(), token: '' }));
    for (const { id } of people) {
      const { items } = aBigAccount(id, this.#options.records);
      await this.#stage.store(side, items);
    }
    return people.map((person) => ({ person, pair: newPair() }));
  }

  /** An account counts a person's trips and the requests of a day, and both have a limit. */
  async #resetAccounts(side: Side): Promise<void> {
    await this.#stage.store(
      side,
      this.#writers.map(({ id }) => anAccount(id)),
    );
  }

  #writer(at: number): Person {
    const person = this.#writers[at % this.#writers.length];
    if (!person) throw new Error('There are no people.');
    return person;
  }
}
