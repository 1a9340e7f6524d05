import { beforeAll, describe, expect, it } from 'vitest';

import { contactsKey, halfKey } from '../../../domain/keys.ts';
import type { Request, Trip } from '../../../domain/schema.types.ts';
import { closed, followed, settled } from '../../support/stories/followUp.ts';
import { aMember, aPerson, type Person } from '../../support/stories/people.ts';
import { withPhones } from '../../support/stories/phone.ts';
import { aRequest, both, pairIn, statusesOf } from '../../support/stories/requests.ts';
import { everythingOf, forget, store } from '../../support/stories/storedItems.ts';
import { aTrip, inDays, keyOf } from '../../support/trips.ts';

const allowed = [
  { category: 'PAPER', cost: 1.25, kg: 0 },
  { category: 'CLOTHES', cost: 3.35, kg: 10 },
] as const;
const items = [
  { category: 'PAPER', kg: 0, pieces: 3 },
  { category: 'CLOTHES', kg: 1.5 },
] as const;
/** 3 documents at 1.25 and 1.5 kg at 3.35 are 8.775, which rounds half up to the cent. */
const PRICE = 8.78;

const missing = (who: 'YOU' | 'COUNTERPART') => ({ errorType: 'ContactsMissing', errorInfo: { who } });

describe('What Amira and Jonas agree on', () => {
  let amira: Person;
  let jonas: Person;
  beforeAll(async () => {
    [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    await settled(amira, jonas);
  });

  /** The terms of a request in every place that shows it to a person. */
  async function termsSeenBy(person: Person, { id, tripId, status }: Request): Promise<unknown[]> {
    const isTraveler = tripId.endsWith(person.id);
    const list = isTraveler ? await person.listsReceived({ status, tripId }) : await person.listsSent({ status });
    const found = [await person.sees(id), list.items.find((item) => item.id === id)];
    const { lists } = await person.exportsAccount();
    const exported = (lists['requests'] as Record<string, unknown>[]).filter(({ created }) =>
      String(created).includes(pairIn(id).tripid),
    );
    return [
      ...found.map((request) => request && termsOf(request)),
      ...exported.map(({ fromcity, tocity, trdate, currency, cost, pieces, tname, rname }) => ({
        ...{ fromCity: fromcity, toCity: tocity, travelDate: trdate, currency },
        ...{ costs: Object.values(cost as object), pieces, names: [tname, rname] },
      })),
    ];
  }

  function termsOf({ fromCity, toCity, travelDate, currency, price, items: agreed }: Request) {
    return { fromCity, toCity, travelDate, currency, price, items: agreed };
  }

  const seen = (trip: Trip, travelDate: string) => {
    const common = { fromCity: trip.fromCity, toCity: trip.toCity, travelDate, currency: 'EUR' };
    const shown = {
      ...common,
      price: PRICE,
      items: [
        { category: 'PAPER', kg: 0, pieces: 3, cost: 1.25 },
        { category: 'CLOTHES', kg: 1.5, pieces: null, cost: 3.35 },
      ],
    };
    return [
      shown,
      shown,
      { ...common, costs: expect.arrayContaining([1.25, 3.35]) as unknown, pieces: 3, names: ['Amira', 'Jonas'] },
    ];
  };

  it('stays through every later edit, in query, list, update and export, and after the trip is gone', async () => {
    const trip = await amira.posts(aTrip({ allowed: [...allowed] }));
    await withPhones([amira, jonas], async (hers, his) => {
      const sent = await jonas.sends(aRequest(trip, { items: [...items] }));
      expect(sent).toMatchObject({ price: PRICE, travelDate: trip.travelDate, counterpart: { name: 'Amira' } });
      for (const phone of [hers, his]) expect(await phone.hears()).toMatchObject({ change: 'STATUS', revision: 1 });
      const accepted = await amira.accepts(sent.id);

      // Dearer, and on other days of taking over.
      const dearer = allowed.map((item) => ({ ...item, cost: 99 }));
      await amira.edits({ id: trip.id, version: 1, allowed: dearer, acceptTo: inDays(20) });
      for (const person of [amira, jonas]) {
        expect(await termsSeenBy(person, accepted)).toEqual(seen(trip, trip.travelDate));
      }

      const moved = await amira.edits({ id: trip.id, version: 2, travelDate: inDays(33) });
      await followed(trip);
      for (const phone of [hers, his]) {
        expect(await phone.hears()).toMatchObject({ change: 'STATUS', status: 'ACCEPTED', revision: 2 });
        expect(await phone.hears()).toMatchObject({
          change: 'TRIP_MOVED',
          requestId: sent.id,
          status: 'ACCEPTED',
          revision: 3,
        });
      }
      for (const person of [amira, jonas]) {
        expect(await termsSeenBy(person, accepted)).toEqual(seen(trip, moved.travelDate));
      }

      await amira.takesDown(trip.id);
      await closed(trip);
      for (const person of [amira, jonas]) {
        const over = await person.sees(sent.id);
        expect(over).toMatchObject({ status: 'CANCELLED', reason: 'TRIP_DELETED', revision: 4, trip: null });
        expect(await termsSeenBy(person, { ...accepted, status: 'CANCELLED' })).toEqual(seen(trip, moved.travelDate));
      }
      // A date that moved once is told once.
      for (const phone of [hers, his]) {
        expect(await phone.hears()).toMatchObject({ change: 'STATUS', status: 'CANCELLED', revision: 4 });
      }
    });
  });

  it('is what the requester saw: another version of the trip is refused, with its number', async () => {
    const trip = await amira.posts(aTrip());
    await amira.edits({ id: trip.id, version: 1, allowed: [{ category: 'CLOTHES', cost: 99, kg: 10 }] });
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject({
      errorType: 'VersionConflict',
      errorInfo: { version: 2 },
    });
    expect(await statusesOf(`${trip.id}_${jonas.id}`)).toEqual({ traveler: [], requester: [] });
    expect(await jonas.sends(aRequest({ ...trip, version: 2 }))).toMatchObject({ price: 198 });
    // A phone that repeats the call gets the request, though the trip has changed since.
    await amira.edits({ id: trip.id, version: 2, acceptTo: inDays(20) });
    expect(await jonas.sends(aRequest({ ...trip, version: 2 }))).toMatchObject({ price: 198, revision: 1 });
  });

  it.each([
    ['JPY', [{ category: 'CLOTHES', kg: 1.33 }], 333, 443],
    ['KWD', [{ category: 'CLOTHES', kg: 1.33 }], 3.33, 4.429],
    ['EUR', [{ category: 'CLOTHES', kg: 0.01 }], 0.5, 0.01],
    ['EUR', [{ category: 'CLOTHES', kg: 2 }], 0, 0],
  ] as const)('costs a whole number of minor units: %s', async (currency, wanted, cost, price) => {
    const trip = await amira.posts(aTrip({ currency, allowed: [{ category: 'CLOTHES', cost, kg: 10 }] }));
    expect(await jonas.sends(aRequest(trip, { items: [...wanted] }))).toMatchObject({ currency, price });
  });
});

describe('A deal always has contacts', () => {
  it('so a person without a card sends nothing, and two cards are needed to accept', async () => {
    const [amira, jonas] = await Promise.all([aPerson('Amira'), aPerson('Jonas')]);
    const trip = await amira.posts(aTrip());
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject(missing('YOU'));
    expect((await everythingOf(jonas.id)).map(({ created }) => created)).toEqual([]);
    await jonas.savesContacts({ name: 'Jonas', email: jonas.email });
    const { id } = await jonas.sends(aRequest(trip));
    await expect(amira.accepts(id)).rejects.toMatchObject(missing('YOU'));
    await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    await jonas.deletesContacts();
    await expect(amira.accepts(id)).rejects.toMatchObject(missing('COUNTERPART'));
    expect(await statusesOf(id)).toEqual(both('PENDING'));
    await jonas.savesContacts({ name: 'Jonas', telegram: 'jonas_berg' });
    expect(await amira.accepts(id)).toMatchObject({ status: 'ACCEPTED', contacts: { name: 'Jonas' } });
    await jonas.deletesContacts();
    expect(await amira.sees(id)).toMatchObject({ status: 'ACCEPTED', contacts: null });
  });

  it('and a first app’s card without any channel does not count', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aPerson('Jonas')]);
    await store({ ...contactsKey(jonas.id), cname: 'Jonas', mobile: '', email: ' ' });
    await expect(jonas.sends(aRequest(await amira.posts(aTrip())))).rejects.toMatchObject(missing('YOU'));
  });

  it.each([{ mobile: '0100 1234567' }, { email: 'none' }, { mobile: '-', email: '-' }])(
    'and a first app’s card whose channels the API does not show does not count: %o',
    async (channels) => {
      const [amira, jonas] = await Promise.all([aMember('Amira'), aPerson('Jonas')]);
      const trip = await amira.posts(aTrip());
      const card = { ...contactsKey(jonas.id), cname: 'Jonas' };
      await store({ ...card, ...channels });
      expect(Object.values((await jonas.ownContacts()) ?? {}).filter(Boolean)).toEqual(['Jonas']);
      await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject(missing('YOU'));
      await store({ ...card, ...channels, instagram: 'jonas_berg' });
      const { id } = await jonas.sends(aRequest(trip));
      await store({ ...card, ...channels });
      await expect(amira.accepts(id)).rejects.toMatchObject(missing('COUNTERPART'));
    },
  );
});

