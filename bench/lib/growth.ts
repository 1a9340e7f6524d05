import { halvesOf, newPair, ROUTES, type Stored, tripsOn } from '../operations/records.ts';
import { type Operation, type Person, type Side, SIDES } from './protocol.ts';
import { SIDE_IMPLEMENTATIONS } from './sides.ts';
import { meterOf, setStage, type Stage, type StageOptions } from './stage.ts';

/** The cost of one page when there are this many records. */
export interface Point {
  /** The number of trips on the route, or of requests on the trip. */
  readonly size: number;
  readonly side: Side;
  readonly calls: number;
  readonly readUnits: number;
}

export interface Growth {
  /** A search, page of 6, on a route with four fifths of its trips closed. */
  readonly trips: readonly Point[];
  /** A page of 20 pending requests of one traveler. */
  readonly requests: readonly Point[];
}

/** Counts the cost of a search and of a list while the number of other records grows. */
export async function grow(
  sizes: { readonly trips: readonly number[]; readonly requests: readonly number[] },
  on: StageOptions = {},
) {
  const stage = await setStage({ ...on, isMetered: true });
  try {
    const trips: Point[] = [];
    const requests: Point[] = [];
    let made = 0;
    for (const size of sizes.trips) {
      // A route with few trips has only open ones, so that there is a full page.
      const isOpen = (at: number) => size < 100 || (made + at) % 5 === 0;
      await fill(stage, tripsOn(ROUTES.six, size - made, isOpen), size);
      made = size;
      const [person] = await stage.people(1);
      if (person) trips.push(...(await measure(stage, 'searchSix', size, person)));
    }
    for (const size of sizes.requests) {
      const [person] = await stage.people(1);
      if (!person) continue;
      await fill(stage, pendingOf(person, size), size);
      requests.push(...(await measure(stage, 'listPending', size, person)));
    }
    return { trips, requests };
  } finally {
    await stage.close();
  }
}

/** Only the traveler's halves, because a list reads no others. */
function pendingOf({ id }: Person, size: number): Stored[] {
  return Array.from({ length: size }, () => halvesOf(newPair({ traveler: id }), 'PENDING')[0] ?? []).flat();
}

/** The first app needs minutes for more records, and this size already shows its cost. */
const MOST_OF_ORIGINAL = 10_000;

async function fill(stage: Stage, records: readonly Stored[], size: number): Promise<void> {
  await stage.store('ours', records);
  if (size <= MOST_OF_ORIGINAL) await stage.store('original', records);
}

async function measure(stage: Stage, operation: Operation, size: number, person: Person): Promise<Point[]> {
  const points: Point[] = [];
  for (const side of SIDES) {
    if (side === 'original' && size > MOST_OF_ORIGINAL) continue;
    const { implementations, close } = SIDE_IMPLEMENTATIONS[side](stage.places);
    const meter = meterOf(stage, side);
    meter.clear();
    await implementations[operation]?.({ person, pair: newPair() });
    const calls = meter.calls();
    points.push({ size, side, calls: calls.length, readUnits: calls.reduce((sum, { read }) => sum + read, 0) });
    await close();
  }
  return points;
}
