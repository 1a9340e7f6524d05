import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { AttributeValue, CancellationReason } from '@aws-sdk/client-dynamodb';

import type { Answer, Ask, Item, Write } from './wire.ts';
import { isError, messageOf } from './wire.ts';

/**
 * What can be wrong with an update only once its item is read: such a transaction is cancelled, and the reason says so
 * (Amazon DynamoDB API reference, "TransactWriteItems", Validation Error). DynamoDB Local refuses it as a request.
 */
const wrongForItsItem = [
  'The document path provided in the update expression is invalid for update',
  'The provided expression refers to an attribute that does not exist in the item',
  'An operand in the update expression has an incorrect data type',
  'The update expression attempted to update the secondary index key',
  'Item size to update has exceeded the maximum allowed size',
  'Number overflow',
  'Type mismatch for attribute to update',
  'Nesting Levels have exceeded supported limits',
];

/** Whether an answer of DynamoDB Local is an error that DynamoDB cancels a transaction for. */
export function isWrongForItsItem(answer: Answer): boolean {
  if (!isError(answer, 'ValidationException')) return false;
  const message = messageOf(answer);
  return wrongForItsItem.some((beginning) => message.startsWith(beginning));
}

/**
 * Why a transaction cannot be, position by position, whatever DynamoDB Local says of the whole: each of its writes is
 * tried in a transaction of its own that never takes place. The answer to a write that is wrong in itself is answered
 * as it is.
 * @param problems what is known to be wrong with a write, which counts once its condition holds
 */
export async function reasonsOf(
  writes: readonly Write[],
  problems: readonly (string | undefined)[],
  ask: Ask,
): Promise<CancellationReason[] | Answer> {
  const never = failingCheck(writes);
  const reasons: CancellationReason[] = [];
  for (const [index, write] of writes.entries()) {
    const problem = problems[index];
    const answer = await ask('TransactWriteItems', { TransactItems: [write, never] });
    const [reason = { Code: 'None' }] = answer.body.CancellationReasons ?? [];
    // DynamoDB Local may see no problem, or refuse it in words of its own.
    if (isError(answer, 'TransactionCanceledException') && (reason.Code !== 'None' || problem === undefined)) {
      reasons.push(reason);
    } else if (problem !== undefined) reasons.push(validationError(problem));
    else if (write.Update !== undefined && isWrongForItsItem(answer)) reasons.push(validationError(messageOf(answer)));
    else return answer;
  }
  return reasons;
}

function validationError(Message: string): CancellationReason {
  return { Code: 'ValidationError', Message };
}

/** A condition that fails: that an item is there whose key nobody has. */
function failingCheck(writes: readonly Write[]): Write {
  const { TableName, Key = {} } = writes.find(({ Update }) => Update !== undefined)?.Update ?? {};
  const [name = ''] = Object.keys(Key);
  return {
    ConditionCheck: {
      TableName,
      Key: anotherKey(Key),
      ConditionExpression: 'attribute_exists(#key)',
      ExpressionAttributeNames: { '#key': name },
    },
  };
}

function anotherKey(key: Item): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(key).map(([attribute, value]) => [attribute, another(value)]));
}

function another(value: AttributeValue): AttributeValue {
  if (value.N !== undefined) return { N: `-${randomInt(2 ** 47)}.${randomInt(2 ** 47)}` };
  if (value.S !== undefined) return { S: randomUUID() };
  // Base64 on the wire, where the SDK has bytes.
  return { B: randomBytes(16).toString('base64') as unknown as Uint8Array };
}
