import { ask } from './ask.ts';
import { ReceivedRequests, type RequestStatus, SentRequests, TripRequests } from './operations.types.ts';
import type { Page } from './pages.ts';
import type { AnyRequest } from './types.ts';

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
