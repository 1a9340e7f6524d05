import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { halfKey, type Party } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import type { RequestStatus } from '../../../domain/schema.types.ts';
import { type Item, placeOf } from '../../../migration/item.ts';
import { type Half, toHalf } from '../../../migration/plan/requests/half.ts';
import { planPair, type Surroundings } from '../../../migration/plan/requests/planPair.ts';
import type { Shown } from '../../../migration/plan/requests/terms.ts';
import { toTrip } from '../../../migration/plan/trips/trip.ts';
import type { Repair } from '../../../migration/repair.ts';

const NOW = 1_800_000_000;
const DAY = 24 * 60 * 60;
const PAIR = { tripid: '2026-10-04-19-34-18-736061', traveler: 'amira-1', requester: 'jonas-2' };
const PARTIES: readonly Party[] = ['traveler', 'requester'];
const SLOTS = PARTIES.flatMap((party) => STATUSES.map((status) => [party, status] as const));
/** The attributes that the API adds to halves; only `changed` would invoke the stream readers. */
const OURS = { changed: '2026-10-05T06:07:08.901Z', ...PAIR };

const attributes = fc.record(
  {
    dtime: fc.constantFrom('2026-10-04-19-34-18-736061', '2026-10-05-19-34-18-736'),
    tripid: fc.constantFrom(PAIR.tripid, '2020-01-01-00-00-00-000000'),
    tstamp: fc.constantFrom(NOW - 1, NOW + 10 * DAY, NOW + 10 * DAY + 60, NOW + 40 * DAY),
    items: fc.constantFrom({}, { Clothes: 2 }, { Clothes: '2.0', Paper: 0 }),
    note: fc.constantFrom('Two coats', 'A book'),
    revision: fc.integer({ min: 1, max: 3 }),
    reason: fc.constantFrom('WITHDRAWN', 'CANCELLED'),
    changed: fc.constant(OURS.changed),
    weather: fc.constant('fine'),
  },
  { requiredKeys: ['dtime', 'tstamp'] },
);

/** Any halves that a pair can have in a table, of the API and of the first app. */
const someHalves = fc
  .subarray(SLOTS, { minLength: 1 })
  .chain((slots) =>
    fc.tuple(
      ...slots.map(([party, status]) => attributes.map((more) => ({ ...halfKey(party, status, PAIR), ...more }))),
    ),
  );

const NOBODY: Shown = { name: null, since: null };
const AMIRA: Shown = { name: 'Amira', since: '2026-10-04' };

const surroundings: fc.Arbitrary<Surroundings> = fc
  .record({
    tripExpiresAt: fc.constantFrom(null, 'unknown' as const, NOW + 10 * DAY, NOW + 40 * DAY),
    isCounted: fc.boolean(),
    isNamed: fc.boolean(),
  })
  .map(({ tripExpiresAt, isCounted, isNamed }) => ({
    ...{ now: NOW, tripExpiresAt, isCounted, isUnderWay: false },
    trip: typeof tripExpiresAt === 'number' ? theTrip(tripExpiresAt) : null,
    shown: (userId) => (isNamed && userId === PAIR.traveler ? AMIRA : NOBODY),
  }));

