import { isRepeatable, Preparation, type WorkOptions } from '../operations/work.ts';
import { Caller } from './callers.ts';
import { atRest, cpuOf, ownCpu } from './cpu.ts';
import { median } from './median.ts';
import { type Measured, type Operation, OPERATIONS, type Side, SIDES } from './protocol.ts';
import { setStage, type Stage } from './stage.ts';
import { type Percentiles, percentilesOf, type Spread, spreadOf } from './statistics.ts';

/** The speed of an operation on one side, at one concurrency. */
export interface Speed extends Percentiles {
  /** Operations a second. */
  readonly perSecond: Spread;
  /** The number of measured runs. */
  readonly count: number;
  /** The processor time of one run in milliseconds: of the calling process, the host and the store. */
  readonly cpu: { readonly caller: number; readonly host: number; readonly store: number };
}

export const CONCURRENCIES = [1, 16] as const;
export type Concurrency = (typeof CONCURRENCIES)[number];

/** Operations and sides that were not measured are missing. */
export type Speeds = Readonly<Partial<Record<Operation, Partial<Record<Side, SideSpeeds>>>>>;
type SideSpeeds = Partial<Record<Concurrency, Speed>>;

export interface TimeOptions extends WorkOptions {
  readonly rounds: number;
  readonly turnMilliseconds: number;
  readonly warmUpMilliseconds: number;
  /** Only these operations. Default: all. */
  readonly operations?: readonly Operation[];
  readonly report?: (line: string) => void;
}

interface Round {
  readonly measured: Measured;
  readonly host: number;
  readonly store: number;
}

/** Operations that take long: they run one at a time, once in a turn, for this many rounds at most. */
const LONG: ReadonlySet<Operation> = new Set(['removeAccount']);
const MOST_LONG_ROUNDS = 2;

/** Measures each operation on each side, turn by turn, so that disturbances of the machine affect all sides alike. */
export async function time(options: TimeOptions): Promise<Speeds> {
  const stage = await setStage();
  const callers = SIDES.map((side) => [side, new Caller(side, stage.places)] as const);
  try {
    const preparation = await Preparation.on(stage, options);
    const timing = new Timing(stage, preparation, new Map(callers), options);
    const operations = options.operations ?? (Object.keys(OPERATIONS) as Operation[]);
    const speeds: [Operation, unknown][] = [];
    for (const operation of operations) speeds.push([operation, await timing.of(operation)]);
    return Object.fromEntries(speeds);
  } finally {
    for (const [, caller] of callers) await caller.stop();
    await stage.close();
  }
}

class Timing {
  readonly #stage: Stage;
  readonly #preparation: Preparation;
  readonly #callers: ReadonlyMap<Side, Caller>;
  readonly #options: TimeOptions;
  /** The highest operations a second so far, by operation and side. */
  readonly #rates = new Map<string, number>();

  constructor(stage: Stage, preparation: Preparation, callers: ReadonlyMap<Side, Caller>, options: TimeOptions) {
    this.#stage = stage;
    this.#preparation = preparation;
    this.#callers = callers;
    this.#options = options;
  }

  async of(operation: Operation): Promise<Partial<Record<Side, SideSpeeds>>> {
    const sides = SIDES.filter((side) => side !== 'original' || operation !== 'liveUpdate');
    const isLong = LONG.has(operation);
    if (!isLong) {
      // Reads mostly run code that must be compiled first; writes mostly wait for the store.
      const times = isRepeatable(operation) ? 3 : 1;
      for (const side of sides) await this.#turn(operation, side, 16, this.#options.warmUpMilliseconds * times);
    }
    const found = sides.map((side) => [side, {}] as [Side, SideSpeeds]);
    const count = Math.min(this.#options.rounds, isLong ? MOST_LONG_ROUNDS : Infinity);
    for (const concurrency of isLong ? ([1] as const) : CONCURRENCIES) {
      const rounds = new Map<Side, Round[]>(sides.map((side) => [side, []]));
      for (let round = 0; round < count; round += 1) {
        // Each side is the first in one of the rounds.
        const order = sides.map((_, at) => sides[(at + round) % sides.length] ?? 'ours');
        for (const side of order) {
          rounds.get(side)?.push(await this.#turn(operation, side, concurrency, this.#options.turnMilliseconds));
        }
      }
      for (const [side, speeds] of found) speeds[concurrency] = speedOf(rounds.get(side) ?? []);
      this.#options.report?.(`${OPERATIONS[operation]}, ${concurrency} at a time`);
    }
    return Object.fromEntries(found);
  }

  async #turn(operation: Operation, side: Side, concurrency: Concurrency, milliseconds: number): Promise<Round> {
    const { storeProcess } = this.#stage;
    const long = LONG.has(operation) ? concurrency : undefined;
    const key = `${operation} ${side}`;
    // 1.5 times the number that was ever done in that time.
    const count = long ?? Math.ceil(((this.#rates.get(key) ?? 600) * 1.5 * milliseconds) / 1_000) + concurrency;
    const work = await this.#preparation.of(operation, side, count);
    await atRest(storeProcess);
    const [host, store] = [ownCpu(), cpuOf(storeProcess)];
    const caller = this.#callers.get(side);
    const measured = await caller?.measure({
      operation,
      concurrency,
      milliseconds: long === undefined ? milliseconds : Number.MAX_SAFE_INTEGER,
      work,
      isRepeatable: isRepeatable(operation),
    });
    if (!measured) throw new Error(`There is no calling process of ${side}.`);
    this.#rates.set(key, Math.max(this.#rates.get(key) ?? 0, measured.latencies.length / measured.seconds));
    return { measured, host: ownCpu() - host, store: cpuOf(storeProcess) - store };
  }
}

function speedOf(rounds: readonly Round[]): Speed {
  const latencies = rounds.flatMap(({ measured }) => measured.latencies);
  const each = (of: (round: Round) => number) =>
    median(rounds.map((round) => of(round) / Math.max(1, round.measured.latencies.length)));
  return {
    ...percentilesOf(latencies),
    perSecond: spreadOf(rounds.map(({ measured }) => measured.latencies.length / measured.seconds)),
    count: latencies.length,
    cpu: {
      caller: each(({ measured }) => measured.cpuMilliseconds),
      host: each(({ host }) => host),
      store: each(({ store }) => store),
    },
  };
}
