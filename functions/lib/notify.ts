import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

import type { Notification, NotifyEvent } from '../../domain/notification.ts';
import { forEachConcurrent } from './concurrency.ts';

/** The variable that names the push function. A stage without push does not have it. */
const NOTIFY = 'NOTIFY';

/**
 * The most notifications of one event, and its most bytes. Few notifications keep a retry small. Lambda takes events of up
 * to 256 KB (AWS Lambda developer guide, "Lambda quotas"), and the dead-letter queue must hold the event.
 */
const MOST_IN_EVENT = 25;
const MOST_BYTES = 200_000;
/** How many events are handed to Lambda at the same time. */
const WIDTH = 10;
/** Milliseconds. Three tries fit into the time for all events of one call. */
const TRY_PATIENCE = 1_000;
const PATIENCE = 3_000;

/** Lambda did not take some notifications. */
export class NotInvoked extends Error {
  override readonly name = 'NotInvoked';
  /** These were not taken; an answer may also be lost, so the function may have them already. */
  readonly missed: readonly Notification[];

  constructor(missed: readonly Notification[], options: ErrorOptions) {
    super('Lambda did not take the notifications.', options);
    this.missed = missed;
  }
}

let client: LambdaClient | undefined;

/**
 * Hands notifications to the push function and does not wait for it: Lambda queues them, retries a failure, and at last
 * writes a dead letter. Without the variable `NOTIFY` there is no push, and this does nothing.
 *
 * It gives up after three seconds, because a stream reader waits for it. So the caller decides what happens to the missed
 * ones: a worker with a marker fails, and its record comes again.
 * @throws NotInvoked with the notifications that Lambda did not take at any try
 */
export async function notify(notifications: readonly Notification[]): Promise<void> {
  const FunctionName = process.env[NOTIFY];
  if (!FunctionName || notifications.length === 0) return;
  const lambda = (client ??= new LambdaClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: TRY_PATIENCE, requestTimeout: TRY_PATIENCE, throwOnRequestTimeout: true },
  }));
  const abortSignal = AbortSignal.timeout(PATIENCE);
  const missed: Notification[] = [];
  let cause: unknown;
  await forEachConcurrent(inEvents(notifications), WIDTH, async (event) => {
    try {
      const Payload = JSON.stringify({ notifications: event } satisfies NotifyEvent);
      await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }), { abortSignal });
    } catch (error) {
      cause = error;
      missed.push(...event);
    }
  });
  if (missed.length > 0) throw new NotInvoked(missed, { cause });
}

function inEvents(notifications: readonly Notification[]): Notification[][] {
  const events: Notification[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
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
