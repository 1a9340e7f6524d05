import type { Notification, NotifyEvent } from '../../domain/notification.ts';
import { awsPost } from './awsPost.ts';
import { forEachConcurrent } from './concurrency.ts';

/**
 * The most notifications of one event, and its most bytes. Few notifications keep a retry small. Lambda takes events of up
 * to 1 MB (AWS Lambda API reference, "Invoke"), which was 256 KB for years; a smaller event fits everywhere.
 */
const MOST_IN_EVENT = 25;
const MOST_BYTES = 200_000;
/** How many events are handed to Lambda at the same time. */
const WIDTH = 10;
/** Milliseconds for all tries of all events of one call. */
const PATIENCE = 3_000;

/** Lambda did not take some notifications. */
export class NotInvoked extends Error {
  override readonly name = 'NotInvoked';
  /** Lambda did not confirm these. If only its answer was lost, the function has them already. */
  readonly missed: readonly Notification[];

  constructor(missed: readonly Notification[], options: ErrorOptions) {
    super('Lambda did not take the notifications.', options);
    this.missed = missed;
  }
}

/**
 * Hands notifications to the push function and does not wait for it: Lambda queues them, repeats a failure, and at last
 * writes a dead letter. Where the variable `NOTIFY` is missing, the stage has no push, and this does nothing.
 *
 * It gives up after three seconds, because a reader of the stream waits for it. Its caller decides what becomes of the
 * missed notifications. A worker with a marker fails, and its record comes again. The publisher stores them, because a
 * failed record would delay live updates.
 * @throws NotInvoked with the notifications that Lambda has not taken
 */
export async function notify(notifications: readonly Notification[]): Promise<void> {
  const name = process.env['NOTIFY'];
  if (!name || notifications.length === 0) return;
  const giveUp = AbortSignal.timeout(PATIENCE);
  const missed: Notification[] = [];
  let cause: unknown;
  await forEachConcurrent(inEvents(notifications), WIDTH, async (event) => {
    try {
      await awsPost({
        service: 'lambda',
        path: `/2015-03-31/functions/${name}/invocations`,
        headers: { 'x-amz-invocation-type': 'Event' },
        body: JSON.stringify({ notifications: event } satisfies NotifyEvent),
        giveUp,
      });
    } catch (error) {
      cause = error;
      missed.push(...event);
    }
  });
  if (missed.length > 0) throw new NotInvoked(missed, { cause });
}

function inEvents(notifications: readonly Notification[]): Notification[][] {
  const events: Notification[][] = [];
  let bytes = 0;
  for (const notification of notifications) {
    const more = Buffer.byteLength(JSON.stringify(notification)) + 1;
    const last = events.at(-1);
    if (last && last.length < MOST_IN_EVENT && bytes + more <= MOST_BYTES) {
      last.push(notification);
      bytes += more;
    } else {
      events.push([notification]);
      bytes = more;
    }
  }
  return events;
}
