import type { Pair } from '../../domain/keys.ts';

/** What is measured: a short name, and what stands in tables. */
export const OPERATIONS = {
  createTrip: 'create a trip',
  searchTwenty: 'search, page of 20',
  searchSix: 'search, 6 open of 2,000',
  listPending: 'list 20 pending',
  sendRequest: 'send a request',
  acceptRequest: 'accept a request',
  contacts: 'contacts of a request',
  requestStatus: 'status of a request',
  liveUpdate: 'live update',
  // Last, for it wakes a function that looks whether there is more to remove.
  removeAccount: 'remove an account',
} as const;

export type Operation = keyof typeof OPERATIONS;

/** Whose way of doing it: this product, the original app's, or the bare calls that the promises can't do without. */
export const SIDES = ['ours', 'original', 'floor'] as const;
export type Side = (typeof SIDES)[number];

export interface Person {
  readonly id: string;
  /** An ID token; nobody asks for one but our API. */
  readonly token: string;
}

/** One time that an operation is done: who does it, and to which request. */
export interface Work {
  readonly person: Person;
  readonly pair: Pair;
  /** Of a live update: who is told. */
  readonly told?: Person;
}

/** Where everything is. */
export interface Places {
  readonly url: string;
  readonly region: string;
  /** Of DynamoDB Local. */
  readonly dynamodb: string;
  readonly tables: Readonly<Record<Side, string>>;
}

/** Does an operation once; answers with what a caller would get. Raises an error for a wrong answer. */
export type Doing = (work: Work) => Promise<unknown>;

/** A side's way of doing each operation; one that it can't do is left out. */
export type Doings = Readonly<Partial<Record<Operation, Doing>>>;

/** Ends what a side keeps open. */
export interface SideAtWork {
  readonly doings: Doings;
  readonly close: () => Promise<void>;
}

/** What a caller is asked to do: an operation for so long, so many at a time, or until the work is done. */
export interface Turn {
  readonly operation: Operation;
  readonly concurrency: number;
  readonly milliseconds: number;
  readonly work: readonly Work[];
  /** Whether work can be done any number of times. */
  readonly isRepeatable: boolean;
}

export interface Measured {
  readonly seconds: number;
  /** Milliseconds of each, in the order they ended. */
  readonly latencies: readonly number[];
  /** The caller's own time on a core. */
  readonly cpuMilliseconds: number;
}
