import { NOT_REMOVING, type PlainExpression } from '../../domain/conditions.ts';
import { accountKey, type Key, NAMES, type Party, PREFIXES, TRIP_KEYS } from '../../domain/keys.ts';
import { changeHalves, type Round, untilSettled } from '../lib/changeHalves.ts';
import { type Half, liveHalves, PARTIES } from '../lib/halves.ts';
import { log, logAge } from '../lib/log.ts';
import {
  check,
  finishWork,
  type Item,
  itemsBetween,
  itemsFrom,
  read,
  transactEach,
  updateIf,
  type Write,
} from '../lib/table.ts';

/** The statuses of open requests: only those show the current name. */
const OPEN = ['PENDING', 'ACCEPTED'] as const;

/** A name to copy into a person's items. */
interface Renaming {
  readonly username: string;
  readonly name: string;
  /** The day of the account's first write. */
  readonly since: unknown;
}

/**
 * Copies a person's new name into their trips and into both halves of their open requests. `renamed` on the account marks
 * the pending work. It is removed last, unless the name has changed again. A removal deletes these items, so this function
 * then does nothing.
 * @throws NotSettled, and the errors of DynamoDB
 */
export async function carryName(username: string): Promise<void> {
  const account = await read(accountKey(username));
  const { name, since, renamed } = account ?? {};
  if (renamed === undefined || account?.['removing'] !== undefined) return;
  if (typeof name !== 'string' || name === '') return;
  logAge('A changed name is taken up.', renamed);
  const renaming = { username, name, since };
  const holds = [isCurrent(renaming)];
  const count = await untilSettled(async () => {
    const trips = await renameTrips(renaming, holds);
    const requests = await renameRequests(renaming, holds);
    // The stream reports a newer name separately.
    if (trips === null || requests === null) return { found: 0, changed: 0 };
    return { found: trips.found + requests.found, changed: trips.changed + requests.changed };
  });
  log('A changed name is carried into items.', { items: count });
  // The name is compared too: it may change again within a millisecond.
  await finishWork(accountKey(username), 'renamed', renamed, { text: ' AND #name = :name', values: { ':name': name } });
}

/** In each transaction: the account still has this name, and is not being removed. */
function isCurrent({ username, name }: Renaming): Write {
  return check(accountKey(username), { text: `#name = :name AND ${NOT_REMOVING}`, values: { ':name': name } });
}

/** The trips come first: a request that is sent afterwards takes the new name from its trip. */
async function renameTrips({ username, name, since }: Renaming, common: Write[]): Promise<Round | null> {
  let [found, changed] = [0, 0];
  const day: PlainExpression =
    typeof since === 'string' ? { text: ', since = :since', values: { ':since': since } } : { text: '', values: {} };
  const update = { text: `SET tname = :tname${day.text}`, values: { ':tname': name, ...day.values } };
  const isThere = { text: 'attribute_exists(created)', values: {} };
  for await (const items of itemsBetween(username, TRIP_KEYS.first, TRIP_KEYS.last)) {
    const stale = items.filter(({ tname }) => tname !== name);
    found += stale.length;
    const done = await transactEach(stale, {
      common,
      writesOf: (trip) => [updateIf(keyOf(trip), update, isThere)],
    });
    if (done === null) return null;
    changed += done.length;
  }
  return { found, changed };
}

async function renameRequests({ username, name }: Renaming, common: Write[]): Promise<Round | null> {
  let [found, changed] = [0, 0];
  for (const party of PARTIES) {
    for (const status of OPEN) {
      for await (const items of itemsFrom(username, PREFIXES[status][party])) {
        const stale = liveHalves(items).filter(({ stored }) => stored[NAMES[party]] !== name);
        found += stale.length;
        const done = await changeHalves(stale, { updateOf: (half) => rename(half, party, name), common });
        if (done === null) return null;
        changed += done;
      }
    }
  }
  return { found, changed };
}

/** A call that has read the old name fails because of the new revision. `changed` stays, so no update is published. */
function rename(half: Half, party: Party, name: string): PlainExpression {
  return {
    text: `SET ${NAMES[party]} = :newname, revision = :next`,
    values: { ':newname': name, ':next': half.revision + 1 },
  };
}

function keyOf({ username, created }: Item): Key {
  return { username: String(username), created: String(created) };
}
