import { log, nameOf } from '../log.ts';
import { closeAll } from './closeAll.ts';
import { deleteRest, deleteTrips } from './deleteAll.ts';
import { type Lease, OutOfTime, type Progress } from './lease.ts';
import { deleteUser, disableUser } from './user.ts';

/** The most rounds over a person's items. More rounds mean a fault. */
const MOST_ROUNDS = 10;

/** After the last round, the person still has items. */
export class NotEmptied extends Error {
  override readonly name = 'NotEmptied';
}

/**
 * Removes an account. Each step can be repeated, and after a step nothing new can appear that the step would have deleted:
 * see docs/account-removal.md.
 * @returns the progress: complete, unless this run is out of time
 * @throws LeaseLost when another worker has the lease; UserNotFoundYet when the user cannot be found yet; and the errors of
 * DynamoDB and Cognito. The lease is released, so the next worker can continue at once.
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

/** If the release fails, the lease ends by itself. */
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
