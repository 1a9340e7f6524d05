import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  CognitoIdentityProviderClient,
  paginateListUsers,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { requireEnvironment } from '../environment.ts';

const UserPoolId = requireEnvironment('USER_POOL_ID');
const cognito = new CognitoIdentityProviderClient();

/** Lets the person sign in no more, nor renew their tokens. Nothing to do if they are gone. */
export async function disableUser(userId: string): Promise<void> {
  for (const Username of await usernamesOf(userId)) {
    await unlessGone(cognito.send(new AdminDisableUserCommand({ UserPoolId, Username })));
  }
}

/** Deletes the person from the user pool. Nothing to do if they are gone. */
export async function deleteUser(userId: string): Promise<void> {
  for (const Username of await usernamesOf(userId)) {
    await unlessGone(cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username })));
  }
}

/**
 * Asked by the `sub`, never by a user name: one of a federated user comes back after a removal, for a new person
 * (Amazon Cognito developer guide, "Managing and searching for user accounts").
 */
async function usernamesOf(userId: string): Promise<string[]> {
  const names: string[] = [];
  // A page may be empty and not the last.
  for await (const { Users = [] } of paginateListUsers(
    { client: cognito },
    { UserPoolId, Filter: `sub = "${userId}"` },
  )) {
    names.push(...Users.flatMap(({ Username }) => Username ?? []));
  }
  return names;
}

async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
  }
}
