import { Hub } from 'aws-amplify/utils';

import { reach } from '../phone.ts';
import { markActive, markSuspended } from '../session/suspended.ts';
import { ask, client } from './ask.ts';
import { failureOf, SUSPENDED } from './failure.ts';
import { OnRequestUpdate, type OnRequestUpdateSubscription, Request } from './operations.types.ts';
import { refresh } from './query.ts';
import type { AnyRequest } from './types.ts';

export type Update = NonNullable<OnRequestUpdateSubscription['onRequestUpdate']>;

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Listens to all changes of the caller's requests, and reloads what they change. Nobody repeats what happened during a
 * gap, so after each gap it reloads everything on the screen.
 * @param told gets each change with the request as it is now
 * @returns a function that ends it
 */
export function listen(told: (update: Update, request: AnyRequest) => void): () => void {
  let pause = FIRST_PAUSE;
  let ended = false;
  let acknowledged = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe: () => void } | undefined;
  const seen = new Map<string, number>();

  const subscribe = (): void => {
    const updates = client().graphql({ query: OnRequestUpdate }) as Subscribable;
    subscription = updates.subscribe({
      next: ({ data: { onRequestUpdate: update } }) => {
        pause = FIRST_PAUSE;
        if (update === null || (seen.get(update.requestId) ?? -1) >= update.revision) return;
        seen.set(update.requestId, update.revision);
        void take(update, told);
      },
      error: (error) => {
        if (ended) return;
        if (failureOf(error).kind === SUSPENDED) markSuspended();
        subscription?.unsubscribe();
        timer = setTimeout(subscribe, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      },
    });
  };
  const stopWatching = onAcknowledged(() => {
    // A suspended account cannot subscribe: a moderator has restored it.
    markActive();
    // The page may have asked before the subscription began. After a gap, everything may have changed.
    if (acknowledged) refresh();
    else refresh('received:', 'sent:', 'request:', 'requestsOf:');
    acknowledged = true;
  });
  subscribe();
  return () => {
    ended = true;
    clearTimeout(timer);
    subscription?.unsubscribe();
    stopWatching();
  };
}

interface Subscribable {
  subscribe: (observer: {
    next: (message: { data: OnRequestUpdateSubscription }) => void;
    error: (error: unknown) => void;
  }) => { unsubscribe: () => void };
}

/** Amplify's event for a subscription that the server has accepted, at first and after each new connection. */
const ACKNOWLEDGED = 'Subscription ack';

function onAcknowledged(act: () => void): () => void {
  return Hub.listen('api', ({ payload }) => {
    if (payload.event === ACKNOWLEDGED) act();
  });
}

async function take(update: Update, told: (update: Update, request: AnyRequest) => void): Promise<void> {
  refreshFor(update.requestId, update.tripId);
  if (update.role === 'RECEIVED' && update.status === 'PENDING') reach('arrived');
  const { request } = await ask(Request, { id: update.requestId }).catch(() => ({ request: null }));
  if (request !== null) told(update, request);
}

/** Asks again for everything that shows a request or its trip. */
export function refreshFor(requestId: string, tripId: string): void {
  refresh(`request:${requestId}`, 'sent:', 'received:', `trip:${tripId}`, `requestsOf:${tripId}`, 'mine:', 'search:');
}
