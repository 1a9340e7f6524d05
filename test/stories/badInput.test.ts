import { beforeAll, describe, expect, it } from 'vitest';

import type { CreateTripInput } from '../../domain/schema.types.ts';
import { aMember, aPerson, type Person } from '../support/stories/people.ts';
import { aRequest } from '../support/stories/requests.ts';
import { everythingOf, store } from '../support/stories/storedItems.ts';
import { aCity, aTrip, inDays, keyOf } from '../support/trips.ts';

const clothes = { category: 'CLOTHES', cost: 3, kg: 10 } as const;
const paper = { category: 'PAPER', cost: 3, kg: 0 } as const;
const of = (change: object) => ({ allowed: [{ ...clothes, ...change }] });

/** What is wrong, and the field and rule that the error names. */
const BAD_TRIPS: readonly [string, Partial<CreateTripInput>, string, string][] = [
  ['closes before it opens', { acceptFrom: inDays(9), acceptTo: inDays(8) }, 'acceptFrom', 'order'],
  ['takes requests after travel', { acceptTo: inDays(28) }, 'acceptTo', 'order'],
  ['closed two days ago', { acceptFrom: inDays(-9), acceptTo: inDays(-2) }, 'acceptTo', 'past'],
  [
    'traveled in 2001',
    { acceptFrom: '2001-01-01', acceptTo: '2001-01-02', travelDate: '2001-01-03' },
    'acceptTo',
    'past',
  ],
  ['travels in two years', { travelDate: inDays(730) }, 'travelDate', 'tooFar'],
  ['gives a date with an offset', { travelDate: `${inDays(27)}Z` }, 'travelDate', 'format'],
  ['has both cities the same', { toCity: 'Berlin-Germany' }, 'toCity', 'different'],
  ['joins two cities by _', { fromCity: 'Berlin-Germany_Cairo-Egypt' }, 'fromCity', 'format'],
  ['names a city without its country', { fromCity: 'Berlin' }, 'fromCity', 'format'],
  ['names no city', { toCity: '' }, 'toCity', 'format'],
  ['names a city of blanks', { toCity: ' - ' }, 'toCity', 'format'],
  ['is in a city of other blanks', { toCity: '\u00a0-\u00a0' }, 'toCity', 'format'],
  ['begins a city with another blank', { toCity: '\u2003Cairo-Egypt' }, 'toCity', 'format'],
  ['turns the writing of a city round', { toCity: 'Cairo\u202e-Egypt' }, 'toCity', 'format'],
  ['hides a NUL in a city', { toCity: 'Cai\u0000ro-Egypt' }, 'toCity', 'format'],
  ['hides half a character in a city', { toCity: 'Cairo\ud83d-Egypt' }, 'toCity', 'format'],
  ['has both cities the same but for capitals', { toCity: 'berlin-germany' }, 'toCity', 'different'],
  ['hides a line break in a city', { toCity: 'Cairo-\nEgypt' }, 'toCity', 'format'],
  ['names a city of 101 characters', { toCity: `${'C'.repeat(95)}-Egypt` }, 'toCity', 'length'],
  ['carries 300 KB in a city', { toCity: `Cairo-${'E'.repeat(300_000)}` }, 'toCity', 'length'],
  ['is paid in an unknown currency', { currency: 'EUX' }, 'currency', 'unknown'],
  ['is paid in small letters', { currency: 'eur' }, 'currency', 'unknown'],
  ['is paid in nothing', { currency: '' }, 'currency', 'unknown'],
  ['is paid in two currencies', { currency: 'EUR USD' }, 'currency', 'unknown'],
  ['offers nothing', { allowed: [] }, 'allowed', 'required'],
  ['offers a category twice', { allowed: [clothes, paper, clothes] }, 'allowed', 'duplicate'],
  ['offers 300 KB of categories', { allowed: Array.from({ length: 6000 }, () => clothes) }, 'allowed', 'duplicate'],
  ['offers -5 kilograms', of({ kg: -5 }), 'allowed.kg', 'range'],
  ['offers 0 kilograms of clothes', of({ kg: 0 }), 'allowed.kg', 'range'],
  ['offers 100.01 kilograms', of({ kg: 100.01 }), 'allowed.kg', 'range'],
  ['offers a third decimal of kilograms', of({ kg: 1.005 }), 'allowed.kg', 'decimals'],
  ['costs less than nothing', of({ cost: -0.01 }), 'allowed.cost', 'range'],
  ['costs more than 10,000', of({ cost: 10_000.01 }), 'allowed.cost', 'range'],
  ['costs a third decimal', of({ cost: 0.001 }), 'allowed.cost', 'decimals'],
  ['costs 3.55 JPY', { currency: 'JPY', ...of({ cost: 3.55 }) }, 'allowed.cost', 'decimals'],
  ['costs a fourth decimal of KWD', { currency: 'KWD', ...of({ cost: 1.1255 }) }, 'allowed.cost', 'decimals'],
  ['has a space beside the hyphen of a city', { toCity: 'Cairo - Egypt' }, 'toCity', 'format'],
  ['hides a zero-width space in a city', { toCity: 'Cai\u200bro-Egypt' }, 'toCity', 'format'],
  ['names a city that NFC makes too long', { toCity: `${'\ufb2c'.repeat(94)}-Egypt` }, 'toCity', 'length'],
  ['has a token of 65 characters', { token: 't'.repeat(65) }, 'token', 'format'],
  ['has an empty token', { token: '' }, 'token', 'format'],
];