/** The trip of the pair, as the API reads it. */
function theTrip(tstamp: number) {
  const item = {
    ...{ username: PAIR.traveler, created: PAIR.tripid, fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt' },
    ...{ acceptfrom: '2026-10-05', acceptto: '2026-10-30', trdate: '2026-10-31', currency: 'EUR', tstamp },
    allowed: { Clothes: { cost: '3.5', kg: '10.0' } },
  };
  return toTrip(item) ?? broken(item);
}

function live(items: readonly Item[]): Half[] {
  return items.filter(({ tstamp }: Item) => (tstamp as number) > NOW).map((item) => toHalf(item) ?? broken(item));
}

function broken({ created }: Item): never {
  throw new Error(`${created} is not a half.`);
}

/** The items after the repair is written. */
function repaired(items: readonly Item[], { before, after }: Repair): Item[] {
  const gone = new Set(before.map(placeOf));
  return [...items.filter((item) => !gone.has(placeOf(item))), ...after];
}

function statusesOf(halves: readonly Half[], party: Party): RequestStatus[] {
  return halves.filter((half) => half.party === party).map(({ status }) => status);
}

/** Whether the first app stored every half, and an acceptance of both sides after the last decline. */
function isAcceptedLater(halves: readonly Half[]): boolean {
  const declines = halves.filter(({ status }) => status === 'DECLINED').map(({ dtime }) => dtime);
  const accepts = halves.filter(({ status }) => status === 'ACCEPTED');
  const isAfter = accepts.every(({ dtime }) => declines.every((declined) => dtime > declined));
  return isAfter && accepts.length === 2 && halves.every(({ item }) => item['revision'] === undefined);
}

function planned(items: readonly Item[], around: Surroundings) {
  const verdict = planPair(PAIR, items, around);
  return { verdict, after: verdict.outcome === 'repair' ? repaired(items, verdict.repair) : items };
}

describe('For any halves of a request', () => {
  const forAll = (holds: (items: Item[], around: Surroundings) => void) => {
    fc.assert(fc.property(someHalves, surroundings, holds), { numRuns: 1_000 });
  };

  it('both halves agree after the repair, in status and details, or are left', () => {
    forAll((items, around) => {
      const { verdict, after } = planned(items, around);
      if (verdict.outcome === 'left' || verdict.outcome === 'expired') return;
      const [one, other, ...more] = live(after);
      expect(more).toEqual([]);
      expect([one?.party, other?.party].sort()).toEqual(['requester', 'traveler']);
      for (const name of ['status', 'dtime', 'kilograms', 'note', 'reason', 'revision', 'expiresAt'] as const) {
        expect([name, one?.[name]]).toEqual([name, other?.[name]]);
      }
    });
  });

  it('both sides store the terms of their trip and the known names, if they were not stored', () => {
    forAll((items, around) => {
      const { verdict, after } = planned(items, around);
      if (verdict.outcome === 'left' || verdict.outcome === 'expired' || !around.trip) return;
      for (const half of live(after)) {
        expect(half.terms).toMatchObject({ fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', trdate: '2026-10-31' });
        if ('Clothes' in half.kilograms) expect(half.terms?.cost['Clothes']).toBe(3.5);
        expect(half.item['tname']).toBe(around.shown(PAIR.traveler).name ?? undefined);
      }
    });
  });

  it('a second run finds nothing to repair', () => {
    forAll((items, around) => {
      const { verdict, after } = planned(items, around);
      if (verdict.outcome === 'repair') expect(planPair(PAIR, after, around).outcome).toBe('fine');
      else expect(planPair(PAIR, after, around)).toEqual(verdict);
    });
  });

  it('only requests that both halves accept, for an existing trip, stay accepted', () => {
    forAll((items, around) => {
      const { verdict, after } = planned(items, around);
      if (verdict.outcome !== 'repair' || !live(after).some(({ status }) => status === 'ACCEPTED')) return;
      const statuses = PARTIES.map((party) => statusesOf(live(items), party));
      for (const side of statuses) expect(side).toContain('ACCEPTED');
      if (statuses.flat().includes('DECLINED')) expect(isAcceptedLater(live(items))).toBe(true);
      expect(statuses.flat()).not.toContain('CANCELLED');
      expect(around.tripExpiresAt).not.toBeNull();
    });
  });

  it('declined and cancelled requests are not opened again', () => {
    forAll((items, around) => {
      const { verdict, after } = planned(items, around);
      const statuses = live(items).map(({ status }) => status);
      const isOver = statuses.includes('CANCELLED') || (statuses.includes('DECLINED') && !isAcceptedLater(live(items)));
      if (verdict.outcome !== 'repair' || !isOver) return;
      for (const { status } of live(after)) expect(['DECLINED', 'CANCELLED']).toContain(status);
    });
  });

  it('a repair invokes no stream reader', () => {
    forAll((items, around) => {
      const { verdict } = planned(items, around);
      if (verdict.outcome !== 'repair') return;
      const written = verdict.repair.after.filter((item) => !items.includes(item));
      for (const item of written) expect(item).not.toHaveProperty('changed');
    });
  });

  it("a repaired half has a higher revision and keeps its owner's other attributes", () => {
    forAll((items, around) => {
      const { verdict } = planned(items, around);
      if (verdict.outcome !== 'repair') return;
      const revisions = live(items).map(({ revision }) => revision);
      const written = verdict.repair.after.filter((item) => !items.includes(item));
      for (const item of written) expect(item['revision']).toBe(Math.max(...revisions) + 1);
      for (const item of written) {
        const own = items.find((before) => before.username === item.username && before.created === item.created);
        if (own && (own['tstamp'] as number) > NOW) expect(item['weather']).toBe(own['weather']);
      }
    });
  });

  it('a repair moves no kilograms of a trip that counts them', () => {
    forAll((items, around) => {
      const { verdict, after } = planned(items, { ...around, isCounted: true });
      if (verdict.outcome !== 'repair') return;
      const taken = (halves: readonly Half[]) =>
        halves
          .filter(({ status, party }) => status === 'ACCEPTED' && party === 'traveler')
          .map((half) => half.kilograms);
      const before = taken(live(items)).filter((kilograms) => Object.values(kilograms).some((kg) => kg > 0));
      const later = taken(live(after)).filter((kilograms) => Object.values(kilograms).some((kg) => kg > 0));
      expect(later).toEqual(before);
    });
  });

  it('a request that the API is changing is left', () => {
    forAll((items, around) => {
      const { verdict } = planned(items, { ...around, isUnderWay: true });
      expect(verdict.outcome).not.toBe('repair');
    });
  });
});

describe('A request with an acceptance and a decline', () => {
  const [early, late] = ['2026-10-04-19-34-18-736061', '2026-10-04-19-34-18-736062'];
  const both = (status: RequestStatus, dtime: string, more: object = {}) =>
    PARTIES.map((party): Item => ({ ...halfKey(party, status, PAIR), dtime, tstamp: NOW + 10 * DAY, ...more }));
  const around = {
    ...{ now: NOW, tripExpiresAt: NOW + 10 * DAY, isUnderWay: false, isCounted: false },
    ...{ trip: null, shown: () => NOBODY },
  };
  const statusOf = (...items: Item[]) => live(planned(items, around).after).map(({ status }) => status);

  it('is accepted if both sides accepted later', () => {
    expect(statusOf(...both('ACCEPTED', late), ...both('DECLINED', early))).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect(statusOf(...both('ACCEPTED', late), ...both('DECLINED', early).slice(1))).toEqual(['ACCEPTED', 'ACCEPTED']);
  });

  it('is declined if the decline is not earlier, or if one side alone accepted', () => {
    const declined = ['DECLINED', 'DECLINED'];
    expect(statusOf(...both('ACCEPTED', late), ...both('DECLINED', late))).toEqual(declined);
    expect(statusOf(...both('ACCEPTED', early), ...both('DECLINED', late).slice(1))).toEqual(declined);
    expect(statusOf(...both('ACCEPTED', late).slice(1), ...both('DECLINED', early))).toEqual(declined);
  });

  it('is declined if the API wrote a half: its time is that of the sending', () => {
    const ofApi = both('DECLINED', early, { revision: 2 });
    expect(statusOf(...both('ACCEPTED', late), ...ofApi)).toEqual(['DECLINED', 'DECLINED']);
  });
});

describe('A request that both accepted without kilograms, and that was sent again', () => {
  const both = PARTIES.map((party) => ({
    ...halfKey(party, 'ACCEPTED', PAIR),
    dtime: '2026-10-04-19-34-18-736061',
    tstamp: NOW + 10 * DAY,
    items: {},
  }));
  const anew = { ...both[0], ...halfKey('traveler', 'PENDING', PAIR), items: { Clothes: 2 }, revision: 1 } as const;
  const around = { now: NOW, tripExpiresAt: NOW + 10 * DAY, isUnderWay: false, trip: null, shown: () => NOBODY };

  it('is left if the trip counts kilograms: the repair would take uncounted ones', () => {
    const verdict = planPair(PAIR, [...both, anew], { ...around, isCounted: true });
    expect(verdict).toEqual({ outcome: 'left', why: 'kilograms' });
  });

  it('is repaired if the trip does not count kilograms yet', () => {
    const { after } = planned([...both, anew], { ...around, isCounted: false });
    expect(live(after).map(({ status, kilograms }) => [status, kilograms])).toEqual([
      ['ACCEPTED', { Clothes: 2 }],
      ['ACCEPTED', { Clothes: 2 }],
    ]);
  });
});
