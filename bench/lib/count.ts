import { Preparation, type WorkOptions } from '../operations/work.ts';
import type { MeteredCall } from './meter.ts';
import { type Operation, OPERATIONS, type Side, type SideAtWork, SIDES } from './protocol.ts';
import { WAYS } from './sides.ts';
import { meterOf, setStage, type Stage, type StageOptions } from './stage.ts';

/** What one operation asks of DynamoDB, and what its caller gets. */
export interface Count {
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Of the answer as JSON. */
  readonly bytes: number;
}

export type Counts = Readonly<Record<Operation, Partial<Record<Side, Count>>>>;

/** Does every operation once on each side, and counts. The same again gives the same. */
export async function count(options: WorkOptions, on: StageOptions = {}): Promise<Counts> {
  const stage = await setStage({ ...on, isMetered: true });
  const sides: SideAtWork[] = [];
  try {
    const preparation = await Preparation.on(stage, options);
    const counts = Object.fromEntries(Object.keys(OPERATIONS).map((operation) => [operation, {}])) as Record<
      Operation,
      Partial<Record<Side, Count>>
    >;
    for (const side of SIDES) {
      const atWork = WAYS[side](stage.places);
      sides.push(atWork);
      for (const operation of Object.keys(OPERATIONS) as Operation[]) {
        const counted = await countOne(stage, preparation, atWork, { side, operation, people: options.people });
        if (counted) counts[operation][side] = counted;
      }
    }
    return counts;
  } finally {
    for (const side of sides) await side.close();
    await stage.close();
  }
}

async function countOne(
  stage: Stage,
  preparation: Preparation,
  { doings }: SideAtWork,
  { side, operation, people }: { readonly side: Side; readonly operation: Operation; readonly people: number },
): Promise<Count | undefined> {
  const doing = doings[operation];
  // A phone that listens for the first time is another matter: somebody is told for the second time.
  const needed = operation === 'liveUpdate' ? people + 1 : 1;
  const works = doing ? await preparation.of(operation, side, needed) : [];
  const [first] = works;
  const work = needed > 1 ? works[people] : first;
  if (!doing || !first || !work) return undefined;
  if (work !== first) await doing(first);
  const meter = meterOf(stage, side);
  meter.clear();
  const answer = await doing(work);
  const calls = meter.calls();
  const sum = (unit: 'read' | 'write') => calls.reduce((total, call: MeteredCall) => total + call[unit], 0);
  return {
    calls: calls.length,
    readUnits: sum('read'),
    writeUnits: sum('write'),
    bytes: Buffer.byteLength(JSON.stringify(answer ?? null)),
  };
}
