import { ask } from './api/ask.ts';
import { orGone } from './api/failure.ts';
import { ReceivedRequests, Request, type RequestStatus, SentRequests, TripRequests } from './api/operations.types.ts';
import type { Page } from './api/pages.ts';
import { type Answer, useQuery } from './api/query.ts';
import type { AnyRequest, OneRequest } from './api/types.ts';

type Load = (nextToken: string | null) => Promise<Page<AnyRequest>>;

export function loadReceived(status: RequestStatus): Load {
  return async (nextToken) => (await ask(ReceivedRequests, { status, nextToken })).receivedRequests;
}

export function loadSent(status: RequestStatus): Load {
  return async (nextToken) => (await ask(SentRequests, { status, nextToken })).sentRequests;
}

/** The requests for one trip of the caller's. */
export function loadOfTrip(tripId: string, status: RequestStatus): Load {
  return async (nextToken) => (await ask(TripRequests, { tripId, status, nextToken })).receivedRequests;
}

/** One request; null when there is none. */
export function useRequest(id: string): Answer<OneRequest | null> {
  return useQuery(`request:${id}`, async () => await orGone(ask(Request, { id }).then(({ request }) => request)));
}
