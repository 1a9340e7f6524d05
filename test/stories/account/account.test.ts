import { beforeAll, describe, expect, it } from 'vitest';

import { settled } from '../../support/stories/followUp.ts';
import { aPerson, type Person } from '../../support/stories/people.ts';
import { everythingOf, GOING, overwrite, stored } from '../../support/stories/storedItems.ts';
import { aTrip, inDays, keyOf } from '../../support/trips.ts';

const accountOf = (person: Person) => ({ username: person.id, created: 'account' });

describe('Jonas opens the app for the first time', () => {
  let jonas: Person;
  beforeAll(async () => {
    jonas = await aPerson('Jonas');
  });

  it('and has an account with the name of his token, though nothing is stored', async () => {
    const account = { id: jonas.id, name: 'Jonas', language: 'en', currency: 'EUR', trips: 0 };
    expect(await jonas.looksAtAccount()).toEqual(account);
    expect(await jonas.looksAtAccount(jonas.accessToken)).toEqual({ ...account, name: null });
    expect(await everythingOf(jonas.id)).toEqual([]);
  });

  it('chooses a name, a language and a currency, one after the other', async () => {
    await jonas.changesAccount({ name: 'Jonas B.' });
    await jonas.changesAccount({ language: 'pt-BR' });
    expect(await jonas.changesAccount({ currency: 'EGP' })).toEqual({
      id: jonas.id,
      name: 'Jonas B.',
      language: 'pt-BR',
      currency: 'EGP',
      trips: 0,
    });
    expect(await jonas.looksAtAccount(jonas.accessToken)).toMatchObject({ name: 'Jonas B.' });
  });

  it('and goes back to the defaults, which for the name is that of the token', async () => {
    const account = await jonas.changesAccount({ name: '', language: '', currency: '' });
    expect(account).toEqual({ id: jonas.id, name: 'Jonas', language: 'en', currency: 'EUR', trips: 0 });
    await settled(jonas);
    expect(await stored(accountOf(jonas))).toEqual({ ...accountOf(jonas), name: 'Jonas', since: inDays(0) });
  });
});

describe('Amira may have 50 trips', () => {
  it('and no more, even when 16 calls come at once with 49 of them there', async () => {
    const amira = await aPerson('Amira');
    for (let at = 0; at < 49; at += 1) await amira.posts(aTrip());
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => amira.posts(aTrip())));
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(15);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ errorType: 'LimitReached', errorInfo: { limit: 50 } });
    }
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 50 });
    // Until a trip is matched with alerts, a marker is beside it.
    await settled(amira);
    expect((await everythingOf(amira.id)).filter(({ created }) => created !== 'account')).toHaveLength(50);
  });

  it('and gets room again when she takes one down, or when one has expired behind the count', async () => {
    const amira = await aPerson('Amira');
    const first = await amira.posts(aTrip());
    for (let at = 1; at < 50; at += 1) await amira.posts(aTrip());
    await expect(amira.posts(aTrip())).rejects.toMatchObject({ errorType: 'LimitReached' });
    await amira.takesDown(first.id);
    const again = await amira.posts(aTrip());
    await overwrite(keyOf(again), { tstamp: Math.floor(Date.now() / 1000) - 1 });
    await amira.posts(aTrip());
    expect(await stored(accountOf(amira))).toMatchObject({ trips: 50 });
    await expect(amira.posts(aTrip())).rejects.toMatchObject({ errorType: 'LimitReached' });
  });

  it('and 8 first trips at once are all counted', async () => {
    const amira = await aPerson('Amira');
    await Promise.all(Array.from({ length: 8 }, () => amira.posts(aTrip())));
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 8 });
  });
});

describe('Amira repeats a call whose answer she lost', () => {
  it('and gets the trip that it made', async () => {
    const amira = await aPerson('Amira');
    const trip = await amira.posts(aTrip({ token: 'phone-1' }));
    expect(await amira.posts(aTrip({ token: 'phone-1' }))).toEqual(trip);
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 1 });
    expect((await amira.posts(aTrip({ token: 'phone-2' }))).id).not.toBe(trip.id);
  });

  it('many times at once, and there is one trip', async () => {
    const amira = await aPerson('Amira');
    const trips = await Promise.all(Array.from({ length: 8 }, () => amira.posts(aTrip({ token: 'impatient' }))));
    expect(new Set(trips.map(({ id }) => id)).size).toBe(1);
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 1 });
  });

  it('but not a trip that she has taken down since', async () => {
    const amira = await aPerson('Amira');
    const { id } = await amira.posts(aTrip({ token: 'gone' }));
    await amira.takesDown(id);
    await expect(amira.posts(aTrip({ token: 'gone' }))).rejects.toMatchObject({ errorType: 'NotFound' });
  });
});

describe('Amira lists her trips', () => {
  it('newest first, the coming ones apart from the past ones, page by page', async () => {
    const amira = await aPerson('Amira');
    const ids: string[] = [];
    for (let at = 0; at < 7; at += 1) ids.unshift((await amira.posts(aTrip())).id);
    const past = ids.filter((_, at) => at % 3 === 0);
    for (const id of past) await overwrite(keyOf({ id }), { trdate: inDays(-2) });
    const first = await amira.lists({ limit: 3 });
    const second = await amira.lists({ limit: 3, nextToken: first.nextToken });
    expect(first.items.map(({ id }) => id)).toEqual(ids.filter((id) => !past.includes(id)).slice(0, 3));
    expect(second).toMatchObject({ items: [{ id: ids[5] }], nextToken: null });
    const archived = await amira.lists({ when: 'ARCHIVED' });
    expect(archived.items.map(({ id }) => id)).toEqual(past);
  });
});

describe('Once an account is going', () => {
  it('no write of that person succeeds, and nothing new is stored', async () => {
    const amira = await aPerson('Amira');
    const { id } = await amira.posts(aTrip());
    await settled(amira);
    await overwrite(accountOf(amira), GOING);
    const before = await everythingOf(amira.id);
    const gone = { errorType: 'AccountRemoved', errorInfo: {} };
    await expect(amira.posts(aTrip())).rejects.toMatchObject(gone);
    await expect(amira.edits({ id, version: 1, travelDate: inDays(30) })).rejects.toMatchObject(gone);
    await expect(amira.takesDown(id)).rejects.toMatchObject(gone);
    await expect(amira.changesAccount({ name: 'Nobody' })).rejects.toMatchObject(gone);
    await expect(amira.looksAtAccount()).rejects.toMatchObject(gone);
    expect(await everythingOf(amira.id)).toEqual(before);
  });
});
