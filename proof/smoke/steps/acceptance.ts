import type { Request, Trip } from '../../../domain/schema.types.ts';
import { Refused } from '../api.ts';
import { bothHear } from '../heard.ts';
import type { Journey, Role } from '../journey.ts';
import { acceptRequest, cancelRequest, request, trip } from '../operations.ts';
import type { Chapter } from '../step.ts';
import { MOBILES } from './profiles.ts';

async function freeKg(journey: Journey): Promise<{ freeKg: number | undefined }> {
  const { allowed } = await journey.get('traveler').ask<Trip>(trip, { id: journey.get('trip').id });
  return { freeKg: allowed[0]?.freeKg };
}

async function contactsSeenBy(journey: Journey, role: Role): Promise<Request['contacts']> {
  return (await journey.get(role).ask<Request>(request, { id: journey.get('request').id })).contacts ?? null;
}

const contactsOfBoth = async (journey: Journey) => ({
  traveler: await contactsSeenBy(journey, 'traveler'),
  requester: await contactsSeenBy(journey, 'requester'),
});

/** Accepting, the contacts that it reveals, and the kilograms that it takes. */
export const acceptance: Chapter = {
  title: 'Acceptance',
  steps: [
    {
      title: 'at least one of three concurrent accepts succeeds, and the others may get TryAgain',
      expected: { isAccepted: true, otherAnswers: [] },
      run: async (journey) => {
        const { id } = journey.get('request');
        const accept = async () => {
          try {
            return (await journey.get('traveler').ask<Request>(acceptRequest, { id })).status;
          } catch (error) {
            if (error instanceof Refused) return error.errorType ?? error.message;
            throw error;
          }
        };
        const answers = await Promise.all([accept(), accept(), accept()]);
        return {
          isAccepted: answers.includes('ACCEPTED'),
          otherAnswers: answers.filter((answer) => answer !== 'ACCEPTED' && answer !== 'TryAgain'),
        };
      },
    },
    { title: 'the kilograms are taken once: 16 of 20 are free', expected: { freeKg: 16 }, run: freeKg },
    bothHear('both phones get the update', 'request', { status: 'ACCEPTED', reason: null, revision: 2 }),
    {
      title: 'each sees the contacts of the other',
      expected: {
        traveler: { name: 'Jonas B.', mobile: MOBILES.requester, email: 'requester@example.com' },
        requester: { name: 'Amira S.', mobile: MOBILES.traveler, email: 'traveler@example.com' },
      },
      run: contactsOfBoth,
    },
    {
      title: 'a stranger still does not see the request',
      expected: { request: null },
      run: async (journey) => ({
        request: await journey.get('stranger').ask<Request | null>(request, { id: journey.get('request').id }),
      }),
    },
    {
      title: 'the requester cancels',
      expected: { status: 'CANCELLED', reason: 'CANCELLED', revision: 3, contacts: null },
      run: (journey) => journey.get('requester').ask(cancelRequest, { id: journey.get('request').id }),
    },
    { title: 'the trip has all its kilograms again', expected: { freeKg: 20 }, run: freeKg },
    {
      title: 'the contacts are hidden again',
      expected: { traveler: null, requester: null },
      run: contactsOfBoth,
    },
    bothHear('both phones get the update', 'request', { status: 'CANCELLED', reason: 'CANCELLED', revision: 3 }),
  ],
};
