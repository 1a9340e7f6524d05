import { hasNumbers, isMap } from '../../domain/categories.ts';
import { moveFree, takesBack, unchanged, unchangedOrMissing } from '../../domain/conditions.ts';
import { halfKey, type Key, otherParty, type Party, PREFIXES, tripId, tripKeyOf } from '../../domain/keys.ts';
import { closedBy, type Closing, STATUSES, type Transition } from '../../domain/requestStates.ts';
import { type Round, withMalformedMirror } from './changeHalves.ts';
import { type Half, isAlone, liveHalves, mirrorKey, PARTIES } from './halves.ts';
import { readAll } from './readAll.ts';
import {
  check,
  deleteAll,
  deleteIf,
  type Item,
  itemsFrom,
  now,
  put,
  transactEach,
  updateIf,
  type Write,
} from './table.ts';

/** How many requests are closed at the same time. */
const WIDTH = 4;
/** How many requests are closed between two calls of `before`. */
const STRETCH = 200;

/** The writes that move both halves of a request to its new status, as resolvers do, if both are unchanged since the read. */
export function writesToClose(half: Half, { to, reason }: Transition): Write[] {
  const time = now();
  const other = otherParty(half.party);
  const next = {
    revision: half.revision + 1,
    changed: new Date().toISOString(),
    reason,
  };
  const enter = (party: Party) => put({ ...half.stored, ...next, ...halfKey(party, to, half) });
  return [
    enter(half.party),
    enter(other),
    deleteIf(half.key, unchanged(half.revision, time)),
    deleteIf(mirrorKey(half), unchangedOrMissing(half.revision, time)),
  ];
}

/**
 * Closes requests, and gives their kilograms back to the trips that still exist.
 * @param halves of one person, all in the status from which the transition starts
 * @param hasTrip whether the trip of a half may still exist
 * @returns how many were closed; the others have changed since they were read
 */
export async function closeRequests(
  halves: readonly Half[],
  row: Transition,
  hasTrip: (half: Half) => boolean,
): Promise<number> {
  const given = halves.filter((half) => row.free === 'givenBack' && hasTrip(half));
  const trips = await readTrips(given);
  const back = (half: Half) => (given.includes(half) ? [giveBack(half, trips.get(tripId(tripKeyOf(half))))] : []);
  const writesOf = (half: Half) => [...writesToClose(half, row), ...back(half)];
  const closed = (await transactEach(halves, { writesOf, width: WIDTH })) ?? [];
  const blocked = await withMalformedMirror(halves.filter((half) => !closed.includes(half)));
  // Without such a mirror, the next round closes the request on both sides.
  await deleteAll(blocked.map(mirrorKey), WIDTH);
  return closed.length;
}

/** How the open requests of a person are closed. */
export interface ClosingRound {
  readonly action: Closing;
  /** Which requests are closed. Default: all. */
  readonly isMeant?: (half: Half) => boolean;
  /** Whether the trip of a half may still exist. Default: yes. */
  readonly hasTrip?: (half: Half) => boolean;
  /** Runs before each stretch of requests; an error ends the round. */
  readonly before?: () => Promise<void>;
}

/**
 * One round over a person's open requests. A request may be accepted or declined meanwhile. It is then found in the list of
 * its new status, which is read later.
 * @returns how many were found, and how many of them are closed; the lists must be read again unless all are
 */
export async function closeOpenRequests(
  username: string,
  { action, isMeant = () => true, hasTrip = () => true, before }: ClosingRound,
): Promise<Round> {
  let [found, changed] = [0, 0];
  for (const status of STATUSES) {
    const row = closedBy(action, status);
    for (const party of row ? PARTIES : []) {
      for await (const items of itemsFrom(username, PREFIXES[status][party])) {
        const halves = liveHalves(items).filter((half) => !isAlone(half) && isMeant(half));
        found += halves.length;
        for (let at = 0; row && at < halves.length; at += STRETCH) {
          await before?.();
          changed += await closeRequests(halves.slice(at, at + STRETCH), row, hasTrip);
        }
      }
    }
  }
  return { found, changed };
}

/** The trips by their ids. A deleted trip is missing. */
async function readTrips(halves: readonly Half[]): Promise<Map<string, Item>> {
  const keys = new Map(halves.map((half) => [tripId(tripKeyOf(half)), tripKeyOf(half)]));
  const trips = await readAll([...keys.values()]);
  return new Map(trips.map((trip) => [tripId(keyOf(trip)), trip]));
}

function keyOf({ username, created }: Item): Key {
  return { username: String(username), created: String(created) };
}

/** Gives a request's kilograms back to its trip. If the trip is gone, it checks that it is gone. */
function giveBack(half: Half, trip: Item | undefined): Write {
  const key = tripKeyOf(half);
  if (!trip) return check(key, { text: 'attribute_not_exists(created)', values: {} });
  const { allowed, tstamp } = trip;
  const { items } = half.stored;
  const offered = isMap(allowed) && hasNumbers(allowed) ? allowed : {};
  const taken = Object.entries(isMap(items) ? items : {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0 && entry[0] in offered,
  );
  const when = takesBack(
    taken.map(([name]) => name),
    tstamp,
  );
  const update = moveFree('+', Object.fromEntries(taken));
  return update ? updateIf(key, update, when) : check(key, when);
}
