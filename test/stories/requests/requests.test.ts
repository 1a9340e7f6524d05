import { beforeAll, describe, expect, it } from 'vitest';

import { halfKey } from '../../../domain/keys.ts';
import type { RequestConnection } from '../../../domain/schema.types.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { aRequest, both, freeClothes, pairIn, statusesOf } from '../../support/stories/requests.ts';
import { forget, overwrite, store, stored } from '../../support/stories/storedItems.ts';
import { aTrip, inDays, keyOf } from '../../support/trips.ts';

describe('Jonas asks Amira to take clothes to Cairo', () => {
  let amira: Person;
  let jonas: Person;
  let noor: Person;
  beforeAll(async () => {
    [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
  });

  it('and both see the same request, each from their side', async () => {
    const trip = await amira.posts(aTrip());
    const sent = await jonas.sends(aRequest(trip, { note: 'Two coats,\nfolded 🧥' }));
    expect(sent).toMatchObject({
      id: `${trip.id}_${jonas.id}`,
      status: 'PENDING',
      role: 'SENT',
      actions: ['CANCEL'],
      revision: 1,
      tripId: trip.id,
      traveler: amira.id,
      requester: jonas.id,
      fromCity: 'Berlin-Germany',
      toCity: 'Cairo-Egypt',
      travelDate: trip.travelDate,
      currency: 'EUR',
      price: 6,
      items: [{ category: 'CLOTHES', kg: 2, pieces: null, cost: 3 }],
      note: 'Two coats,\nfolded 🧥',
      reason: null,
      trip: { id: trip.id },
      counterpart: { id: amira.id, name: 'Amira' },
      contacts: null,
    });
    expect(await jonas.sees(sent.id)).toEqual(sent);
    expect(await jonas.findsOwnRequest(trip.id)).toEqual(sent);
    expect(await amira.findsOwnRequest(trip.id)).toBeNull();
    expect(await amira.sees(sent.id)).toEqual({
      ...sent,
      role: 'RECEIVED',
      actions: ['ACCEPT', 'DECLINE'],
      counterpart: { id: jonas.id, name: 'Jonas' },
    });
  });

  it('and it is stored twice under the names of the first app, with its terms and names', async () => {
    const trip = await amira.posts(aTrip());
    const { id, changedAt } = await jonas.sends(aRequest(trip, { note: 'Coats' }));
    const { created } = keyOf(trip);
    const common = {
      items: { Clothes: 2 },
      cost: { Clothes: 3 },
      fromcity: 'Berlin-Germany',
      tocity: 'Cairo-Egypt',
      trdate: trip.travelDate,
      currency: 'EUR',
      tname: 'Amira',
      rname: 'Jonas',
      note: 'Coats',
      dtime: expect.stringMatching(/^\d{4}(-\d\d){5}-\d{6}$/) as unknown,
      sends: 1,
      changed: changedAt,
      revision: 1,
      tstamp: trip.expiresAt,
    };
    const [traveler, requester] = [
      halfKey('traveler', 'PENDING', pairIn(id)),
      halfKey('requester', 'PENDING', pairIn(id)),
    ];
    expect(traveler).toEqual({ username: amira.id, created: `pending_${created}_${jonas.id}` });
    expect(requester).toEqual({ username: jonas.id, created: `request_${created}_${amira.id}` });
    expect(await stored(traveler)).toEqual({ ...traveler, ...common });
    expect(await stored(requester)).toEqual({ ...requester, ...common });
  });

  it('she accepts: the kilograms are taken; he cancels: they are free again, once', async () => {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip, { items: [{ category: 'CLOTHES', kg: 2.35 }] }));
    expect(await freeClothes(amira, trip)).toBe(10);
    const accepted = await amira.accepts(id);
    expect(accepted).toMatchObject({ status: 'ACCEPTED', role: 'RECEIVED', actions: ['CANCEL'], revision: 2 });
    expect(await freeClothes(amira, trip)).toBe(7.65);
    expect(await statusesOf(id)).toEqual(both('ACCEPTED'));
    const cancelled = await jonas.cancels(id);
    expect(cancelled).toMatchObject({ status: 'CANCELLED', reason: 'CANCELLED', actions: [], revision: 3 });
    await jonas.cancels(id);
    expect(await freeClothes(amira, trip)).toBe(10);
    expect(await statusesOf(id)).toEqual(both('CANCELLED'));
    expect(await amira.opens(trip.id)).toMatchObject({ version: 1 });
  });

  it('she declines, and that is final for this trip', async () => {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    expect(await amira.declines(id)).toMatchObject({ status: 'DECLINED', actions: [], reason: null });
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject({ errorType: 'AlreadyDeclined', errorInfo: {} });
    await expect(jonas.cancels(id)).rejects.toMatchObject({
      errorType: 'StatusChanged',
      errorInfo: { status: 'DECLINED' },
    });
    const another = await amira.posts(aTrip());
    expect(await jonas.sends(aRequest(another))).toMatchObject({ status: 'PENDING' });
    expect(await statusesOf(id)).toEqual(both('DECLINED'));
  });

  it('he withdraws it and sends another, whose revision goes on', async () => {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip, { note: 'First' }));
    expect(await jonas.cancels(id)).toMatchObject({ status: 'CANCELLED', reason: 'WITHDRAWN', revision: 2 });
    const again = await jonas.sends(aRequest(trip, { items: [{ category: 'ELECTRONICS', kg: 1 }] }));
    expect(again).toMatchObject({ id, status: 'PENDING', revision: 3, note: null, reason: null });
    expect(again.items).toEqual([{ category: 'ELECTRONICS', kg: 1, pieces: null, cost: 20 }]);
    expect(again.price).toBe(20);
    expect(await statusesOf(id)).toEqual(both('PENDING'));
  });

  it('and a phone that repeats itself is told how things stand', async () => {
    const trip = await amira.posts(aTrip());
    const sent = await jonas.sends(aRequest(trip, { note: '' }));
    expect(await jonas.sends(aRequest(trip))).toEqual(sent);
    await expect(jonas.sends(aRequest(trip, { note: 'Please!' }))).rejects.toMatchObject({
      errorType: 'AlreadyRequested',
      errorInfo: {},
    });
    const accepted = await amira.accepts(sent.id);
    expect(await amira.accepts(sent.id)).toEqual(accepted);
    expect(await jonas.sends(aRequest(trip))).toMatchObject({ status: 'ACCEPTED', revision: 2 });
    await expect(amira.declines(sent.id)).rejects.toMatchObject({
      errorType: 'StatusChanged',
      errorInfo: { status: 'ACCEPTED' },
    });
    expect(await freeClothes(amira, trip)).toBe(8);
  });

  it('for several things at once: all of them fit, or none is taken', async () => {
    const trip = await amira.posts(aTrip());
    const items = (kg: number) => [{ category: 'ELECTRONICS', kg } as const, { category: 'CLOTHES', kg: 6 } as const];
    const { id } = await jonas.sends(aRequest(trip, { items: items(3) }));
    const other = await noor.sends(aRequest(trip, { items: items(1) }));
    expect((await amira.accepts(id)).items.map(({ category }) => category)).toEqual(['CLOTHES', 'ELECTRONICS']);
    await expect(amira.accepts(other.id)).rejects.toMatchObject({
      errorType: 'NotEnoughSpace',
      errorInfo: { category: 'CLOTHES', freeKg: 4 },
    });
    expect((await amira.opens(trip.id))?.allowed.map(({ freeKg }) => freeKg)).toEqual([4, 2]);
    expect(await statusesOf(other.id)).toEqual(both('PENDING'));
  });

  it('for documents, which weigh nothing, even when she takes no more of them by then', async () => {
    const paper = { category: 'PAPER', cost: 5, kg: 0 } as const;
    const bag = { category: 'BAG', cost: 5, kg: 3 } as const;
    const trip = await amira.posts(aTrip({ allowed: [paper, bag] }));
    const { id } = await jonas.sends(aRequest(trip, { items: [{ category: 'PAPER', kg: 0, pieces: 3 }] }));
    await amira.accepts(id);
    await amira.edits({ id: trip.id, version: 1, allowed: [bag] });
    expect(await jonas.cancels(id)).toMatchObject({ status: 'CANCELLED' });
    const paperAgain = aRequest({ ...trip, version: 2 }, { items: [{ category: 'PAPER', kg: 0, pieces: 1 }] });
    await expect(jonas.sends(paperAgain)).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field: 'items', rule: 'notOffered', category: 'PAPER' },
    });
  });

  it('and either cancels, though the trip has expired and is gone', async () => {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    await amira.accepts(id);
    await forget(keyOf(trip));
    expect(await amira.cancels(id)).toMatchObject({ status: 'CANCELLED', reason: 'CANCELLED', trip: null });
    expect(await statusesOf(id)).toEqual(both('CANCELLED'));
  });

  it.each([
    ['past its last day for requests', { acceptto: inDays(-2) }, { errorType: 'TripClosed', errorInfo: {} }],
    ['past its expiry', { tstamp: 1_700_000_000 }, { errorType: 'NotFound', errorInfo: {} }],
  ])('but not for a trip %s', async (_, change, refusal) => {
    const trip = await amira.posts(aTrip());
    await overwrite(keyOf(trip), change);
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject(refusal);
    expect(await jonas.findsOwnRequest(trip.id).catch(() => null)).toBeNull();
  });

  it('and she accepts until the day of travel, no later', async () => {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    const late = await noor.sends(aRequest(trip));
    await overwrite(keyOf(trip), { acceptto: inDays(-3), trdate: inDays(0) });
    expect(await amira.accepts(id)).toMatchObject({ status: 'ACCEPTED' });
    await overwrite(keyOf(trip), { trdate: inDays(-2) });
    await expect(amira.accepts(late.id)).rejects.toMatchObject({ errorType: 'TripClosed' });
    expect(await statusesOf(late.id)).toEqual(both('PENDING'));
  });

  it('an expired request is not shown, also before TTL deletes it, and a new one takes its place', async () => {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    await amira.declines(id);
    for (const party of ['traveler', 'requester'] as const) {
      await overwrite(halfKey(party, 'DECLINED', pairIn(id)), { tstamp: Math.floor(Date.now() / 1000) - 1 });
    }
    expect(await jonas.sees(id)).toBeNull();
    expect((await jonas.listsSent({ status: 'DECLINED' })).items.map((request) => request.id)).not.toContain(id);
    await expect(amira.accepts(id)).rejects.toMatchObject({ errorType: 'NotFound' });
    expect(await jonas.sends(aRequest(trip))).toMatchObject({ status: 'PENDING', revision: 1 });
  });
});

