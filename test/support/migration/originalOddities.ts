import { contactsKey, halfKey, type Pair, tripKeyOf } from '../../../domain/keys.ts';
import type { Item } from '../stories/storedItems.ts';
import { inDays } from '../trips.ts';
import { anOriginalHalf, anOriginalTrip, aRepairedTrip, countOf, type Planted, termsOf } from './originalStore.ts';

const NEW = ['numbersAsText', 'noFree', 'noClosing', 'noVersion'];
const PAST = Math.floor(Date.parse(inDays(-1)) / 1000);
const LATER = Math.floor(Date.parse(inDays(60)) / 1000);
const BOTH = ['traveler', 'requester'] as const;

/** What becomes of items that stay as they are. */
function stays(items: readonly Item[], outcome: 'fine' | 'expired' | 'left'): Planted {
  const outcomes = { fine: 0, expired: 0, left: 0, toRepair: 0, [outcome]: items.length };
  return { items, expected: items, found: {}, outcomes };
}

function repaired(items: readonly Item[], expected: readonly Item[], found: readonly string[]): Planted {
  const outcomes = { fine: 0, expired: 0, left: 0, toRepair: items.length };
  return { items, expected, found: countOf(found), outcomes };
}

function bothHalves(pair: Pair, changes: Item = {}): Item[] {
  return BOTH.map((party) => anOriginalHalf(party, 'ACCEPTED', pair, changes));
}

