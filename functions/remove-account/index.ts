import type { AccountRemoval } from '../../resolvers/lib/schema.types.ts';
import { log, nameOf } from '../lib/log.ts';
import { Lease, type Progress, removalOf } from '../lib/removal/lease.ts';
import { remove } from '../lib/removal/remove.ts';

/** Milliseconds of work after which the caller is told that it goes on. */
const PATIENCE = 20_000;

/**
 * Removes the account of whoever asks, as far as their patience allows; the reader of the table's stream does the rest. To
 * ask again is to ask how far it is.
 * @param event the caller's user id, by the resolver
 * @throws NotBegun when it isn't known whether anything was begun
 */
export async function handler({ userId }: { readonly userId: string }): Promise<AccountRemoval> {
  const progress = await begin(userId);
  const { isComplete = false, trips = 0, requests = 0 } = progress ?? {};
  return { status: isComplete ? 'COMPLETE' : 'IN_PROGRESS', trips, requests };
}

/** Nobody could be asked to remove the account. */
export class NotBegun extends Error {
  override readonly name = 'NotBegun';
}

/** Lambda logs whatever a function raises with all that it holds, so that what DynamoDB raises must not get out. */
async function begin(userId: string): Promise<Progress | null> {
  try {
    const lease = await Lease.begin(userId, Date.now() + PATIENCE);
    return lease ? await goOn(lease) : await removalOf(userId);
  } catch (error) {
    log('A removal was not begun.', { error: nameOf(error) });
    throw new NotBegun('The removal was not begun.');
  }
}

/** Once it is begun it is finished, by whomever: what goes wrong here is not the caller's concern. */
async function goOn(lease: Lease): Promise<Progress> {
  try {
    return await remove(lease);
  } catch (error) {
    log('A removal is left to the reader of the stream.', { error: nameOf(error) });
    return lease.progress;
  }
}
