import type { AccountRemoval } from '../../domain/schema.types.ts';
import { log, nameOf } from '../lib/log.ts';
import { Lease, type Progress, removalOf } from '../lib/removal/lease.ts';
import { remove } from '../lib/removal/remove.ts';

/** Milliseconds of work after which the caller gets an answer; the reader of the stream does the rest. */
const TIMEOUT = 20_000;

/** Whose account is removed, as `Mutation.deleteAccount` passes it. */
export interface Caller {
  /** The Cognito `sub`. */
  readonly userId: string;
  /** The Cognito username: it differs from the `sub` for a federated user. A resolver of an older version passes none. */
  readonly username?: string | null;
}

/**
 * Removes the caller's account for as long as a caller can wait. The reader of the table's stream does the rest. Another call
 * returns the progress.
 * @throws NotBegun when it is unknown whether the removal has begun
 */
export async function handler({ userId, username }: Caller): Promise<AccountRemoval> {
  const progress = await begin(userId, username ?? null);
  const { isComplete = false, trips = 0, requests = 0 } = progress ?? {};
  return { status: isComplete ? 'COMPLETE' : 'IN_PROGRESS', trips, requests };
}

/** It is unknown whether the removal has begun. */
export class NotBegun extends Error {
  override readonly name = 'NotBegun';
}

/** Lambda logs an error with all its properties, so an error of DynamoDB must not leave this function. */
async function begin(userId: string, username: string | null): Promise<Progress | null> {
  try {
    const lease = await Lease.begin(userId, Date.now() + TIMEOUT, username);
    return lease ? await goOn(lease) : await removalOf(userId);
  } catch (error) {
    log('A removal was not begun.', { error: nameOf(error) });
    throw new NotBegun('The removal was not begun.');
  }
}

/** Some worker always finishes a removal that has begun, so its errors do not reach the caller. */
async function goOn(lease: Lease): Promise<Progress> {
  try {
    return await remove(lease);
  } catch (error) {
    log('A removal is left to the reader of the stream.', { error: nameOf(error) });
    return lease.progress;
  }
}