/** Everything else that a table of the first app may hold, each around a pair of people of its own. */
export const ODDITIES: Readonly<Record<string, (pair: Pair) => Planted>> = {
  'a request whose sides were sent at different times': (pair) => {
    const [trip, other] = [tripKeyOf(pair), '2022-11-01-00-00-00-000000'];
    const tstamp = anOriginalTrip(trip)['tstamp'];
    const halves = [
      anOriginalHalf('traveler', 'PENDING', pair),
      anOriginalHalf('requester', 'PENDING', pair, { dtime: other }),
    ];
    const whole = { ...pair, items: {}, dtime: other, tstamp, revision: 1, ...termsOf(anOriginalTrip(trip)) };
    const expected = BOTH.map((party) => ({ ...halfKey(party, 'PENDING', pair), ...whole }));
    return repaired(
      [...halves, anOriginalTrip(trip)],
      [...expected, aRepairedTrip(trip)],
      [...NEW, 'detailsDiffer', 'noTerms'],
    );
  },
  'a request that outlives its trip': (pair) => {
    const trip = tripKeyOf(pair);
    const { dtime } = anOriginalHalf('traveler', 'ACCEPTED', pair);
    const { tstamp } = anOriginalTrip(trip);
    const whole = { ...pair, items: {}, dtime, tstamp, revision: 1, ...termsOf(anOriginalTrip(trip)) };
    const expected = BOTH.map((party) => ({ ...halfKey(party, 'ACCEPTED', pair), ...whole }));
    const items = [...bothHalves(pair, { tstamp: LATER }), anOriginalTrip(trip)];
    return repaired(items, [...expected, aRepairedTrip(trip)], [...NEW, 'expiryDiffers', 'noTerms']);
  },
  'accepted kilograms that a trip has not counted': (pair) => {
    const trip = tripKeyOf(pair);
    const halves = bothHalves(pair, { items: { Clothes: 2.5 } });
    const expected = [...withTerms(pair, halves, 2.5), aRepairedTrip(trip, {}, 7.5)];
    return repaired([...halves, anOriginalTrip(trip)], expected, [...NEW, 'noTerms']);
  },
  'more accepted kilograms than a trip takes': (pair) => {
    const trip = tripKeyOf(pair);
    const others = [pair, { ...pair, requester: `${pair.requester.slice(0, -4)}000b` }];
    const halves = others.flatMap((each) => bothHalves(each, { items: { Clothes: 6 } }));
    const expected = [...others.flatMap((each) => withTerms(each, bothHalves(each), 6)), aRepairedTrip(trip, {}, 0)];
    return repaired([...halves, anOriginalTrip(trip)], expected, [...NEW, 'overbooked', 'noTerms', 'noTerms']);
  },
  'a trip under another route': (pair) => {
    const trip = tripKeyOf(pair);
    const changes = { fromto: 'Berlin-Germany_Rome-Italy' };
    return repaired([anOriginalTrip(trip, changes)], [aRepairedTrip(trip)], [...NEW, 'otherRoute']);
  },
  'a request for a trip of their own': ({ tripid, traveler }) => {
    const self = { tripid, traveler, requester: traveler };
    const trip = anOriginalTrip(tripKeyOf(self));
    return repaired([...bothHalves(self), trip], [aRepairedTrip(tripKeyOf(self))], [...NEW, 'ownTrip']);
  },
  'a half in the way of which an expired one is': (pair) => {
    const trip = tripKeyOf(pair);
    const old = anOriginalHalf('requester', 'DECLINED', pair, { tstamp: PAST });
    const half = anOriginalHalf('traveler', 'DECLINED', pair);
    const { dtime, tstamp } = half;
    const whole = { ...pair, items: {}, dtime, tstamp, revision: 1, ...termsOf(anOriginalTrip(trip)) };
    const expected = BOTH.map((party) => ({ ...halfKey(party, 'DECLINED', pair), ...whole }));
    return repaired(
      [old, half, anOriginalTrip(trip)],
      [...expected, aRepairedTrip(trip)],
      [...NEW, 'sideMissing', 'noTerms'],
    );
  },
  'a trip in the form of the API': (pair) => stays([aRepairedTrip(tripKeyOf(pair), {}, 4), ...taken(pair)], 'fine'),
  'what has expired': (pair) => {
    const old = { tstamp: PAST };
    return stays([anOriginalTrip(tripKeyOf(pair), old), anOriginalHalf('traveler', 'ACCEPTED', pair, old)], 'expired');
  },
  'a card and preferences': ({ traveler }) => {
    const card = { ...contactsKey(traveler), cname: 'Amira', mobile: '+201001234567' };
    const known = stays([card, { username: traveler, created: 'account', language: 'ar' }], 'fine');
    const unknown = stays([{ username: traveler, created: 'settings', theme: 'dark' }], 'left');
    return {
      items: [...known.items, ...unknown.items],
      expected: [...known.expected, ...unknown.expected],
      found: {},
      outcomes: { fine: 2, expired: 0, left: 1, toRepair: 0 },
    };
  },
  'what nobody can read': (pair) =>
    stays(
      [
        anOriginalTrip(tripKeyOf(pair), { allowed: { Gold: { cost: '1.0', kg: '1.0' } } }),
        anOriginalHalf('traveler', 'PENDING', pair, { dtime: 'yesterday' }),
        anOriginalHalf('requester', 'ACCEPTED', pair),
        { username: pair.traveler, created: 'pending_', tstamp: LATER },
      ],
      'left',
    ),
  'a person whom the pool knows by another name': ({ tripid, traveler, requester }) => {
    const google = `Google_${requester}`;
    return stays(
      [
        anOriginalTrip({ username: google, created: tripid }),
        { username: traveler, created: `pending_${tripid}_${google}`, dtime: tripid, tripid, tstamp: LATER },
        { username: google, created: `request_${tripid}_${traveler}`, dtime: tripid, tripid, tstamp: LATER },
      ],
      'left',
    );
  },
};

/** Accepted halves after their repair, with the terms of their trip. */
function withTerms(pair: Pair, halves: readonly Item[], kg: number): Item[] {
  const terms = termsOf(anOriginalTrip(tripKeyOf(pair)), { Clothes: 3 });
  return halves.map((half) => ({ ...half, ...pair, items: { Clothes: kg }, revision: 1, ...terms }));
}

/** What the API has stored. */
function taken(pair: Pair): Item[] {
  const terms = termsOf(anOriginalTrip(tripKeyOf(pair)), { Clothes: 3 });
  return bothHalves(pair, { ...terms, items: { Clothes: 6 }, revision: 2 });
}
