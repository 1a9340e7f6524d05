/** How much a story does. */
interface Sizes {
  /** Random histories of the first app's tables. */
  readonly originalPlays: number;
  /** Rounds of accepting against declining against cancelling, for each of four travelers. */
  readonly roundsOfEach: number;
  /** Rounds of blocking against sending, accepting and cancelling. */
  readonly blockingRounds: number;
  /** Rounds of suspending a person against what they and others do. */
  readonly suspendingRounds: number;
  /** People who ask for the last 10 kilograms. */
  readonly askers: number;
  /** Random histories of a request. */
  readonly histories: number;
  /** Orders in which people act while one of them leaves. */
  readonly leavingOrders: number;
  /** How often two people leave at the same moment. */
  readonly leavingTogether: number;
  /** Whether the clients that can use either address of the API are tried at the plain one too. */
  readonly plainAddress: boolean;
  /** Whether a fault meets each write of the work after a block and a suspension, or four of them. */
  readonly everyFault: boolean;
  /** Whether `functions/logs` has each call of a function answered in every way, or each call in one of them. */
  readonly everyAnswer: boolean;
  /** Whether stories are told that take minutes: `npm test` has shorter ones beside them. */
  readonly nightly: boolean;
  /** Whether `mostUnits` asks with as many aliases as a call may have, or with two, and multiplies. */
  readonly mostAliases: boolean;
}

/** What `npm run test:long` runs. */
const FULL: Sizes = {
  originalPlays: 1_000,
  roundsOfEach: 50,
  blockingRounds: 200,
  suspendingRounds: 200,
  askers: 50,
  histories: 25,
  leavingOrders: 15,
  leavingTogether: 5,
  plainAddress: true,
  everyFault: true,
  everyAnswer: true,
  mostAliases: true,
  nightly: true,
};

/** What `npm test` runs. The assertions are the same; docs/testing.md says why these sizes prove the same. */
const USUAL: Sizes = {
  originalPlays: 100,
  roundsOfEach: 1,
  blockingRounds: 8,
  suspendingRounds: 4,
  askers: 15,
  histories: 2,
  leavingOrders: 2,
  leavingTogether: 1,
  plainAddress: false,
  everyFault: false,
  everyAnswer: false,
  mostAliases: false,
  nightly: false,
};

/** Whether this run takes the full sizes: the environment variable `LONG` is `1`. */
export const isLong = process.env['LONG'] === '1';

/** The sizes of this run. */
export const SIZES = isLong ? FULL : USUAL;
