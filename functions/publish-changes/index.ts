import type { DynamoDBRecord, DynamoDBStreamHandler } from 'aws-lambda';

import { requestId } from '../../domain/keys.ts';
import type { RequestNotification } from '../../domain/notification.ts';
import { toPlace } from '../lib/halves.ts';
import { workOn } from '../lib/stream.ts';
import { publish } from './publish.ts';
import { push } from './push.ts';
import { toNotification } from './toNotification.ts';
import { toUpdate } from './toUpdate.ts';

/**
 * Publishes every change of a half to the person who owns it, whatever caused it, and then hands the batch's pushes to the
 * push function. It does nothing else, so nothing else delays it.
 */
export const handler: DynamoDBStreamHandler = async ({ Records }) => {
  const notifications: RequestNotification[] = [];
  // Changes of one request are published in order within a batch; `revision` orders the rest.
  const response = await workOn(Records, { laneOf: halfOf, width: 20 }, async (record) => {
    const update = toUpdate(record);
    if (!update) return;
    await publish(update);
    const notification = toNotification(update, record);
    if (notification) notifications.push(notification);
  });
  await push(notifications);
  return response;
};

/** The person and the request of a changed half, in any status. Other items publish nothing. */
function halfOf({ dynamodb: change }: DynamoDBRecord): string {
  const { username, created } = change?.Keys ?? {};
  const place = toPlace({ username: username?.S, created: created?.S });
  return place ? `${place.key.username} ${requestId(place)}` : '';
}