describe('A list of requests', () => {
  let amira: Person;
  const requesters: Person[] = [];
  beforeAll(async () => {
    amira = await aMember('Amira');
    for (let at = 0; at < 5; at += 1) requesters.push(await aMember('Jonas'));
  });

  it('has those of its status alone, page by page, for one trip or for all', async () => {
    const [jonas] = requesters;
    if (!jonas) throw new Error('Nobody there.');
    const [first, second] = [await amira.posts(aTrip()), await amira.posts(aTrip())];
    const sent: string[] = [];
    for (const person of requesters) sent.push((await person.sends(aRequest(first))).id);
    const newest = (await jonas.sends(aRequest(second))).id;
    const turn = async (tripId?: string) => {
      const pages: string[][] = [];
      let nextToken: string | null = null;
      do {
        const page = await amira.listsReceived({
          status: 'PENDING',
          limit: 2,
          nextToken,
          ...(tripId ? { tripId } : {}),
        });
        pages.push(page.items.map(({ id }) => id));
        nextToken = page.nextToken;
      } while (nextToken);
      return pages;
    };
    const pages = await turn();
    expect(pages.map((page) => page.length)).toEqual([2, 2, 2]);
    expect(pages.flat()[0]).toBe(newest);
    expect(pages.flat().sort()).toEqual([...sent, newest].sort());
    expect((await turn(first.id)).flat().sort()).toEqual([...sent].sort());
    await amira.declines(sent[0] ?? '');
    expect((await jonas.listsSent({ status: 'PENDING' })).items.map(({ id }) => id)).toEqual([newest]);
    expect((await jonas.listsSent({ status: 'DECLINED' })).items).toMatchObject([{ id: sent[0], role: 'SENT' }]);
  });

  it('is for the traveler of the trip, and its tokens for the list that gave them', async () => {
    const [jonas, noor] = requesters;
    const trip = await amira.posts(aTrip());
    await jonas?.sends(aRequest(trip));
    await noor?.sends(aRequest(trip));
    await expect(jonas?.listsReceived({ status: 'PENDING', tripId: trip.id })).rejects.toMatchObject({
      errorType: 'NotAllowed',
      errorInfo: {},
    });
    const { nextToken } = await amira.listsReceived({ status: 'PENDING', tripId: trip.id, limit: 1 });
    expect(nextToken).not.toBeNull();
    const refusal = { errorType: 'ValidationError', errorInfo: { field: 'nextToken' } };
    await expect(amira.listsReceived({ status: 'ACCEPTED', nextToken })).rejects.toMatchObject(refusal);
    await expect(amira.listsReceived({ status: 'PENDING', nextToken })).rejects.toMatchObject(refusal);
    await expect(jonas?.listsSent({ status: 'PENDING', nextToken })).rejects.toMatchObject(refusal);
  });
});

