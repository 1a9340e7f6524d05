import { marshall } from '@aws-sdk/util-dynamodb';

import { missedPushKey, TABLE_NAME_VARIABLE } from '../../domain/keys.ts';
import type { Notification } from '../../domain/notification.ts';
import { awsPost } from '../lib/awsPost.ts';
import { forEachConcurrent } from '../lib/concurrency.ts';
import { requireEnvironment } from '../lib/environment.ts';
import { log, nameOf } from '../lib/log.ts';
import { notify, NotInvoked } from '../lib/notify.ts';

/** Seconds that a missed push is kept: afterwards it is no news. */
const KEPT_FOR = 24 * 60 * 60;
const WIDTH = 10;
const PATIENCE_MILLISECONDS = 3_000;

/**
 * Hands notifications to the push function. If Lambda does not take some, they are stored, and the reader of the follow-up
 * work hands them over again. A failed record would come again with all records behind it, and delay their live updates.
 * @throws Rejected, or an error of the network, when they cannot be stored either: then the batch must come again
 */
export async function push(notifications: readonly Notification[]): Promise<void> {
  try {
    await notify(notifications);
  } catch (error) {
    if (!(error instanceof NotInvoked)) throw error;
    log('Pushes were not handed over and are stored.', { error: nameOf(error.cause), pushes: error.missed.length });
    const giveUp = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    await forEachConcurrent(error.missed, WIDTH, (missed) => store(missed, giveUp));
  }
}

async function store(notification: Notification, giveUp: AbortSignal): Promise<void> {
  const id =
    notification.kind === 'REQUEST'
      ? `${notification.requestId}_${notification.revision}`
      : `${notification.tripId}_${notification.version}`;
  const item = {
    ...missedPushKey(notification.recipient, id),
    notification,
    tstamp: Math.floor(Date.now() / 1000) + KEPT_FOR,
  };
  await awsPost({
    service: 'dynamodb',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.PutItem' },
    body: JSON.stringify({ TableName: requireEnvironment(TABLE_NAME_VARIABLE), Item: marshall(item) }),
    giveUp,
  });
}
