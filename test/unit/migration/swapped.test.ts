import { expect, it } from 'vitest';

import { halfKey, type Pair, requestId } from '../../../domain/keys.ts';
import type { RequestStatus } from '../../../domain/schema.types.ts';
import { People } from '../../../migration/plan/people/people.ts';
import { mirrored, swapOf } from '../../../migration/plan/requests/swapped.ts';
import { surveyOf } from '../../../migration/plan/survey.ts';
import { AMIRA, JONAS, pairOf, TSTAMP } from '../../support/migration/originalCases.ts';

const SENT = pairOf(AMIRA, JONAS);
const SWAPPED = mirrored(SENT);

/** A half on each side. */
const halves = (status: RequestStatus, pair: Pair, changes: object = {}) =>
  (['traveler', 'requester'] as const).map((party) => ({
    ...halfKey(party, status, pair),
    tstamp: TSTAMP,
    ...changes,
  }));

/** How an answer in the wrong roles is known, after the trip is gone. */
function swapIn(answer: object, status: RequestStatus = 'ACCEPTED') {
  const survey = surveyOf([...halves('PENDING', SENT), ...halves(status, SWAPPED, answer)], new People(null));
  const entry = survey.pairs.get(requestId(SWAPPED));
  return entry && swapOf(entry, survey, () => false);
}

it('An answer in the wrong roles is known by the request that was sent', () => {
  expect(swapIn({})).toBe('byRequest');
  expect(swapIn({}, 'DECLINED')).toBe('byRequest');
});

it('What a repair wrote has the right roles', () => {
  expect(swapIn({ revision: 1 })).toBeNull();
});

it('A request that waits for an answer has the right roles', () => {
  expect(swapIn({}, 'PENDING')).toBeNull();
});
