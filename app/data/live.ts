import { CONNECTION_STATE_CHANGE } from 'aws-amplify/api';
import { Hub } from 'aws-amplify/utils';

import { ask, client } from './ask.ts';
import { OnRequestUpdate, type OnRequestUpdateSubscription, Request } from './operations.types.ts';
import { reach } from './phone.ts';
import { refresh } from './query.ts';
import type { AnyRequest } from './types.ts';

export type Update = NonNullable<OnRequestUpdateSubscription['onRequestUpdate']>;

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Listens to everything that happens to the caller's requests, and asks again for what it changes. After every gap it asks
 * for all that is on the screen, because what happened meanwhile is not told again.
 * @param told gets each change with the request as it is now
 * @returns what ends it
 */
export function listen(told: (update: Update, request: AnyRequest) => void): () => void {
  let pause = FIRST_PAUSE;
  let ended = false;
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
      error: () => {
        if (ended) return;
        subscription?.unsubscribe();
        timer = setTimeout(() => {
          subscribe();
          refresh();
        }, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      },
    });
  };
  subscribe();
  const stopWatching = watchConnection();
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

/** Amplify connects again by itself; what was missed meanwhile is asked for here. */
function watchConnection(): () => void {
  let wasConnected = true;
  return Hub.listen('api', ({ payload }) => {
    if (payload.event !== CONNECTION_STATE_CHANGE) return;
    const { connectionState } = payload.data as { readonly connectionState: string };
    const isConnected = connectionState === 'Connected';
    if (isConnected && !wasConnected) refresh();
    if (isConnected || connectionState !== 'Connecting') wasConnected = isConnected;
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
