import type { Request } from '../../../domain/schema.types.ts';
import { bothHear } from '../heard.ts';
import { inDays } from '../inputs.ts';
import {
  acceptRequest,
  cancelRequest,
  declineRequest,
  deleteTrip,
  request,
  sendRequest,
  sentRequests,
  trip,
  updateTrip,
} from '../operations.ts';
import type { Chapter } from '../step.ts';
import { requestInput } from './sending.ts';

/** A stream reader closes the requests; a cold start takes seconds. */
const CLOSED = 60_000;

/** The other ways in which a request ends. */
export const endings: Chapter = {
  title: 'Other endings',
  steps: [
    {
      title: 'the traveler declines a request',
      expected: { status: 'DECLINED', actions: [] },
      run: async (journey) => {
        const { ask } = journey.get('requester');
        const sent = journey.set(
          'smallRequest',
          await ask<Request>(sendRequest, requestInput(journey, 'smallTrip', 2)),
        );
        return journey.get('traveler').ask(declineRequest, { id: sent.id });
      },
    },
    bothHear('both phones get the update', 'smallRequest', { status: 'DECLINED', reason: null, revision: 2 }),
    {
      title: 'a declined request cannot be sent again',
      expected: { refused: 'AlreadyDeclined' },
      run: (journey) => journey.get('requester').ask(sendRequest, requestInput(journey, 'smallTrip', 1)),
    },
    {
      title: 'a declined request cannot be accepted',
      expected: { refused: 'StatusChanged', status: 'DECLINED' },
      run: (journey) => journey.get('traveler').ask(acceptRequest, { id: journey.get('smallRequest').id }),
    },
    {
      title: 'the requester withdraws a request',
      expected: { status: 'CANCELLED', reason: 'WITHDRAWN' },
      run: async (journey) => {
        const { ask } = journey.get('requester');
        const sent = journey.set(
          'shortRequest',
          await ask<Request>(sendRequest, requestInput(journey, 'shortTrip', 2)),
        );
        return ask(cancelRequest, { id: sent.id });
      },
    },
    {
      title: 'the requester sends it again',
      expected: { status: 'PENDING', revision: 3 },
      run: (journey) => journey.get('requester').ask(sendRequest, requestInput(journey, 'shortTrip', 3)),
    },
    {
      title: 'the traveler deletes the trip',
      expected: { trip: null },
      run: async (journey) => {
        const { id } = journey.get('shortTrip');
        await journey.get('traveler').ask(deleteTrip, { id });
        return { trip: await journey.get('requester').ask(trip, { id }) };
      },
    },
    {
      title: 'its request is cancelled soon afterwards',
      expected: { status: 'CANCELLED', reason: 'TRIP_DELETED' },
      within: CLOSED,
      run: (journey) => journey.get('requester').ask(request, { id: journey.get('shortRequest').id }),
    },
    bothHear('both phones get the update', 'shortRequest', {
      status: 'CANCELLED',
      reason: 'TRIP_DELETED',
      revision: 4,
    }),
    {
      title: 'one request stays accepted',
      expected: { accepted: 1 },
      within: 5_000,
      run: async (journey) => {
        const { ask } = journey.get('requester');
        const sent = journey.set('lastRequest', await ask<Request>(sendRequest, requestInput(journey, 'lastTrip', 2)));
        await journey.get('traveler').ask(acceptRequest, { id: sent.id });
        const { items } = await ask<{ items: { id: string }[] }>(sentRequests, { status: 'ACCEPTED' });
        return { accepted: items.filter(({ id }) => id === sent.id).length };
      },
    },
    {
      title: 'the traveler moves the travel date of its trip',
      expected: { travelDate: inDays(41), version: 2 },
      run: (journey) => {
        const { id, version } = journey.get('lastTrip');
        return journey.get('traveler').ask(updateTrip, { input: { id, version, travelDate: inDays(41) } });
      },
    },
    {
      title: 'the accepted request moves with it, at the agreed price',
      expected: { status: 'ACCEPTED', travelDate: inDays(41), price: 6, revision: 3 },
      within: CLOSED,
      run: (journey) => journey.get('requester').ask(request, { id: journey.get('lastRequest').id }),
    },
    bothHear('both phones hear that the trip moved', 'lastRequest', {
      change: 'TRIP_MOVED',
      status: 'ACCEPTED',
      reason: null,
      revision: 3,
    }),
    {
      title: 'the stranger got no update',
      expected: { heard: [] },
      run: (journey) => Promise.resolve({ heard: journey.get('strangerPhone').heard() }),
    },
  ],
};
