import { NOT_REMOVING, type PlainExpression } from '../../domain/conditions.ts';
import { accountKey, type Key, TRIP_KEYS } from '../../domain/keys.ts';
import { NOTHING_TO_DO, untilSettled } from '../lib/changeHalves.ts';
import { closeOpenRequests } from '../lib/closeRequests.ts';
import { log, logAge } from '../lib/log.ts';
import { disableUser, enableUser } from '../lib/removal/user.ts';
import { check, finishWork, type Item, itemsBetween, read, transactEach, updateIf } from '../lib/table.ts';

/**
 * Carries a suspension, or its end, into the person's trips, requests and user. `suspending` on the account marks the work. It
 * is removed last, unless a moderator has decided again. A removal deletes these items, so this function then does nothing.
 * @throws NotSettled, and the errors of DynamoDB and Cognito
 */
export async function followSuspension(username: string): Promise<void> {
  const account = await read(accountKey(username));
  const { suspended, suspending } = account ?? {};
  if (suspending === undefined || account?.['removing'] !== undefined) return;
  logAge('A suspension is taken up.', suspending);
  if (suspended === undefined) await restore(username);
  else await suspend(username);
  const decision = suspended === undefined ? 'attribute_not_exists' : 'attribute_exists';
  const isSame = { text: ` AND ${decision}(suspended)`, values: {} };
  await finishWork(accountKey(username), 'suspending', suspending, isSame);
}

/** The trips come first: nobody can send a request for a hidden trip, so the closing of requests ends. */
async function suspend(username: string): Promise<void> {
  const trips = await changeTrips(username, {
    isStale: ({ hidden }) => hidden === undefined,
    updateOf: ({ closing }) => ({
      text: 'SET #hidden = :hidden REMOVE closing',
      values: { ':hidden': typeof closing === 'string' ? closing : '' },
    }),
    holds: 'attribute_exists(suspended)',
  });
  // Before the requests, so one that cannot be closed keeps nobody signed in.
  await disableUser(userOf(username));
  // Once the suspension has ended, the person may send and get requests again.
  const requests = await untilSettled(async () =>
    (await read(accountKey(username)))?.['suspended'] === undefined
      ? NOTHING_TO_DO
      : closeOpenRequests(username, { action: 'SUSPEND' }),
  );
  log('An account is suspended.', { trips, requests });
}

async function restore(username: string): Promise<void> {
  await enableUser(userOf(username));
  const trips = await changeTrips(username, {
    isStale: ({ hidden }) => hidden !== undefined,
    // A trip of the first app may have had no `closing`. One that was edited since the decision has a new one.
    updateOf: ({ closing, hidden }) =>
      closing !== undefined || hidden === ''
        ? { text: 'REMOVE #hidden', values: {} }
        : { text: 'SET closing = :closing REMOVE #hidden', values: { ':closing': hidden } },
    holds: 'attribute_not_exists(suspended)',
  });
  log('A suspension has ended.', { trips });
}

/** Nothing about the user is stored before a removal. */
function userOf(userId: string) {
  return { userId, username: null, isUserDeleted: false, begun: null, remember: () => Promise.resolve() };
}

interface TripChange {
  readonly isStale: (trip: Item) => boolean;
  readonly updateOf: (trip: Item) => PlainExpression;
  /** What must hold for the account. */
  readonly holds: string;
}

async function changeTrips(username: string, { isStale, updateOf, holds }: TripChange): Promise<number> {
  const common = [check(accountKey(username), { text: `${holds} AND ${NOT_REMOVING}`, values: {} })];
  return await untilSettled(async () => {
    let [found, changed] = [0, 0];
    for await (const items of itemsBetween(username, TRIP_KEYS.first, TRIP_KEYS.last)) {
      const stale = items.filter(isStale);
      const done = await transactEach(stale, {
        common,
        writesOf: (trip) => [updateIf(keyOf(trip), updateOf(trip), isAsRead(trip))],
      });
      // The stream reports the moderator's next decision separately.
      if (done === null) return { found: 0, changed };
      found += stale.length;
      changed += done.length;
    }
    return { found, changed };
  });
}

/** The trip is there, and its traveler has not edited it since it was read. */
function isAsRead({ closing }: Item): PlainExpression {
  return closing === undefined
    ? { text: 'attribute_exists(created) AND attribute_not_exists(closing)', values: {} }
    : { text: 'closing = :read', values: { ':read': closing } };
}

function keyOf({ username, created }: Item): Key {
  return { username: String(username), created: String(created) };
}
