import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';

import { hasNumbers, isMap } from '../../../domain/categories.ts';
import { moveFree, takesBack } from '../../../domain/conditions.ts';
import { type Key, PREFIXES, tripId, tripKeyOf } from '../../../domain/keys.ts';
import { closedBy, STATUSES, type Transition } from '../../../domain/requestStates.ts';
import { backOff } from '../backoff.ts';
import { withMalformedMirror } from '../changeHalves.ts';
import { writesToClose } from '../closeRequests.ts';
import { type Half, isAlone, liveHalves, mirrorKey, PARTIES } from '../halves.ts';
import {
  check,
  deleteAll,
  dynamodb,
  type Item,
  itemsFrom,
  TableName,
  transactEach,
  updateIf,
  type Write,
} from '../table.ts';
import type { Lease } from './lease.ts';

/** How many requests are closed between two checks of the lease. */
const STRETCH = 200;
const WIDTH = 4;

/**
 * Closes every open request of a person whose account is being removed, on both sides under its usual id, so the
 * counterparts' phones receive an update. A pending request may be accepted or declined during this work. It is then found
 * in the list of its new status, which is read later.
 * @returns whether each request that was found is closed; if not, the lists must be read again
 */
export async function closeAll(lease: Lease): Promise<boolean> {
  let isDone = true;
  for (const status of STATUSES) {
    const row = closedBy('REMOVE_ACCOUNT', status);
    for (const party of row ? PARTIES : []) {
      for await (const items of itemsFrom(lease.userId, PREFIXES[status][party])) {
        const halves = liveHalves(items).filter((half) => !isAlone(half));
        for (let at = 0; row && at < halves.length; at += STRETCH) {
          await lease.ensureHeld();
          if (!(await close(halves.slice(at, at + STRETCH), row))) isDone = false;
        }
      }
    }
  }
  return isDone;
}

async function close(halves: readonly Half[], row: Transition): Promise<boolean> {
  // The trips of this person are already deleted, so no kilograms go back to them.
  const given = halves.filter(({ party }) => row.free === 'givenBack' && party === 'requester');
  const trips = await readTrips(given);
  const back = (half: Half) => (given.includes(half) ? [giveBack(half, trips.get(tripId(tripKeyOf(half))))] : []);
  const writesOf = (half: Half) => [...writesToClose(half, row), ...back(half)];
  const closed = (await transactEach(halves, { writesOf, width: WIDTH })) ?? [];
  const blocked = await withMalformedMirror(halves.filter((half) => !closed.includes(half)));
  // Without such a mirror, the next round closes the request on both sides.
  await deleteAll(blocked.map(mirrorKey), WIDTH);
  return closed.length === halves.length;
}

/** The trips by their ids. A deleted trip is missing. */
async function readTrips(halves: readonly Half[]): Promise<Map<string, Item>> {
  const trips = new Map<string, Item>();
  for (let at = 0; at < halves.length; at += 100) {
    let keys: Item[] = halves.slice(at, at + 100).map((half) => ({ ...tripKeyOf(half) }));
    for (let tries = 1; keys.length > 0; tries += 1) {
      const { Responses, UnprocessedKeys } = await dynamodb.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const trip of Responses?.[TableName] ?? []) trips.set(tripId(keyOf(trip)), trip);
      keys = UnprocessedKeys?.[TableName]?.Keys ?? [];
      if (keys.length > 0) await backOff(tries);
    }
  }
  return trips;
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
