import { beforeAll, describe, expect, it } from 'vitest';

import { aPerson, type Person } from '../../support/stories/people.ts';
import { overwrite, store } from '../../support/stories/storedItems.ts';
import { aCity, aTrip, inDays } from '../../support/trips.ts';

const ids = (trips: readonly { readonly id: string }[]) => trips.map(({ id }) => id);

describe('Jonas looks for a trip', () => {
  let amira: Person;
  let mina: Person;
  let jonas: Person;
  beforeAll(async () => {
    [amira, mina, jonas] = await Promise.all([aPerson('Amira'), aPerson('Mina'), aPerson('Jonas')]);
  });

  it('and finds the one from Berlin to Cairo by its departure, by its arrival, and by both', async () => {
    const [fromCity, toCity] = [aCity('Berlin'), aCity('Cairo', 'Egypt')];
    const trip = await amira.posts(aTrip({ fromCity, toCity }));
    for (const args of [{ from: fromCity }, { to: toCity }, { from: fromCity, to: toCity }]) {
      expect(await jonas.searches(args)).toEqual({ items: [{ ...trip, mine: false }], nextToken: null });
    }
    expect(await jonas.searches({ from: toCity, to: fromCity })).toEqual({ items: [], nextToken: null });
  });

  it('however the accents of its city are typed', async () => {
    const fromCity = aCity('Cafayaté');
    const { id } = await amira.posts(aTrip({ fromCity: fromCity.normalize('NFD') }));
    expect(ids((await jonas.searches({ from: fromCity.normalize('NFC') })).items)).toEqual([id]);
    expect(ids((await jonas.searches({ from: fromCity.normalize('NFD') })).items)).toEqual([id]);
  });

  it('with an access token as well as with an ID token', async () => {
    const { fromCity } = await amira.posts(aTrip({ fromCity: aCity() }));
    expect((await jonas.searches({ from: fromCity }, jonas.accessToken)).items).toHaveLength(1);
    expect((await jonas.searches({ from: fromCity }, jonas.idToken)).items).toHaveLength(1);
  });

  it('page by page, every page full, each trip once, the soonest closing first, never his own', async () => {
    const fromCity = aCity();
    const posted = [];
    for (let at = 0; at < 23; at += 1) {
      const dates = { acceptTo: inDays(40 - at), travelDate: inDays(41) };
      posted.push(await [amira, mina][at % 2]?.posts(aTrip({ fromCity, ...dates })));
      if (at % 4 === 0) await jonas.posts(aTrip({ fromCity, ...dates }));
    }
    const pages = await jonas.searchesOn({ from: fromCity, limit: 5 });
    expect(pages.map((page) => page.length)).toEqual([5, 5, 5, 5, 3]);
    expect(ids(pages.flat())).toEqual(ids(posted.reverse().filter((trip) => trip !== undefined)));
  });

  it('and the last page is no empty one when the trips just fill their pages', async () => {
    const fromCity = aCity();
    for (let at = 0; at < 4; at += 1) await amira.posts(aTrip({ fromCity }));
    expect((await jonas.searchesOn({ from: fromCity, limit: 2 })).map((page) => page.length)).toEqual([2, 2]);
  });

  it('and sees one that takes requests until today, but none that closed yesterday', async () => {
    const fromCity = aCity();
    const today = await amira.posts(aTrip({ fromCity, acceptFrom: inDays(-3), acceptTo: inDays(0) }));
    const closed = await amira.posts(aTrip({ fromCity }));
    const created = closed.id.slice(0, closed.id.indexOf('_'));
    await overwrite(
      { username: amira.id, created },
      { acceptto: inDays(-2), closing: `${inDays(-2)}#${created}#${amira.id}` },
    );
    expect(ids((await jonas.searches({ from: fromCity })).items)).toEqual([today.id]);
  });

  it('and one that was edited is found at its new place, one that was taken down no more', async () => {
    const fromCity = aCity();
    const [early, late] = [await amira.posts(aTrip({ fromCity })), await amira.posts(aTrip({ fromCity }))];
    await amira.edits({ id: late.id, version: 1, acceptTo: inDays(5) });
    expect(ids((await jonas.searches({ from: fromCity })).items)).toEqual([late.id, early.id]);
    await amira.takesDown(late.id);
    expect(ids((await jonas.searches({ from: fromCity })).items)).toEqual([early.id]);
  });

  describe('with a filter', () => {
    const fromCity = aCity();
    let trips: string[];
    beforeAll(async () => {
      const clothes = { category: 'CLOTHES', cost: 3, kg: 10 } as const;
      const paper = { category: 'PAPER', cost: 5, kg: 0 } as const;
      const bag = { category: 'BAG', cost: 1, kg: 2 } as const;
      const posted = [];
      for (const changes of [
        { travelDate: inDays(27), allowed: [clothes] },
        { travelDate: inDays(30), allowed: [paper, bag] },
        { travelDate: inDays(33), allowed: [{ ...clothes, cost: 9, kg: 2.5 }], currency: 'USD' },
      ]) {
        posted.push(await amira.posts(aTrip({ fromCity, ...changes })));
      }
      trips = ids(posted);
    });

    it.each([
      ['on which days', { travelFrom: inDays(28), travelTo: inDays(30) }, [1]],
      ['from a day on', { travelFrom: inDays(30) }, [1, 2]],
      ['for documents', { category: 'PAPER' }, [1]],
      ['for clothes', { category: 'CLOTHES' }, [0, 2]],
      ['for 5 kg of anything', { minFreeKg: 5 }, [0]],
      ['for 2 kg of anything', { minFreeKg: 2 }, [0, 1, 2]],
      ['for 2 kg at 1 or less, in one category', { minFreeKg: 2, maxCost: 1 }, [1]],
      ['for documents of 2 kg', { category: 'PAPER', minFreeKg: 2 }, []],
      ['in dollars', { currency: 'USD' }, [2]],
      ['for anything', {}, [0, 1, 2]],
    ] as const)('%s', async (_, filter, found) => {
      const { items, nextToken } = await jonas.searches({ from: fromCity, filter });
      expect(ids(items)).toEqual(found.map((at) => trips[at]));
      expect(nextToken).toBeNull();
    });
  });

  it('and a filter that refuses most trips still fills the pages', async () => {
    const [fromCity, noor] = [aCity(), await aPerson('Noor')];
    for (let at = 0; at < 40; at += 1) {
      const cost = at % 10 === 9 ? 1 : 50;
      const allowed = [{ category: 'BAG', cost, kg: 5 } as const];
      await noor.posts(aTrip({ fromCity, allowed, acceptTo: inDays(1 + Math.floor(at / 2)) }));
    }
    const pages = await jonas.searchesOn({ from: fromCity, filter: { maxCost: 10 }, limit: 3 });
    expect(pages.map((page) => page.length)).toEqual([3, 1]);
  });

  it('and a filter that refuses nearly all answers short pages, but reaches the last trip', async () => {
    const fromCity = aCity();
    for (let at = 0; at < 250; at += 1) {
      const kg = at === 249 ? 5 : 1;
      const created = `2026-01-02-03-04-05-${String(at).padStart(6, '0')}`;
      await store({
        username: amira.id,
        created,
        fromcity: fromCity,
        tocity: 'Cairo-Egypt',
        acceptfrom: inDays(0),
        acceptto: inDays(9),
        trdate: inDays(9),
        currency: 'EUR',
        allowed: {
          Bag: { cost: 1, kg, free: kg },
          Clothes: { cost: 1, kg, free: kg },
          Paper: { cost: 1, kg: 0, free: 0 },
        },
        closing: `${inDays(9)}#${created}#${amira.id}`,
        tstamp: Date.parse(inDays(39)) / 1000,
      });
    }
    const pages = await jonas.searchesOn({ from: fromCity, filter: { minFreeKg: 5 }, limit: 50 });
    expect(pages.map((page) => page.length)).toEqual([0, 0, 0, 1]);
    // Her own are left out, and her list of them has pages too.
    expect((await amira.searchesOn({ from: fromCity })).flat()).toEqual([]);
    expect((await amira.lists({ limit: 50 })).items).toHaveLength(50);
  });

  it('and one malformed record leaves the others of its route where they are', async () => {
    const [fromCity, noor] = [aCity(), await aPerson('Noor')];
    const posted = [await noor.posts(aTrip({ fromCity })), await noor.posts(aTrip({ fromCity }))];
    const broken = {
      username: mina.id,
      fromcity: fromCity,
      tocity: 'Cairo-Egypt',
      fromto: `${fromCity}_Cairo-Egypt`,
      acceptfrom: inDays(1),
      trdate: inDays(9),
      currency: 'EUR',
      tstamp: Date.parse(inDays(39)) / 1000,
    };
    const record = (millisecond: string, rest: object) => {
      const created = `2026-01-02-03-04-05-${millisecond}000`;
      return store({ ...broken, created, closing: `${inDays(8)}#${created}#${mina.id}`, acceptto: inDays(8), ...rest });
    };
    await record('001', { allowed: 'Clothes' });
    await record('002', { allowed: { Clothes: { cost: 'much', kg: 1 } } });
    await record('003', { allowed: { Clothes: { cost: 1, kg: 1 } }, trdate: 'soon' });
    await record('004', { allowed: { Gold: { cost: 1, kg: 1 } } });
    await record('005', { allowed: { Clothes: { cost: 1, kg: 1 } }, tstamp: 'never' });
    await record('007', { allowed: { Clothes: { cost: 1, kg: 1 } }, version: 1.5 });
    await record('008', { allowed: { Clothes: { cost: 1, kg: 1 } }, version: 3e9 });
    await record('009', { allowed: { Clothes: { cost: 1, kg: 1 } }, tstamp: 1_900_000_000.5 });
    await record('010', { allowed: { Clothes: { cost: 1, kg: -1 } } });
    for (let at = 0; at < 30; at += 1) {
      const created = `2026-01-02-03-04-06-0000${String(at).padStart(2, '0')}`;
      await store({ ...broken, created, acceptto: inDays(8), closing: `${inDays(8)}#bad${at}`, allowed: {} });
    }
    await record('006', { allowed: { Clothes: { cost: 1, kg: 1 } }, acceptto: 'zzz', closing: 'zzz' });
    expect(ids((await jonas.searchesOn({ from: fromCity, limit: 1 })).flat())).toEqual(ids(posted));
  });
});
