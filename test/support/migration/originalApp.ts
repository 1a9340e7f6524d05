import type { Item } from '../../../migration/item.ts';
import { inDays } from '../trips.ts';

/** The versions of the original app. In 2022 the keys of requests had no trip id, later declines had no time. */
export type Version = 'early2022' | 'late2022' | 'last';

/** A call to the original app: it stops after each write, where the app may crash or another call may go on. */
export type Call = Generator<number, void>;

const DAY = 24 * 60 * 60;

/**
 * The original app, as far as its writes go: one item after another, without conditions. Its rules and its faults are
 * those that its rows show. A person is a Cognito username, which may contain `_`; the app splits keys at `_`.
 */
export class OriginalApp {
  readonly version: Version;
  readonly #items = new Map<string, Item>();
  #time = 0;

  constructor(version: Version = 'last') {
    this.version = version;
  }

  get items(): Item[] {
    return [...this.#items.values()];
  }

  /** Runs a call to its end, or until it has made so many writes. */
  play(call: Call, writes = Number.POSITIVE_INFINITY): this {
    for (let count = 0; count < writes && call.next().done !== true;) count += 1;
    return this;
  }

  *openAccount(person: string): Call {
    yield this.#put({ username: person, created: 'account' });
  }

  /** The app stored what the form contained, unchecked. In 2022 it took the name from the pool. */
  *saveCard(person: string, card: object): Call {
    yield this.#put({ username: person, created: 'contacts', ...card });
  }

  *postTrip(person: string, tripid: string, changes: Readonly<Record<string, unknown>> = {}): Call {
    const trip = {
      ...{ fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', currency: 'EUR' },
      ...{ acceptfrom: inDays(-3), acceptto: inDays(10), trdate: inDays(15) },
      allowed: { Clothes: { cost: '3.0', kg: '10.0' } },
      ...changes,
    };
    const fromto = `${trip.fromcity}_${trip.tocity}`;
    yield this.#put({ username: person, created: tripid, ...trip, fromto, tstamp: expiryOf(trip.trdate) });
  }

  *deleteTrip(person: string, tripid: string): Call {
    yield this.#delete(person, tripid);
  }

  *send(requester: string, traveler: string, tripid: string): Call {
    const key = this.version === 'early2022' ? traveler : `${tripid}_${traveler}`;
    const isKnown = ['travelerdeclined', 'request', 'traveleraccepted'].some((word) =>
      this.#items.has(placeOf(requester, `${word}_${key}`)),
    );
    if (isKnown) return;
    const half = { dtime: this.#now(), tstamp: expiryOf(inDays(15)) };
    const named = this.version === 'last' ? {} : { fromuser: requester };
    const trip = this.version === 'early2022' ? {} : { tripid };
    yield this.#put({ username: requester, created: `request_${key}`, ...half, ...trip });
    const created = this.version === 'early2022' ? `pending_${requester}` : `pending_${tripid}_${requester}`;
    yield this.#put({ username: traveler, created, ...half, tripid, ...named });
  }

  /** The app did not check which item was accepted: a requester could accept, and a decline could be accepted. */
  *accept(person: string, created: string): Call {
    const half = this.#items.get(placeOf(person, created));
    if (!half) return;
    if (this.version === 'early2022') {
      yield* this.#answerOld(person, created, { word: 'accepted', more: { dtime: this.#now() } });
      return;
    }
    const { tripid, tstamp } = half;
    const creator = lastPart(created);
    const answer = { dtime: this.#now(), tripid, tstamp };
    yield this.#put({ username: person, created: `accepted_${String(tripid)}_${creator}`, ...answer });
    yield this.#delete(person, created);
    yield this.#delete(creator, `request_${String(tripid)}_${person}`);
    yield this.#put({ username: creator, created: `traveleraccepted_${String(tripid)}_${person}`, ...answer });
  }

  /** As for `accept`. In 2022 a decline had no time. */
  *decline(person: string, created: string): Call {
    const half = this.#items.get(placeOf(person, created));
    if (!half) return;
    if (this.version === 'early2022') {
      yield* this.#answerOld(person, created, { word: 'declined', more: {} });
      return;
    }
    const { tripid, tstamp } = half;
    const creator = lastPart(created);
    const answer = { tripid, tstamp, ...(this.version === 'last' ? { dtime: this.#now() } : {}) };
    yield this.#delete(person, created);
    yield this.#delete(creator, `request_${String(tripid)}_${person}`);
    yield this.#put({ username: person, created: `declined_${String(tripid)}_${creator}`, ...answer });
    yield this.#put({ username: creator, created: `travelerdeclined_${String(tripid)}_${person}`, ...answer });
  }

  /** The requester withdraws a request, or one of the two ends an accepted one: the app deleted both halves. */
  *drop(person: string, created: string): Call {
    const [word = '', tripid = ''] = created.split('_');
    if (!this.#items.has(placeOf(person, created))) return;
    yield this.#delete(person, created);
    yield this.#delete(lastPart(created), `${OTHER_WORDS[word] ?? ''}_${tripid}_${person}`);
  }

  *registerDevice(person: string): Call {
    yield this.#put({ username: person, created: 'devices', deviceID: 'phone', token: 'push-token' });
  }

  /** The half-built saved searches: the keys of trips, with the two cities alone. */
  *subscribe(person: string, created: string): Call {
    const cities = { fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', fromto: 'Berlin-Germany_Cairo-Egypt' };
    yield this.#put({ username: person, created, ...cities, tstamp: expiryOf(inDays(0)) });
  }

  /** The app deleted the user first, then the person's own partition, in the order of its keys. */
  *removeAccount(person: string): Call {
    const own = this.items.filter(({ username }) => username === person).map(({ created }) => created);
    for (const created of own.sort()) yield this.#delete(person, created);
  }

  *#answerOld(person: string, created: string, { word, more }: { word: string; more: object }): Call {
    const creator = created.slice(created.indexOf('_') + 1);
    if (word === 'accepted') yield this.#put({ username: person, created: `${word}_${creator}`, ...more });
    yield this.#delete(person, created);
    yield this.#delete(creator, `request_${person}`);
    if (word !== 'accepted') yield this.#put({ username: person, created: `${word}_${creator}`, ...more });
    yield this.#put({ username: creator, created: `traveler${word}_${person}`, ...more });
  }

  /** @returns how many items there are then */
  #put(item: Item): number {
    return this.#items.set(placeOf(item.username, item.created), item).size;
  }

  #delete(username: string, created: string): number {
    this.#items.delete(placeOf(username, created));
    return this.#items.size;
  }

  /** Each call has a later time: microseconds, in the app's own form. */
  #now(): string {
    this.#time += 1;
    return `2026-10-15-22-42-41-${String(this.#time).padStart(6, '0')}`;
  }
}

/** Whose half goes with a half that the app deletes. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  request: 'pending',
  traveleraccepted: 'accepted',
  accepted: 'traveleraccepted',
  declined: 'travelerdeclined',
};

function placeOf(username: string, created: string): string {
  return `${username} ${created}`;
}

function lastPart(created: string): string {
  return created.split('_').at(-1) ?? '';
}

/** The app kept items for 30 days after the day of travel. */
export function expiryOf(day: string): number {
  return Date.parse(day) / 1000 + 30 * DAY;
}