describe('A trip', () => {
  let noor: Person;
  beforeAll(async () => {
    noor = await aPerson('Noor');
  });

  it.each(BAD_TRIPS)('that %s is refused, and nothing is written', async (_, changes, field, rule) => {
    const refusal: unknown = await noor.posts(aTrip(changes)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ errorType: 'ValidationError', errorInfo: { field, rule } });
    expect(refusal).toHaveProperty('all.length', 1);
    expect(refusal).toHaveProperty('message', expect.stringMatching(/^[^\n]{10,120}\.$/));
    expect(await everythingOf(noor.id)).toEqual([]);
  });

  it.each([
    ['a closing date of zzz', { acceptTo: 'zzz' }],
    ['the 30th of February', { travelDate: '2027-02-30' }],
    ['kilograms in words', of({ kg: 'ten' })],
    ['a category nobody knows', of({ category: 'GOLD' })],
    ['no currency', { currency: null }],
  ])('with %s does not even reach a resolver', async (_, changes) => {
    const refusal: unknown = await noor.posts(aTrip(changes as object)).catch((error: unknown) => error);
    expect(refusal).toHaveProperty('all.length', 1);
    expect(refusal).toHaveProperty(
      'message',
      expect.stringMatching(/^Variable '.*' has (an invalid|coerced Null) value/),
    );
    expect(await everythingOf(noor.id)).toEqual([]);
  });

  it.each([
    ['with documents that weigh nothing', { allowed: [paper] }],
    ['that costs nothing', of({ cost: 0 })],
    ['at every limit', of({ cost: 10_000, kg: 100 })],
    ['that costs 1.125 KWD', { currency: 'KWD', ...of({ cost: 1.125 }) }],
    ['that costs 355 JPY', { currency: 'JPY', ...of({ cost: 355 }) }],
    ['between cities in other scripts', { fromCity: 'القاهرة-مصر', toCity: '東京-日本' }],
    [
      'between cities with hyphens and an apostrophe',
      { fromCity: 'Villingen-Schwenningen-Germany', toCity: "'s-Hertogenbosch-Netherlands" },
    ],
    ['that closes and travels today', { acceptFrom: inDays(0), acceptTo: inDays(0), travelDate: inDays(0) }],
    [
      'between cities with blanks, hyphens and accents',
      { fromCity: 'Port-au-Prince-Haïti', toCity: '6th of October-Egypt' },
    ],
  ])('%s is fine', async (_, changes) => {
    const amira = await aPerson('Amira');
    expect(await amira.posts(aTrip(changes))).toMatchObject({ mine: true });
  });
});

describe('An edit', () => {
  it.each([
    ['changes nothing', {}, 'input', 'required'],
    ['closes after travel', { acceptTo: inDays(28) }, 'acceptTo', 'order'],
    ['closed two days ago', { acceptFrom: inDays(-3), acceptTo: inDays(-2) }, 'acceptTo', 'past'],
    ['travels in two years', { travelDate: inDays(730) }, 'travelDate', 'tooFar'],
    ['offers nothing', { allowed: [] }, 'allowed', 'required'],
    ['offers -5 kilograms', of({ kg: -5 }), 'allowed.kg', 'range'],
    ['costs a third decimal', of({ cost: 1.125 }), 'allowed.cost', 'decimals'],
  ])('that %s is refused, and the trip stays', async (_, changes, field, rule) => {
    const amira = await aPerson('Amira');
    const trip = await amira.posts(aTrip());
    await expect(amira.edits({ id: trip.id, version: 1, ...changes })).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field, rule },
    });
    expect(await amira.opens(trip.id)).toEqual(trip);
  });
});

