import type { Context } from 'aws-lambda';

import type { Notification, NotifyEvent } from '../../domain/notification.ts';
import { forEachConcurrent } from '../lib/concurrency.ts';
import { log, nameOf } from '../lib/log.ts';
import { withoutBlocked } from './blocks.ts';
import { deleteDevice, type Device, readRecipient, remember } from './devices.ts';
import { idOf, toMessage } from './message.ts';
import { NotSent, send } from './send.ts';

/** The function stops sending this many milliseconds before it times out: then it writes down what was delivered. */
const MARGIN = 5_000;
/** How many messages are sent at the same time. */
const WIDTH = 25;

/** Some devices did not get their messages: Lambda invokes the function again with the same event. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
}

/** One message to one device. */
interface Push {
  readonly notification: Notification;
  readonly device: Device;
}

/**
 * Pushes notifications to the devices of their recipients, at least once. If some messages fail, the devices that have got
 * theirs remember it, and the function fails: the next try sends the rest. After the last try, the event is in the
 * dead-letter queue. A notification of an older revision is pushed too, because every change is promised.
 */
export async function handler({ notifications }: NotifyEvent, context: Context): Promise<void> {
  const stopAt = Date.now() + context.getRemainingTimeInMillis() - MARGIN;
  const pushes = await pushesOf(notifications);
  const sent: Push[] = [];
  const failures: string[] = [];
  let gone = 0;
  await forEachConcurrent(pushes, WIDTH, async (push) => {
    try {
      const outcome = await send(toMessage(push.notification, push.device), stopAt);
      if (outcome === 'SENT') sent.push(push);
      else {
        gone += 1;
        await deleteDevice(push.device);
      }
    } catch (error) {
      failures.push(error instanceof NotSent ? error.code : nameOf(error));
    }
  });
  if (pushes.length === 0) return;
  log('Notifications were pushed.', { sent: sent.length, gone, failed: failures.length });
  if (failures.length === 0) return;
  log('Some messages were not sent.', { codes: [...new Set(failures)].sort().join(' ') });
  await rememberAll(sent);
  throw new NotDelivered(`${failures.length} of ${pushes.length} messages were not sent.`);
}

/** One message for each wanted notification and each device that does not have it yet. */
async function pushesOf(notifications: readonly Notification[]): Promise<Push[]> {
  const pushes: Push[] = [];
  const people = new Set(notifications.map(({ recipient }) => recipient));
  await forEachConcurrent(people, WIDTH, async (person) => {
    const { devices, wants } = await readRecipient(person);
    const wanted = notifications.filter((one) => one.recipient === person && wants(one));
    for (const notification of devices.length > 0 ? await withoutBlocked(person, wanted) : []) {
      const waiting = devices.filter(({ delivered }) => !delivered.has(idOf(notification)));
      pushes.push(...waiting.map((device) => ({ notification, device })));
    }
  });
  return pushes;
}

async function rememberAll(sent: readonly Push[]): Promise<void> {
  const idsOf = new Map<Device, string[]>();
  for (const { device, notification } of sent) {
    idsOf.set(device, [...(idsOf.get(device) ?? []), idOf(notification)]);
  }
  await forEachConcurrent(idsOf, WIDTH, ([device, ids]) => remember(device, ids));
}
