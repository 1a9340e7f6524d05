import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hasNumbers } from '../../../domain/categories.ts';
import { halfKey } from '../../../domain/keys.ts';
import type { Item } from '../../../migration/item.ts';
import { type Half, toHalf } from '../../../migration/plan/requests/half.ts';
import type { Shown } from '../../../migration/plan/requests/terms.ts';
import { planTrip } from '../../../migration/plan/trips/planTrip.ts';
import { tidyTrip } from '../../../migration/plan/trips/tidyTrip.ts';

const NOW = 1_800_000_000;
const DAY = 24 * 60 * 60;
const PAIR = { tripid: '2026-10-04-19-34-18-736061', traveler: 'amira-1', requester: 'jonas-2' };
const NOBODY: Shown = { name: null, since: null };
const AMIRA: Shown = { name: 'Amira', since: '2026-10-04' };

function broken({ created }: Item): never {
  throw new Error(`${created} is not a half.`);
}

/** Decides about a trip under its right key. */
function decided(item: Item, accepted: readonly Half[] = [], traveler = NOBODY) {
  const isCounted = hasNumbers(item['allowed']);
  return planTrip({ stored: item, item }, { tidy: tidyTrip(item), isCounted, accepted, traveler, now: NOW });
}

describe('For any categories of a trip of the first app', () => {
  const kilograms = fc.integer({ min: 0, max: 10_000 }).map((kg) => kg / 100);
  const categories = fc.uniqueArray(fc.constantFrom('Paper', 'Clothes', 'Electronics', 'Bag'), { minLength: 1 });
  const allowed = categories.chain((names) =>
    fc
      .tuple(...names.map(() => fc.record({ cost: kilograms.map(String), kg: kilograms.map((kg) => kg.toFixed(2)) })))
      .map((entries) => Object.fromEntries(names.map((name, at) => [name, entries[at]]))),
  );
  const accepted = fc.array(fc.record({ Clothes: kilograms, Bag: kilograms }, { requiredKeys: [] }), { maxLength: 5 });

  const aTrip = (changes: object) => ({
    username: 'amira-1',
    created: PAIR.tripid,
    acceptfrom: '2026-10-05',
    acceptto: '2026-10-30',
    currency: 'EUR',
    fromcity: 'Berlin-Germany',
    fromto: 'Berlin-Germany_Cairo-Egypt',
    tocity: 'Cairo-Egypt',
    trdate: '2026-10-31',
    tstamp: NOW + DAY,
    ...changes,
  });
  const anAccepted = (items: object, at: number) => {
    const pair = { ...PAIR, requester: `jonas-${at}` };
    const half = { ...halfKey('traveler', 'ACCEPTED', pair), items, dtime: PAIR.tripid, tstamp: NOW + DAY };
    return toHalf(half) ?? broken(half);
  };

  it('the free kilograms are what accepted requests leave; overbooking is reported', () => {
    fc.assert(
      fc.property(allowed, accepted, (offers, taken) => {
        const { verdict } = decided(aTrip({ allowed: offers }), taken.map(anAccepted));
        if (verdict.outcome !== 'repair') throw new Error(verdict.outcome);
        let isOverbooked = false;
        const next = verdict.repair.after[0]?.['allowed'] as Record<string, Record<string, unknown>>;
        expect(Object.keys(next)).toEqual(Object.keys(offers));
        for (const [name, offer] of Object.entries(offers)) {
          // In hundredths, which have an exact sum.
          const hundredths = taken.map((items) => Math.round(((items as Record<string, number>)[name] ?? 0) * 100));
          const free = Math.round(Number(offer?.kg) * 100) - hundredths.reduce((sum, kg) => sum + kg, 0);
          isOverbooked ||= free < 0;
          expect(next[name]).toEqual({
            cost: Number(offer?.cost),
            kg: Number(offer?.kg),
            free: Math.max(0, free) / 100,
          });
        }
        expect(verdict.contradictions.includes('overbooked')).toBe(isOverbooked);
        const again = decided(verdict.repair.after[0] ?? aTrip({}), taken.map(anAccepted));
        expect(again).toEqual({ verdict: { outcome: 'fine' }, notices: [] });
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['an unknown category', { allowed: { Gold: { cost: '1', kg: '1' } } }],
    ['kilograms that are not a number', { allowed: { Bag: { cost: '1', kg: 'many' } } }],
    ['no categories', { allowed: {} }],
    ['an invalid day', { acceptto: '2026-02-30' }],
    ['no city', { fromcity: '' }],
    ['no time of expiry', { tstamp: '1800086400' }],
  ])('a trip is left with %s', (_, changes) => {
    const trip = aTrip({ allowed: { Bag: { cost: '1.0', kg: '2.0' } }, ...changes });
    expect(decided(trip).verdict).toEqual({ outcome: 'left', why: 'unreadable' });
  });

  it('a part of a hundredth of a kilogram is neither lost nor added', () => {
    const allowed = { Bag: { cost: '1', kg: '2.337' }, Clothes: { cost: '1', kg: '1.333' } };
    const { verdict } = decided(aTrip({ allowed }), [anAccepted({ Clothes: 1 }, 1)]);
    expect(verdict).toMatchObject({
      repair: { after: [{ allowed: { Bag: { kg: 2.337, free: 2.337 }, Clothes: { kg: 1.333, free: 0.333 } } }, {}] },
    });
  });

  it('the search key and the route are repaired', () => {
    const allowed = { Bag: { cost: '1.0', kg: '2.0', colour: 'red' } };
    const trip = aTrip({ allowed, fromto: 'Berlin', closing: 'soon', version: 7, weather: 'fine' });
    const { verdict } = decided(trip, [], AMIRA);
    expect(verdict).toMatchObject({
      contradictions: ['numbersAsText', 'noFree', 'otherClosing', 'noNames', 'otherRoute'],
      repair: {
        after: [
          {
            allowed: { Bag: { cost: 1, kg: 2, free: 2, colour: 'red' } },
            closing: `2026-10-30#${PAIR.tripid}#amira-1`,
            fromto: 'Berlin-Germany_Cairo-Egypt',
            version: 7,
            tname: 'Amira',
            since: '2026-10-04',
            weather: 'fine',
          },
        ],
      },
    });
  });

  it('values that the API counts are checked but never overwritten', () => {
    const allowed = { Clothes: { cost: 1, kg: 5, free: 5 } };
    const whole = { allowed, closing: `2026-10-30#${PAIR.tripid}#amira-1`, version: 2 };
    expect(decided(aTrip(whole))).toEqual({ verdict: { outcome: 'fine' }, notices: [] });
    const accepts = [anAccepted({ Clothes: 2 }, 1)];
    expect(decided(aTrip(whole), accepts)).toEqual({ verdict: { outcome: 'fine' }, notices: ['freeDiffers'] });
  });

  it('a wrong count is found in the run that repairs the trip otherwise', () => {
    const allowed = { Clothes: { cost: 1, kg: 5, free: 5 } };
    const { verdict, notices } = decided(aTrip({ allowed, version: 2 }), [anAccepted({ Clothes: 2 }, 1)]);
    expect(notices).toEqual(['freeDiffers']);
    expect(verdict).toMatchObject({ contradictions: ['noClosing'], repair: { after: [{ allowed }] } });
  });

  it('a trip of a suspended traveler stays hidden from searches', () => {
    const allowed = { Clothes: { cost: 1, kg: 5, free: 5 } };
    const hidden = `2026-10-30#${PAIR.tripid}#amira-1`;
    const trip = aTrip({ allowed, version: 2, hidden });
    expect(decided(trip).verdict).toEqual({ outcome: 'fine' });
    const { verdict } = decided({ ...trip, fromto: 'Berlin-Germany' });
    expect(verdict).toMatchObject({ contradictions: ['otherRoute'], repair: { after: [{ hidden }] } });
    expect(verdict).not.toHaveProperty('repair.after.0.closing');
  });
});

describe('A trip of the first app', () => {
  const written = (changes: object) => {
    const trip: Item = {
      ...{ username: 'amira-1', created: PAIR.tripid, fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt' },
      ...{ acceptfrom: '2026-10-05', acceptto: '2026-10-30', trdate: '2026-10-31', currency: 'EUR' },
      ...{ tstamp: NOW + DAY, allowed: { Bag: { cost: '1.0', kg: '2.0' } }, ...changes },
    };
    const { verdict, notices } = decided(trip);
    const found = verdict.outcome === 'repair' ? verdict.contradictions.filter((name) => name.startsWith('odd')) : null;
    return { item: verdict.outcome === 'repair' ? verdict.repair.after[0] : undefined, found, notices };
  };

  it.each([
    ['.5', 0.5],
    ['05', 5],
    ['3.', 3],
    [' 3 ', 3],
    ['3,5', 3.5],
    ['3,50', 3.5],
    ['007,25', 7.25],
    ['00', 0],
    ['3.3333333333', 3.333333],
    ['0,30000000000000004', 0.3],
  ])('gets the number that a person meant by "%s"', (text, number) => {
    const { item, found } = written({ allowed: { Bag: { cost: text, kg: '2.0' } } });
    expect(item?.['allowed']).toEqual({ Bag: { cost: number, kg: 2, free: 2 } });
    expect(found).toEqual(['oddNumbers']);
  });

  it.each(['1,000', '1.000,5', '3.5.1', '', '.', ',', '-1', '1e3', 'many', 'NaN', null, -1, {}])(
    'loses only the category whose number is %j',
    (value) => {
      const { item, found } = written({ allowed: { Bag: { cost: '1', kg: value }, Paper: { cost: '2', kg: '0' } } });
      expect(item?.['allowed']).toEqual({ Paper: { cost: 2, kg: 0, free: 0 } });
      expect(found).toEqual(['oddCategories']);
    },
  );

  it('gets the right name of a category, and loses one that nobody knows', () => {
    const one = { cost: '1', kg: '2' };
    const { item, found } = written({ allowed: { ' bag': one, Paper: one, paper: { cost: '9', kg: '9' }, Gold: one } });
    const right = { cost: 1, kg: 2, free: 2 };
    expect(item?.['allowed']).toEqual({ Bag: right, Paper: right });
    expect(found).toEqual(['oddCategories']);
  });

  it.each([
    ['  Berlin - Germany ', 'Berlin-Germany'],
    ['New  York-USA', 'New York-USA'],
    ['New\u00A0York-USA', 'New York-USA'],
    ['Ko\u0308ln-Germany', 'K\u00F6ln-Germany'],
  ])('gets a city that searches find: %j', (fromcity, city) => {
    const { item, found, notices } = written({ fromcity });
    expect(item).toMatchObject({ fromcity: city, fromto: `${city}_Cairo-Egypt` });
    expect([found, notices]).toEqual([['oddCities'], []]);
  });

  it.each([
    ['cityForm', { fromcity: 'New_York-USA' }],
    ['cityForm', { fromcity: 'Berlin' }],
    ['cityForm', { tocity: `${'x'.repeat(100)}-Egypt` }],
    ['cityForm', { tocity: 'Cairo--Egypt' }],
    ['sameCity', { tocity: 'berlin-germany' }],
    ['currency', { currency: '$' }],
    ['currency', { currency: 'pound' }],
  ])('is reported as %s with %j', (notice, changes) => {
    const { item, found, notices } = written(changes);
    expect([found, notices]).toEqual([[], [notice]]);
    expect(item).toMatchObject(changes);
  });

  it.each([
    ['euro', 'EUR'],
    ['\u20AC', 'EUR'],
    [' eur', 'EUR'],
    ['Euros', 'EUR'],
    ['egp', 'EGP'],
    ['US$', 'USD'],
  ])('gets the code of the currency %s', (currency, code) => {
    const { item, found, notices } = written({ currency });
    expect([item?.['currency'], found, notices]).toEqual([code, ['oddCurrency'], []]);
  });
});