describe('A query that goes round in circles', () => {
  it('is cut short: a request of a trip of a request of a trip', async () => {
    const [amira, jonas] = [await aMember('Amira'), await aMember('Jonas')];
    const trip = await amira.posts(aTrip());
    await jonas.sends(aRequest(trip));
    const around = (times: number): string => (times === 0 ? 'id' : `myRequest { trip { ${around(times - 1)} } }`);
    const ask = (times: number) =>
      jonas.ask(`query ($id: ID!) { trip(id: $id) { ${around(times)} } }`, { id: trip.id });
    expect(JSON.stringify(await ask(3))).toContain(trip.id);
    await expect(ask(4)).rejects.toMatchObject({ errorType: 'QueryDepthLimitReached' });
  });
});

describe('An id that is not the id of a trip', () => {
  it.each([
    (id: string) => `contacts_${id}`,
    (id: string) => `accepted_2026-01-02-03-04-05-678901_${id}`,
    (id: string) => `account_${id}`,
    (id: string) => id,
    (id: string) => `2026-01-02-03-04-05-678901_${id}_${id}`,
    (id: string) => `2026-01-02-03-04-05-67890_${id}`,
    (id: string) => `2026-13-02-03-04-05-678901_${id}`,
    (id: string) => `2026-02-30-03-04-05-678901_${id}`,
    (id: string) => `2026-01-02-03-04-05-678901_${id}\n`,
    () => '2026-01-02-03-04-05-678901_',
    () => '',
    () => '_',
  ])('%s reaches no record', async (form) => {
    const amira = await aPerson('Amira');
    await store({ username: amira.id, created: 'contacts', cname: 'Amira', mobile: '+201001234567' });
    await store({ username: amira.id, created: 'accepted_2026-01-02-03-04-05-678901', note: 'half of a pair' });
    const before = await everythingOf(amira.id);
    const id = form(amira.id);
    const refusal = { errorType: 'ValidationError', errorInfo: { field: 'id', rule: 'format' } };
    await expect(amira.opens(id)).rejects.toMatchObject(refusal);
    await expect(amira.edits({ id, version: 1, travelDate: inDays(30) })).rejects.toMatchObject(refusal);
    await expect(amira.takesDown(id)).rejects.toMatchObject(refusal);
    expect(await everythingOf(amira.id)).toEqual(before);
  });
});