describe('A request of the first app', () => {
  it('shows the terms of its trip, and without the trip its date alone', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    const { created: tripid } = keyOf(trip);
    const pair = { tripid, traveler: amira.id, requester: jonas.id };
    const row = { tripid, dtime: '2022-10-15-22-42-41-599518', tstamp: trip.expiresAt };
    for (const party of ['traveler', 'requester'] as const) {
      await store({ ...halfKey(party, 'PENDING', pair), ...row });
    }
    const id = `${trip.id}_${jonas.id}`;
    const terms = {
      fromCity: trip.fromCity,
      toCity: trip.toCity,
      travelDate: trip.travelDate,
      currency: 'EUR',
      price: 0,
    };
    expect(await jonas.sees(id)).toMatchObject({ ...terms, counterpart: { name: 'Amira' } });
    expect(await jonas.findsOwnRequest(trip.id)).toMatchObject(terms);
    expect((await amira.listsReceived({ status: 'PENDING' })).items).toMatchObject([terms]);
    await forget(keyOf(trip));
    expect(await jonas.sees(id)).toMatchObject({ fromCity: '', toCity: '', travelDate: trip.travelDate, currency: '' });
    expect((await jonas.listsSent({ status: 'PENDING' })).items).toMatchObject([{ travelDate: trip.travelDate }]);
  });
});

describe('Many sends of one person at once', () => {
  it('to one trip are one request; after a cancelled one, they never leave two statuses', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    const id = `${trip.id}_${jonas.id}`;
    for (let round = 0; round < 5; round += 1) {
      await Promise.allSettled([
        jonas.sends(aRequest(trip)),
        jonas.sends(aRequest(trip)).then(() => jonas.cancels(id)),
        jonas.sends(aRequest(trip)),
      ]);
      const { status } = (await jonas.sees(id)) ?? {};
      expect(await statusesOf(id)).toEqual(status && both(status));
    }
  });
});
