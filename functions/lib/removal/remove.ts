import { log, nameOf } from '../log.ts';
import { closeAll } from './closeAll.ts';
import { deleteRest, deleteTrips } from './deleteAll.ts';
import { type Lease, OutOfTime, type Progress } from './lease.ts';
import { deleteUser, disableUser } from './user.ts';

/** How often the person's items are gone through before something must be wrong. */
const MOST_ROUNDS = 10;

/** Items of the person come up as fast as they are deleted, or can't be. */
export class NotEmptied extends Error {
  override readonly name = 'NotEmptied';
}

/**
 * Removes an account, in an order in which each step can be done twice and the next one finds nothing new of what the last
 * one ended: see docs/account-removal.md.
 * @returns the progress: complete, unless this run is out of time
 * @throws LeaseLost when another worker has the lease; UserNotFoundYet when the user cannot be found yet; and the errors of
 * DynamoDB and Cognito. The lease is released, so the next worker can go on at once.
 */
export async function remove(lease: Lease): Promise<Progress> {
  try {
    await disableUser(lease);
    await deleteTrips(lease);
    await empty(lease);
    await deleteUser(lease);
    const progress = await lease.finish();
    log('An account was removed.', { trips: progress.trips, requests: progress.requests });
    return progress;
  } catch (error) {
    if (!(error instanceof OutOfTime)) {
      await release(lease);
      throw error;
    }
    await lease.handOn();
    return lease.progress;
  }
}

/** At best: a lease that can't be let go of ends by itself. */
async function release(lease: Lease): Promise<void> {
  try {
    await lease.release();
  } catch (error) {
    log('A lease was left to end by itself.', { error: nameOf(error) });
  }
}

async function empty(lease: Lease): Promise<void> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    if ((await closeAll(lease)) && (await deleteRest(lease))) return;
  }
  throw new NotEmptied('The account was not emptied.');
}