describe('A search', () => {
  let jonas: Person;
  beforeAll(async () => {
    jonas = await aPerson('Jonas');
  });

  it.each([
    ['without a city', {}, 'from', 'required'],
    ['from an empty city', { from: '' }, 'from', 'format'],
    ['from a route', { from: 'Berlin-Germany_Cairo-Egypt' }, 'from', 'format'],
    ['from a city to itself', { from: 'Berlin-Germany', to: 'Berlin-Germany' }, 'to', 'different'],
    ['with a page of 0', { from: 'Berlin-Germany', limit: 0 }, 'limit', 'range'],
    ['with a page of 51', { from: 'Berlin-Germany', limit: 51 }, 'limit', 'range'],
    ['by less than no kilograms', { from: 'Berlin-Germany', filter: { minFreeKg: -1 } }, 'filter.minFreeKg', 'range'],
    ['by less than no cost', { from: 'Berlin-Germany', filter: { maxCost: -1 } }, 'filter.maxCost', 'range'],
    ['in an unknown currency', { from: 'Berlin-Germany', filter: { currency: 'XXX' } }, 'filter.currency', 'unknown'],
    [
      'by days in the wrong order',
      { from: 'Berlin-Germany', filter: { travelFrom: inDays(2), travelTo: inDays(1) } },
      'filter.travelFrom',
      'order',
    ],
  ])('%s is refused', async (_, args, field, rule) => {
    await expect(jonas.searches(args)).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field, rule },
    });
  });

  describe('goes on from the nextToken of', () => {
    const fromCity = aCity();
    let amira: Person;
    let token: string;
    beforeAll(async () => {
      amira = await aPerson('Amira');
      for (let at = 0; at < 3; at += 1) await amira.posts(aTrip({ fromCity }));
      token = (await jonas.searches({ from: fromCity, limit: 1 })).nextToken ?? '';
    });

    it('the same search', async () => {
      expect((await jonas.searches({ from: fromCity, nextToken: token })).items).toHaveLength(2);
    });

    it.each([
      ['another departure', () => ({ from: aCity() })],
      ['the same city as an arrival', () => ({ to: fromCity })],
      ['another filter', () => ({ from: fromCity, filter: { maxCost: 3 } })],
    ])('no search with %s', async (_, args) => {
      await expect(jonas.searches({ ...args(), nextToken: token })).rejects.toMatchObject({
        errorType: 'ValidationError',
        errorInfo: { field: 'nextToken', rule: 'otherQuery' },
      });
    });

    it('no list of another person or period', async () => {
      const mine = (await amira.lists({ limit: 1 })).nextToken;
      const refusal = { errorType: 'ValidationError', errorInfo: { field: 'nextToken', rule: 'otherQuery' } };
      await expect(jonas.lists({ nextToken: mine })).rejects.toMatchObject(refusal);
      await expect(amira.lists({ nextToken: mine, when: 'ARCHIVED' })).rejects.toMatchObject(refusal);
    });

    it('no list of her own trips, nor the other way round', async () => {
      const mine = (await amira.lists({ limit: 1 })).nextToken;
      const refusal = { errorType: 'ValidationError', errorInfo: { field: 'nextToken', rule: 'format' } };
      await expect(amira.lists({ nextToken: token })).rejects.toMatchObject(refusal);
      await expect(amira.searches({ from: fromCity, nextToken: mine })).rejects.toMatchObject(refusal);
    });

    it.each([
      ['an empty word', () => ''],
      ['a word', () => 'forged'],
      ['other base64', () => Buffer.from('{"place":1}').toString('base64')],
      ['a token cut short', () => token.slice(0, -8)],
      ['a token with a key in its place', () => edited((text) => text.replace(/^[^|]*/, 'contacts'))],
      ['300 KB', () => 'A'.repeat(300_000)],
    ])('no forgery: %s', async (_, forge) => {
      await expect(jonas.searches({ from: fromCity, nextToken: forge() })).rejects.toMatchObject({
        errorType: 'ValidationError',
        errorInfo: { field: 'nextToken' },
      });
    });

    const edited = (edit: (text: string) => string) =>
      Buffer.from(edit(Buffer.from(token, 'base64').toString())).toString('base64');
  });
});

describe('An account', () => {
  it.each([
    ['an empty change', {}, 'input', 'required'],
    ['nothing but null', { name: null, language: null, currency: null }, 'input', 'required'],
    ['a name of blanks', { name: '   ' }, 'name', 'format'],
    ['a name of 101 characters', { name: 'N'.repeat(101) }, 'name', 'length'],
    ['a name of 300 KB', { name: 'N'.repeat(300_000) }, 'name', 'length'],
    ['a name of other blanks', { name: '\u2028' }, 'name', 'format'],
    ['a name of Hangul fillers', { name: '\u3164' }, 'name', 'format'],
    ['a name without a letter or digit', { name: '?!' }, 'name', 'format'],
    ['a language of 300 KB', { language: `en${'-abcde'.repeat(50_000)}` }, 'language', 'format'],
    ['a language in words', { language: 'Portuguese, please' }, 'language', 'format'],
    ['an unknown currency', { currency: 'BTC' }, 'currency', 'unknown'],
  ])('does not take %s', async (_, input, field, rule) => {
    const jonas = await aPerson('Jonas');
    await expect(jonas.changesAccount(input)).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field, rule },
    });
    expect(await everythingOf(jonas.id)).toEqual([]);
  });
});

describe('Without a good token', () => {
  it('nobody gets in', async () => {
    const [jonas, amira] = await Promise.all([aPerson('Jonas'), aPerson('Amira')]);
    const trip = await amira.posts(aTrip());
    const [head, , signature] = jonas.idToken.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: amira.id, token_use: 'id' })).toString('base64url');
    const refusal = { errorType: 'UnauthorizedException' };
    for (const token of ['', 'nonsense', `${head}.${claims}.${signature}`]) {
      await expect(amira.ask('{ account { id } }', {}, token)).rejects.toMatchObject(refusal);
    }
    expect(await amira.opens(trip.id)).toEqual(trip);
    expect(keyOf(trip).username).toBe(amira.id);
  });
});
