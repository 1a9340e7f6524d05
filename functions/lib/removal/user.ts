import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  paginateListUsers,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';

import { requireEnvironment } from '../environment.ts';
import type { Lease } from './lease.ts';

const UserPoolId = requireEnvironment('USER_POOL_ID');
export const cognito = new CognitoIdentityProviderClient();

/**
 * Milliseconds after the start of a removal. Only later, an empty answer of ListUsers means that there is no user. ListUsers
 * is eventually consistent: it may not yet list a person who has just signed up.
 */
const LISTED_AFTER = 10 * 60_000;

/** What the removal of an account must know about its user. */
export type UserOfAccount = Pick<Lease, 'userId' | 'username' | 'isUserDeleted' | 'begun' | 'remember'>;

/** ListUsers does not list the user, and the removal began so recently that this proves nothing. */
export class UserNotFoundYet extends Error {
  override readonly name = 'UserNotFoundYet';
}

/** Stops the person from signing in and from renewing tokens. Does nothing if no user is found: `deleteUser` insists. */
export async function disableUser(account: UserOfAccount): Promise<void> {
  const user = await findUser(account);
  if (typeof user === 'object') await unlessGone(cognito.send(new AdminDisableUserCommand({ UserPoolId, ...user })));
}

/** Lets the person sign in again. Does nothing if no user is found. */
export async function enableUser(account: UserOfAccount): Promise<void> {
  const user = await findUser(account);
  if (typeof user === 'object') await unlessGone(cognito.send(new AdminEnableUserCommand({ UserPoolId, ...user })));
}

/**
 * Deletes the person from the user pool. Does nothing if the user is gone.
 * @throws UserNotFoundYet when it cannot be concluded yet that the user is gone
 */
export async function deleteUser(account: UserOfAccount): Promise<void> {
  const user = await findUser(account);
  if (typeof user === 'object') await unlessGone(cognito.send(new AdminDeleteUserCommand({ UserPoolId, ...user })));
  const isRecent = account.begun === null || Date.now() - account.begun < LISTED_AFTER;
  if (user === 'unknown' && isRecent) throw new UserNotFoundYet('The user pool does not list the user.');
}

/** `gone` is certain. `unknown` means only that ListUsers lists no user. */
type Found = { readonly Username: string } | 'gone' | 'unknown';

/**
 * A username does not identify a person: after a removal, a federated user can sign up again and gets the same username. So
 * the `sub` is compared each time. Without a username, the `sub` of a local user can be used as one (Amazon Cognito user pools
 * API reference, "AdminGetUser": Username). A federated user must be found with ListUsers. The found name is stored before the
 * user is deleted. If AdminGetUser then finds no user, the next worker knows that the user is gone.
 */
async function findUser(account: UserOfAccount): Promise<Found> {
  const { userId, username, isUserDeleted } = account;
  if (isUserDeleted) return 'gone';
  if (username !== null) return (await read(username, userId)) ?? 'gone';
  const local = await read(userId, userId);
  if (local) {
    await account.remember(userId);
    return local;
  }
  for await (const { Users = [] } of paginateListUsers(
    { client: cognito },
    { UserPoolId, Filter: `sub = "${userId}"` },
  )) {
    for (const { Username = '' } of Users) {
      const listed = Username === '' ? null : await read(Username, userId);
      if (!listed) continue;
      await account.remember(Username);
      return listed;
    }
  }
  return 'unknown';
}

/** @returns the user with that name if it is this person's; null if there is none, or if it is now another person's */
async function read(username: string, userId: string): Promise<{ readonly Username: string } | null> {
  const user = await unlessGone(cognito.send(new AdminGetUserCommand({ UserPoolId, Username: username })));
  const sub = user?.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value;
  return sub === userId ? { Username: username } : null;
}

async function unlessGone<Answer>(work: Promise<Answer>): Promise<Answer | null> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
    return null;
  }
}