describe('Amira, who travels to a place that everybody wants things from,', () => {
  it('sees 60 requests in pages as long as a page can be', async () => {
    const amira = await aMember('Amira');
    const trip = await amira.posts(aTrip());
    const { created: tripid } = keyOf(trip);
    const items = { Paper: 0, Medicine: 1, Clothes: 1, Electronics: 1, Bag: 1, Others: 1 };
    for (let at = 0; at < 60; at += 1) {
      const pair = { tripid, traveler: amira.id, requester: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}` };
      const sent = { dtime: tripid, changed: trip.createdAt, revision: 1, tstamp: trip.expiresAt };
      await store({ ...halfKey('traveler', 'PENDING', pair), ...pair, items, ...sent });
    }
    const page = async (nextToken: string | null = null) => {
      const query = `query ($nextToken: String) {
        receivedRequests(status: PENDING, limit: 50, nextToken: $nextToken) { items { id actions } nextToken }
      }`;
      return (await amira.ask<{ receivedRequests: RequestConnection }>(query, { nextToken })).receivedRequests;
    };
    const first = await page();
    const second = await page(first.nextToken);
    expect([first.items.length, second.items.length, second.nextToken]).toEqual([50, 10, null]);
    expect(first.items[0]).toMatchObject({ actions: ['ACCEPT', 'DECLINE'] });
  });
});
