import { describe, expect, it } from 'vitest';

import { halfKey, type Key, markerKey } from '../../../domain/keys.ts';
import type { Item } from '../../../migration/item.ts';
import { People } from '../../../migration/plan/people/people.ts';
import { plan } from '../../../migration/plan/plan.ts';
import { planPair, type Surroundings } from '../../../migration/plan/requests/planPair.ts';
import { surveyOf } from '../../../migration/plan/survey.ts';
import { toTrip } from '../../../migration/plan/trips/trip.ts';
import { writesOf } from '../../../migration/repair.ts';
import { anId } from '../../support/migration/ids.ts';

const NOW = 1_800_000_000;
const DAY = 24 * 60 * 60;
const [AMIRA, JONAS, NOOR] = [anId(1), anId(2), anId(3)];
const PAIR = { tripid: '2026-10-04-19-34-18-736061', traveler: AMIRA, requester: JONAS };
const TRIP_KEY = { username: PAIR.traveler, created: PAIR.tripid };
const tstamp = NOW + 10 * DAY;

const trip: Item = {
  ...{ ...TRIP_KEY, fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', currency: 'EUR', tstamp },
  ...{ acceptfrom: '2026-10-05', acceptto: '2026-10-30', trdate: '2026-10-31' },
  allowed: { Clothes: { cost: '3.5', kg: '10.0' } },
};

const around: Surroundings = {
  ...{ now: NOW, tripExpiresAt: tstamp, isCounted: false, isUnderWay: false },
  trip: toTrip(trip),
  shown: () => ({ name: null, since: null }),
};

function aHalf(
  party: 'traveler' | 'requester',
  status: 'PENDING' | 'ACCEPTED' | 'DECLINED',
  changes: object = {},
): Item {
  return { ...halfKey(party, status, PAIR), dtime: PAIR.tripid, tstamp, items: {}, ...changes };
}

/** The checks of a repair, each as `key: condition`. */
function checksOf(items: readonly Item[], changes: Partial<Surroundings> = {}): string[] {
  const verdict = planPair(PAIR, items, { ...around, ...changes });
  if (verdict.outcome !== 'repair') throw new Error(`It is ${verdict.outcome}.`);
  const name = ({ username, created }: Key) => `${username} ${created}`;
  return verdict.repair.checks.map(({ key, when }) => `${name(key)}: ${when.text}`);
}

describe('A repair of a request', () => {
  const oneSide = [aHalf('traveler', 'PENDING')];

  it('checks that neither account is being removed', () => {
    expect(checksOf(oneSide)).toEqual(
      expect.arrayContaining([
        `${AMIRA} account: attribute_not_exists(removing)`,
        `${JONAS} account: attribute_not_exists(removing)`,
      ]),
    );
  });

  it('checks the travel date of the trip whose terms it takes over', () => {
    const check = `${AMIRA} ${PAIR.tripid}: trdate = :trdate`;
    expect(checksOf(oneSide)).toContain(check);
    expect(checksOf([aHalf('traveler', 'DECLINED')])).toContain(check);
  });

  it('checks that the trip of an open request is there, and that of a closed one is not', () => {
    expect(checksOf(oneSide, { trip: null, tripExpiresAt: 'unknown' })).toContain(
      `${AMIRA} ${PAIR.tripid}: attribute_exists(created)`,
    );
    expect(checksOf(oneSide, { trip: null, tripExpiresAt: null })).toContain(
      `${AMIRA} ${PAIR.tripid}: attribute_not_exists(created) OR tstamp <= :now`,
    );
  });

  it('checks that a side without a half has none in any status, but where it puts one', () => {
    const checked = checksOf(oneSide).filter((check) => check.startsWith(`${JONAS} traveler`));
    expect(checked.map((check) => check.split('_')[0])).toEqual([
      `${JONAS} traveleraccepted`,
      `${JONAS} travelerdeclined`,
      `${JONAS} travelercancelled`,
    ]);
  });
});

describe('The writes of a repair', () => {
  const before: Item = { username: 'a', created: 'pending_x', revision: 2, weather: 'fine' };
  const same: Item = { username: 'a', created: 'accepted_x' };
  const added: Item = { username: 'b', created: 'request_x' };
  /** The condition of a write, with the names of its attributes. */
  const conditionOf = (write: ReturnType<typeof writesOf>[number] | undefined) => {
    const part = write?.Put ?? write?.Delete ?? write?.ConditionCheck;
    const names = Object.entries(part?.ExpressionAttributeNames ?? {});
    return names.reduce(
      (text, [name, value]) => text.replaceAll(new RegExp(`${name}(?!\\d)`, 'g'), value),
      part?.ConditionExpression ?? '',
    );
  };

  it('put what changes, delete what goes, and check what stays, if each is as it was read', () => {
    const [put, check, addition] = writesOf(
      { before: [before, same], after: [{ ...before, revision: 3 }, same, added], checks: [] },
      'T',
    );
    expect(put?.Put?.Item?.['revision']).toEqual({ N: '3' });
    expect(check?.ConditionCheck).toBeDefined();
    expect(addition?.Put?.ConditionExpression).toBe('attribute_not_exists(created)');
    const [deletion] = writesOf({ before: [before], after: [], checks: [] }, 'T');
    for (const write of [put, deletion]) {
      const condition = conditionOf(write);
      for (const name of ['created', 'revision', 'weather']) expect(condition).toContain(`${name} = `);
      expect(deletion?.Delete).toBeDefined();
    }
  });

  it.each([
    ...['revision', 'changed', 'items', 'note', 'reason', 'version', 'updated', 'closing', 'hidden', 'tname', 'trdate'],
    ...['since', 'removing', 'suspended'],
    ...['cname', 'mobile', 'email', 'fb', 'instagram', 'twitter', 'linkedin', 'telegram'],
  ])('check that the API has not added: %s', (name) => {
    const [write] = writesOf({ before: [same], after: [], checks: [] }, 'T');
    expect(conditionOf(write)).toContain(`attribute_not_exists(${name})`);
  });
});

describe('A plan', () => {
  const planned = (...items: Item[]) => {
    const { requests, others } = plan(surveyOf(items, new People(null)), NOW);
    return [...requests, ...others].map(({ verdict }) => (verdict.outcome === 'left' ? verdict.why : verdict.outcome));
  };

  it('leaves a request on whose trip the API works', () => {
    const half = aHalf('traveler', 'PENDING');
    expect(planned(half)).toEqual(['repair']);
    for (const kind of ['closing', 'moved'] as const) {
      expect(planned(half, { ...markerKey(kind, TRIP_KEY) })).toEqual(['underWay', 'fine']);
      expect(planned(half, { ...markerKey(kind, { ...TRIP_KEY, username: NOOR }) })).toEqual(['repair', 'fine']);
    }
  });

  it('leaves requests and trips of people whose account is being removed', () => {
    for (const username of [PAIR.traveler, PAIR.requester]) {
      expect(planned(aHalf('traveler', 'PENDING'), { username, created: 'account', removing: 1 })[0]).toBe('underWay');
    }
    expect(planned(trip)).toEqual(['repair']);
    expect(planned(trip, { username: PAIR.traveler, created: 'account', removing: 1 })).toEqual(['underWay', 'fine']);
  });

  /** The items that the plan writes. */
  const written = (...items: Item[]) => {
    const { requests, others } = plan(surveyOf(items, new People(null)), NOW);
    return [...requests, ...others].flatMap(({ verdict }) =>
      verdict.outcome === 'repair' ? verdict.repair.after : [],
    );
  };
  const both = (status: 'ACCEPTED', changes: object) => [
    aHalf('traveler', status, changes),
    aHalf('requester', status, changes),
  ];

  it('counts what accepted requests take once, as they stand after their repair', () => {
    const free = (...items: Item[]) => {
      const stored = written(...items, trip).find(({ created }) => created === PAIR.tripid);
      return (stored?.['allowed'] as Record<string, { free: number }> | undefined)?.['Clothes']?.free;
    };
    const taken = { items: { Clothes: 2 } };
    expect(free(...both('ACCEPTED', taken))).toBe(8);
    expect(free(aHalf('traveler', 'ACCEPTED', taken), aHalf('requester', 'DECLINED', taken))).toBe(10);
  });

  it('leaves a request with a half that the API does not show', () => {
    expect(planned(aHalf('traveler', 'PENDING'), aHalf('requester', 'DECLINED', { dtime: 'x' }))).toEqual([
      'unreadable',
    ]);
  });

  it('takes the earlier expiry of two halves whose trip cannot be read', () => {
    const halves = [aHalf('traveler', 'PENDING'), aHalf('requester', 'PENDING', { tstamp: tstamp + 5 * DAY })];
    const unreadable = { ...trip, acceptto: 'someday' };
    expect(written(...halves, unreadable).map((item) => item['tstamp'])).toEqual([tstamp, tstamp]);
  });

  it('closes a request whose trip has expired, as one whose trip is gone', () => {
    expect(planned(aHalf('traveler', 'PENDING'), { ...trip, tstamp: NOW })).toEqual(['repair', 'expired']);
    const closed = written(aHalf('traveler', 'PENDING'), { ...trip, tstamp: NOW });
    expect(closed.map(({ created }) => created.split('_')[0])).toEqual(['cancelled', 'travelercancelled']);
    expect(planned(aHalf('traveler', 'PENDING', { tstamp: NOW }))).toEqual(['expired']);
    expect(planned(aHalf('traveler', 'PENDING', { tstamp: NOW + 1 }))).toEqual(['repair']);
  });
});
