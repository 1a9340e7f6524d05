import type { Pair } from '../../domain/keys.ts';

/** The pause between two reads of a stream, by the host and by the floor: short, because it is part of a live update. */
export const POLL_MILLISECONDS = 100;

/** The measured operations: a short name, and the text in tables. */
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
  // The last one, because it invokes a function that may still work during the next operation.
  removeAccount: 'remove an account',
} as const;

export type Operation = keyof typeof OPERATIONS;

/** The compared sides: this product, the first app, or the minimum of calls that the promises need. */
export const SIDES = ['ours', 'original', 'floor'] as const;
export type Side = (typeof SIDES)[number];

export interface Person {
  readonly id: string;
  /** An ID token; only our API requires one. */
  readonly token: string;
}

/** The input of one run of an operation: the person, and the request. */
export interface Work {
  readonly person: Person;
  readonly pair: Pair;
  /** The recipient of a live update. */
  readonly recipient?: Person;
}

/** The addresses and tables of a stage. */
export interface Places {
  readonly url: string;
  readonly region: string;
  /** The endpoint of DynamoDB Local. */
  readonly dynamodb: string;
  readonly tables: Readonly<Record<Side, string>>;
}

/** Runs an operation once and returns the answer. Throws an error for a wrong answer. */
export type Implementation = (work: Work) => Promise<unknown>;

/** The operations that a side implements. */
export type Implementations = Readonly<Partial<Record<Operation, Implementation>>>;

/** The operations of a side, and a function that closes its connections. */
export interface OpenSide {
  readonly implementations: Implementations;
  readonly close: () => Promise<void>;
}

/** The task of a calling process: an operation for this long, or until the work is done, this many at a time. */
export interface Turn {
  readonly operation: Operation;
  readonly concurrency: number;
  readonly milliseconds: number;
  readonly work: readonly Work[];
  /** Whether the same work may be done several times. */
  readonly isRepeatable: boolean;
}

export interface Measured {
  readonly seconds: number;
  /** The milliseconds of each run, in the order in which they ended. */
  readonly latencies: readonly number[];
  /** The processor time of the calling process. */
  readonly cpuMilliseconds: number;
}
