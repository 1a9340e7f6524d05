import type { Request, Trip } from '../../domain/schema.types.ts';
import type { Person } from './person.ts';
import type { Phone } from './phone.ts';
import type { Pool, User } from './pool.ts';
import type { Target } from './target.ts';

export type Role = 'traveler' | 'requester' | 'stranger';

/** The results of steps that later steps need. */
export interface Known {
  readonly traveler: Person;
  readonly requester: Person;
  readonly stranger: Person;
  /** The requester, with the tokens of a moderator. */
  readonly moderator: Person;
  readonly travelerPhone: Phone;
  readonly requesterPhone: Phone;
  readonly strangerPhone: Phone;
  /** The trip of the first request. */
  readonly trip: Trip;
  /** A trip with 5 kg. */
  readonly smallTrip: Trip;
  /** A trip that its traveler deletes. */
  readonly shortTrip: Trip;
  /** A trip that still exists when its traveler's account is removed. */
  readonly lastTrip: Trip;
  /** A trip of the stranger. */
  readonly reportedTrip: Pick<Trip, 'id'>;
  readonly request: Request;
  readonly smallRequest: Request;
  readonly shortRequest: Request;
  readonly lastRequest: Request;
}

/** A step needs the result of a step that failed. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

/** One run on one stage: its people, its cities, and the results of its steps. */
export class Journey {
  readonly target: Target;
  readonly pool: Pool;
  /** Ends the journey early. */
  readonly signal: AbortSignal;
  /** All people that were created, signed in or not. */
  readonly users: User[] = [];
  readonly cities: Readonly<Record<'start' | 'end' | 'other' | 'elsewhere', string>>;
  readonly #known: Partial<Known> = {};

  constructor(target: Target, pool: Pool, signal: AbortSignal) {
    this.target = target;
    this.pool = pool;
    this.signal = signal;
    const word = Array.from({ length: 10 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');
    const city = (name: string) => `${name} ${word}-Testland`;
    this.cities = { start: city('Start'), end: city('End'), other: city('Other'), elsewhere: city('Elsewhere') };
  }

  /**
   * Returns the result of an earlier step.
   * @throws NotReached when no step has stored it
   */
  get<Name extends keyof Known>(name: Name): Known[Name] {
    const value = this.#known[name];
    if (value === undefined) throw new NotReached(`no earlier step has stored its ${name}`);
    return value;
  }

  set<Name extends keyof Known>(name: Name, value: Known[Name]): Known[Name] {
    Object.assign(this.#known, { [name]: value });
    return value;
  }

  /** The signed-in person of a user; null if they have not signed in. */
  personOf({ username }: User): Person | null {
    const { traveler, requester, stranger } = this.#known;
    return [traveler, requester, stranger].find((person) => person?.user.username === username) ?? null;
  }

  closePhones(): void {
    const { travelerPhone, requesterPhone, strangerPhone } = this.#known;
    for (const phone of [travelerPhone, requesterPhone, strangerPhone]) phone?.close();
  }
}
