import { setTimeout as wait } from 'node:timers/promises';
import {
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
  paginateListUsers,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { type DynamoDBClient, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

import { accountKey, USER_ID } from '../../domain/keys.ts';

export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly cognito: CognitoIdentityProviderClient;
}

/**
 * Finds the people who have items in a table and no user in a pool, except those whose account is removed or being
 * removed.
 * @param settle milliseconds to wait before reading the pool: ListUsers is eventually consistent
 * @returns their user ids, sorted
 */
export async function findOrphans(
  { dynamodb, cognito }: Clients,
  { table, pool }: { readonly table: string; readonly pool: string },
  settle: number,
): Promise<string[]> {
  const people = new Set<string>();
  const removed = new Set<string>();
  const scan = {
    TableName: table,
    ConsistentRead: true,
    ProjectionExpression: 'username, created, removing',
  };
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, scan)) {
    for (const { username, removing } of Items) {
      people.add(username?.S ?? '');
      if (removing) removed.add(username?.S ?? '');
    }
  }
  await wait(settle);
  for await (const { Users = [] } of paginateListUsers(
    { client: cognito },
    { UserPoolId: pool, AttributesToGet: ['sub'] },
  )) {
    for (const { Attributes = [] } of Users) people.delete(Attributes.find(({ Name }) => Name === 'sub')?.Value ?? '');
  }
  const isId = new RegExp(`^${USER_ID}$`);
  const orphans: string[] = [];
  for (const userId of [...people].filter((one) => isId.test(one) && !removed.has(one)).sort()) {
    // AdminGetUser finds a local user by the sub, even if ListUsers does not list the user yet.
    if (!(await isUser(cognito, pool, userId))) orphans.push(userId);
  }
  return orphans;
}

async function isUser(cognito: CognitoIdentityProviderClient, UserPoolId: string, Username: string): Promise<boolean> {
  try {
    await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
    return true;
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
    return false;
  }
}

/** Begins the removal of an account without a user; the stream reader does the work. */
export async function removeOrphan(dynamodb: DynamoDBClient, TableName: string, userId: string): Promise<void> {
  const now = new Date().toISOString();
  await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: marshall(accountKey(userId)),
      // The same update as in functions/lib/removal/requestRemoval.ts; 1 is a lease that has expired.
      UpdateExpression: 'SET removing = :expired, touched = :now, begun = :now, userdeleted = :now',
      ExpressionAttributeValues: marshall({ ':expired': 1, ':now': now }),
    }),
  );
}
