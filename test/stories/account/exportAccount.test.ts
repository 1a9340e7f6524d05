import { beforeAll, describe, expect, it } from 'vitest';

import { accountKey } from '../../../domain/keys.ts';
import { exportedItems } from '../../../domain/limits.ts';
import type { AccountExport } from '../../../domain/schema.types.ts';
import { aBigAccount } from '../../support/removal/bigAccount.ts';
import { shared } from '../../support/shared/shared.ts';
import { settled } from '../../support/stories/followUp.ts';
import { aPerson, type Person } from '../../support/stories/people.ts';
import { everythingOf, store, storeAll } from '../../support/stories/storedItems.ts';
import { aTrip } from '../../support/trips.ts';

const RECORDS = 500;

describe('Amira takes a copy of everything along', () => {
  let amira: Person;
  beforeAll(async () => {
    amira = await aPerson('Amira');
    await storeAll(aBigAccount(amira.id, RECORDS).items);
    await store({ ...accountKey(amira.id), name: 'Amira', trips: 25 });
    await store({ username: amira.id, created: 'something', new: true });
  });

  it('page by page, each thing once, in the list where it belongs', async () => {
    const { lists, pages } = await amira.exportsAccount();
    expect(pages).toBe(Math.ceil((RECORDS + 2) / exportedItems));
    expect(Object.keys(lists)).toEqual([...['account', 'contacts', 'trips', 'requests', 'devices', 'alerts', 'other']]);
    expect(Object.values(lists).map((list) => list.length)).toEqual([1, 1, 25, RECORDS - 26, 0, 0, 1]);
    const all = Object.values(lists).flat() as { created: string }[];
    const byKey = [...all].sort((one, other) => (one.created < other.created ? -1 : 1));
    expect(byKey).toEqual(await everythingOf(amira.id));
    expect(lists['account']).toMatchObject([{ name: 'Amira' }]);
    expect(lists['contacts']).toMatchObject([{ cname: 'Amira' }]);
    expect(lists['other']).toMatchObject([{ new: true }]);
  });

  it('and nobody else can go on with it', async () => {
    const query = 'query ($nextToken: String) { exportAccount(nextToken: $nextToken) { document nextToken } }';
    const { exportAccount } = await amira.ask<{ exportAccount: AccountExport }>(query);
    const jonas = await aPerson('Jonas');
    await expect(jonas.ask(query, exportAccount)).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field: 'nextToken', rule: 'otherQuery' },
    });
    await expect(jonas.ask(query, { nextToken: 'bm90aGluZw==' })).rejects.toMatchObject({
      errorInfo: { field: 'nextToken', rule: 'format' },
    });
  });
});

describe('Salma has nothing to take along', () => {
  it('but empty lists; and of a removed account its tombstone', async () => {
    const salma = await aPerson('Salma', await shared('takeIt'));
    const none = { account: [], contacts: [], trips: [], requests: [], devices: [], alerts: [], other: [] };
    expect(await salma.exportsAccount()).toEqual({ lists: none, pages: 1 });
    await salma.posts(aTrip());
    await settled(salma);
    await salma.deletesAccount();
    expect((await salma.exportsAccount()).lists).toEqual({ ...none, account: await everythingOf(salma.id) });
  });
});
