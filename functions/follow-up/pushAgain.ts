import { DeleteCommand } from '@aws-sdk/lib-dynamodb';

import type { Key } from '../../domain/keys.ts';
import type { Notification } from '../../domain/notification.ts';
import { notify } from '../lib/notify.ts';
import { dynamodb, read, TableName, unhindered } from '../lib/table.ts';

/**
 * Hands over a push that Lambda did not take from the publisher.
 * @param key of the stored push
 * @throws NotInvoked when Lambda does not take it now: then the record comes again
 */
export async function pushAgain(key: Key): Promise<void> {
  const stored = await read(key);
  if (!stored) return;
  // Only the publisher writes these items.
  await notify([stored['notification'] as Notification]);
  await unhindered(() => dynamodb.send(new DeleteCommand({ TableName, Key: key })));
}
