import type { Request } from '../../../domain/schema.types.ts';
import { bothHear } from '../heard.ts';
import { inDays } from '../inputs.ts';
import type { Journey, Role } from '../journey.ts';
import { acceptRequest, receivedRequests, request, sendRequest } from '../operations.ts';
import { aPhone } from '../phone.ts';
import type { Chapter, Step } from '../step.ts';

const listens = (role: Role): Step => ({
  title: `the ${role}'s phone subscribes to live updates`,
  expected: { isListening: true },
  run: async (journey) => {
    const { target, signal } = journey;
    journey.set(`${role}Phone`, await aPhone(target, journey.get(role), signal));
    return { isListening: true };
  },
});

/** The input of a request for a trip of the journey. */
export function requestInput(
  journey: Journey,
  name: 'trip' | 'smallTrip' | 'shortTrip' | 'lastTrip',
  kg: number,
): object {
  const note = 'Two sweaters for my sister.';
  const { id: tripId, version } = journey.get(name);
  // The first trip was edited once since it was kept.
  const tripVersion = name === 'trip' ? version + 1 : version;
  return { input: { tripId, tripVersion, items: [{ category: 'CLOTHES', kg }], note } };
}

/** A request until it is answered. */
export const sending: Chapter = {
  title: 'Sending a request',
  steps: [
    listens('traveler'),
    listens('requester'),
    listens('stranger'),
    {
      title: 'a request for an older version of the trip is refused, with the version that it has now',
      expected: (journey) => ({ refused: 'VersionConflict', version: journey.get('trip').version + 1 }),
      run: (journey) => {
        const { id: tripId, version: tripVersion } = journey.get('trip');
        const input = { tripId, tripVersion, items: [{ category: 'CLOTHES', kg: 4 }] };
        return journey.get('requester').ask(sendRequest, { input });
      },
    },
    {
      title: 'a person without a contact card cannot send a request',
      expected: { refused: 'ContactsMissing', who: 'YOU' },
      run: (journey) => journey.get('stranger').ask(sendRequest, requestInput(journey, 'trip', 1)),
    },
    {
      title: 'the requester asks for 4 kg',
      expected: {
        status: 'PENDING',
        role: 'SENT',
        actions: ['CANCEL'],
        revision: 1,
        items: [{ category: 'CLOTHES', kg: 4, pieces: null, cost: 3 }],
        currency: 'EUR',
        price: 12,
        travelDate: inDays(21),
      },
      run: async (journey) =>
        journey.set(
          'request',
          await journey.get('requester').ask<Request>(sendRequest, requestInput(journey, 'trip', 4)),
        ),
    },
    bothHear('both phones get the update, with all fields', 'request', {
      status: 'PENDING',
      reason: null,
      revision: 1,
    }),
    {
      title: 'sending the same request again returns it unchanged',
      expected: { isSameRequest: true, status: 'PENDING', revision: 1 },
      run: async (journey) => {
        const again = await journey.get('requester').ask<Request>(sendRequest, requestInput(journey, 'trip', 4));
        return { ...again, isSameRequest: again.id === journey.get('request').id };
      },
    },
    {
      title: 'another request for the same trip is refused',
      expected: { refused: 'AlreadyRequested' },
      run: (journey) => journey.get('requester').ask(sendRequest, requestInput(journey, 'trip', 5)),
    },
    {
      title: 'a request for too many kilograms is refused with the free kilograms',
      expected: { refused: 'NotEnoughSpace', category: 'CLOTHES', freeKg: 5 },
      run: (journey) => journey.get('requester').ask(sendRequest, requestInput(journey, 'smallTrip', 6)),
    },
    {
      title: "the traveler's list has it, with the requester's name",
      expected: { listed: 1, role: 'RECEIVED', actions: ['ACCEPT', 'DECLINE'], counterpart: { name: 'Jonas B.' } },
      within: 5_000,
      run: async (journey) => {
        const traveler = journey.get('traveler');
        const { id } = journey.get('request');
        const args = { status: 'PENDING', tripId: journey.get('trip').id };
        const { items } = await traveler.ask<{ items: { id: string }[] }>(receivedRequests, args);
        const found = await traveler.ask<Request>(request, { id });
        return { ...found, listed: items.filter((one) => one.id === id).length };
      },
    },
    {
      title: 'neither sees the contacts of the other before acceptance',
      expected: { traveler: null, requester: null },
      run: async (journey) => {
        const { id } = journey.get('request');
        const seen = async (role: Role) => (await journey.get(role).ask<Request>(request, { id })).contacts;
        return { traveler: await seen('traveler'), requester: await seen('requester') };
      },
    },
    {
      title: 'a requester cannot accept their own request',
      expected: { refused: 'NotAllowed' },
      run: (journey) => journey.get('requester').ask(acceptRequest, { id: journey.get('request').id }),
    },
    {
      title: 'a stranger does not see it',
      expected: { request: null },
      run: async (journey) => ({
        request: await journey.get('stranger').ask<Request | null>(request, { id: journey.get('request').id }),
      }),
    },
    {
      title: 'a stranger cannot accept it',
      expected: { refused: 'NotAllowed' },
      run: (journey) => journey.get('stranger').ask(acceptRequest, { id: journey.get('request').id }),
    },
  ],
};
