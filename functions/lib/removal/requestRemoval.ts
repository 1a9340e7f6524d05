import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';

import { accountKey } from '../../../domain/keys.ts';
import { condition, dynamodb, TableName, unhindered } from '../table.ts';

/** A lease that has expired already: epoch milliseconds. Any worker may take it. */
const EXPIRED = 1;

/**
 * Begins the removal of an account whose user is already deleted in Cognito. The reader of the table's stream does the work.
 * @param userId the `sub` of the user
 * @param deletedAt when the user was deleted: AWSDateTime
 * @returns false when the account is already removed or being removed; nothing is written then
 * @throws the errors of DynamoDB
 */
export async function requestRemoval(userId: string, deletedAt: string): Promise<boolean> {
  const update = 'SET removing = :expired, touched = :now, begun = :now, userdeleted = :deletedAt';
  const when = 'attribute_not_exists(removing) AND attribute_not_exists(removed)';
  const values = { ':expired': EXPIRED, ':now': new Date().toISOString(), ':deletedAt': deletedAt };
  const command = new UpdateCommand({
    TableName,
    Key: accountKey(userId),
    ...condition({ text: `${update} ${when}`, values }),
    UpdateExpression: update,
    ConditionExpression: when,
  });
  try {
    await unhindered(() => dynamodb.send(command));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}
