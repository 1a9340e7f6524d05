import { setTimeout as wait } from 'node:timers/promises';

import { Preparation, type WorkOptions } from '../operations/work.ts';
import { type OpenSide, type Operation, OPERATIONS, POLL_MILLISECONDS, type Side, SIDES } from './protocol.ts';
import { SIDE_IMPLEMENTATIONS } from './sides.ts';
import { meterOf, setStage, type Stage, type StageOptions } from './stage.ts';
import type { Meter, MeteredCall } from './units/meter.ts';

/** The DynamoDB calls and units of one operation, and the size of its answer. */
export interface Count {
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** The size of the answer as JSON. */
  readonly bytes: number;
}

export type Counts = Readonly<Record<Operation, Partial<Record<Side, Count>>>>;

/** Runs every operation once on each side and counts its calls. The counts are the same in every run. */
export async function count(options: WorkOptions, on: StageOptions = {}): Promise<Counts> {
  const stage = await setStage({ ...on, isMetered: true });
  const sides: OpenSide[] = [];
  try {
    const preparation = await Preparation.on(stage, options);
    const counts = Object.fromEntries(Object.keys(OPERATIONS).map((operation) => [operation, {}])) as Record<
      Operation,
      Partial<Record<Side, Count>>
    >;
    for (const side of SIDES) {
      const open = SIDE_IMPLEMENTATIONS[side](stage.places);
      sides.push(open);
      for (const operation of Object.keys(OPERATIONS) as Operation[]) {
        const counted = await countOne(stage, preparation, open, { side, operation, people: options.people });
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
  { implementations }: OpenSide,
  { side, operation, people }: { readonly side: Side; readonly operation: Operation; readonly people: number },
): Promise<Count | undefined> {
  const implementation = implementations[operation];
  // The first live update also subscribes the phone, so the second update of the same person is counted.
  const needed = operation === 'liveUpdate' ? people + 1 : 1;
  const works = implementation ? await preparation.of(operation, side, needed) : [];
  const [first] = works;
  const work = needed > 1 ? works[people] : first;
  if (!implementation || !first || !work) return undefined;
  if (work !== first) await implementation(first);
  const meter = meterOf(stage, side);
  await stage.matched();
  await noCalls(meter);
  meter.clear();
  const answer = await implementation(work);
  const calls = meter.calls();
  const sum = (unit: 'read' | 'write') => calls.reduce((total, call: MeteredCall) => total + call[unit], 0);
  return {
    calls: calls.length,
    readUnits: sum('read'),
    writeUnits: sum('write'),
    bytes: Buffer.byteLength(JSON.stringify(answer ?? null)),
  };
}

/** Waits until the functions call nothing during several reads of the stream: they have finished with what is stored. */
async function noCalls(meter: Meter): Promise<void> {
  for (let before = -1; before !== meter.calls().length;) {
    before = meter.calls().length;
    await wait(5 * POLL_MILLISECONDS);
  }
}
