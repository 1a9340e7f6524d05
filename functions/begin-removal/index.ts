import { requireEnvironment } from '../lib/environment.ts';
import { log, nameOf } from '../lib/log.ts';
import { requestRemoval } from '../lib/removal/requestRemoval.ts';
import { hasItems } from '../lib/table.ts';
import { type Deletion, toDeletion } from './deletion.ts';

const USER_POOL_ID = requireEnvironment('USER_POOL_ID');

/** The removal of a deleted user's account has not begun. Lambda tries it again. */
export class NotBegun extends Error {
  override readonly name = 'NotBegun';
}

/**
 * Begins the removal of an account when its user was deleted in Cognito, by the person (`DeleteUser`) or by an operator
 * (`AdminDeleteUser`). Every other event changes nothing.
 * @param event an "AWS API Call via CloudTrail" of EventBridge
 * @throws NotBegun when DynamoDB fails. Lambda logs an error with all its properties, so DynamoDB's own error must not
 * leave this function.
 */
export async function handler(event: unknown): Promise<void> {
  const deletion = toDeletion(event);
  if (!deletion) {
    log('An event is not the deletion of a user.');
    return;
  }
  try {
    const isOurs = await isOfThisPool(deletion);
    const hasBegun = isOurs && (await requestRemoval(deletion.userId, deletion.deletedAt));
    log('A user was deleted in Cognito.', { isOurs, hasBegun });
  } catch (error) {
    log('The removal of a deleted user was not begun.', { error: nameOf(error) });
    throw new NotBegun('The removal was not begun.');
  }
}

/** A `sub` is unique across pools. If the event does not name the pool, the person's items show that the user is ours. */
function isOfThisPool({ userId, pool }: Deletion): Promise<boolean> | boolean {
  return pool === null ? hasItems(userId) : pool === USER_POOL_ID;
}
