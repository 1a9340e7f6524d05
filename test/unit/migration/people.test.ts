import { describe, expect, it } from 'vitest';

import type { Item } from '../../../migration/item.ts';
import { isSub, People } from '../../../migration/plan/people/people.ts';
import { migrate } from '../../../migration/run.ts';
import { noDisk } from '../../support/migration/backups.ts';
import { anId } from '../../support/migration/ids.ts';
import { aMemoryTable } from '../../support/migration/memoryTable.ts';
import { OriginalApp } from '../../support/migration/originalApp.ts';
import {
  AMIRA,
  APPLE,
  GONE,
  GOOGLE,
  JONAS,
  NOOR,
  NUMBER,
  SAMI,
  TRIP,
  USERS,
} from '../../support/migration/originalCases.ts';

const person = (id: string) => ({ kind: 'person', id });

describe('A name in a key', () => {
  it('means a person if it is a sub, or the mark of a removed person', () => {
    const people = new People(null);
    for (const name of [AMIRA, `removed-${AMIRA}`]) expect(people.find(name)).toEqual(person(name));
    for (const name of [GOOGLE, NUMBER, 'amira', AMIRA.slice(1), `${AMIRA}0`, AMIRA.replaceAll('-', '')]) {
      expect([name, people.find(name)]).toEqual([name, { kind: 'unclear' }]);
    }
    expect(isSub('removed-amira')).toBe(false);
  });

  it('means the user with that sub, that username, or a username that ends so', () => {
    const people = new People(USERS);
    const found = [AMIRA, GOOGLE, NUMBER, NOOR, APPLE, '0012.ab'].map((name) => people.find(name));
    expect(found).toEqual([AMIRA, NOOR, NOOR, NOOR, SAMI, SAMI].map(person));
    for (const name of ['Google_999', '999']) expect(people.find(name)).toEqual({ kind: 'gone', id: '999' });
    expect(people.find(GONE)).toEqual({ kind: 'gone', id: GONE });
  });

  it('is unclear if two usernames end so', () => {
    const people = new People(new Map([...USERS, [`Facebook_${NUMBER}`, anId(9)]]));
    expect(people.find(NUMBER)).toEqual({ kind: 'unclear' });
    expect(people.find(GOOGLE)).toEqual(person(NOOR));
  });
});

describe('A person who signed up after the list was made', () => {
  const played = (): Item[] => {
    const app = new OriginalApp();
    app.play(app.openAccount(AMIRA)).play(app.openAccount(JONAS)).play(app.postTrip(GONE, TRIP));
    return app.items;
  };
  const account = { username: GONE, created: 'account', since: '2026-11-30', name: 'Lina' };
  const run = { name: 'T', backup: noDisk, signal: new AbortController().signal, users: USERS };

  it('keeps everything', async () => {
    const { table, stored } = aMemoryTable([...played(), account]);
    const { report } = await migrate({ ...run, table });
    expect(report.people.gone).toBe(0);
    expect([...stored.values()].map(({ username }) => username)).toContain(GONE);
  });

  it('keeps everything even if the first write comes during the run', async () => {
    const { table, stored } = aMemoryTable([...played(), { username: GONE, created: 'account' }]);
    const readAll: typeof table.readAll = async (take, signal) => {
      await table.readAll(take, signal);
      stored.set(`${GONE} account`, account);
    };
    const { report } = await migrate({ ...run, table: { ...table, readAll } });
    expect(report.items).toMatchObject({ changed: 2, repaired: 0 });
    expect([...stored.values()].filter(({ username }) => username === GONE)).toHaveLength(2);
  });
});

describe('A list of users', () => {
  it('is refused if it lacks everybody in a table without cards and accounts', async () => {
    const app = new OriginalApp();
    app.play(app.postTrip(GONE, TRIP));
    const result = () =>
      migrate({ name: 'T', table: aMemoryTable(app.items).table, backup: null, ...{ signal, users: USERS } });
    const { signal } = new AbortController();
    await expect(result()).rejects.toMatchObject({
      code: 'BadFile',
      message: expect.stringContaining('names nobody in the table') as string,
    });
    app.play(app.postTrip(AMIRA, TRIP));
    expect((await result()).report.people.gone).toBe(1);
  });

  it('is refused if it lacks most people who have a card or an account', async () => {
    const app = new OriginalApp();
    const play = (...people: string[]) => {
      for (const one of people) app.play(app.openAccount(one));
    };
    const result = () =>
      migrate({ name: 'T', table: aMemoryTable(app.items).table, backup: null, ...{ signal, users: USERS } });
    const { signal } = new AbortController();
    play(GONE, AMIRA);
    expect((await result()).report.people.gone).toBe(1);
    play(anId(9));
    await expect(result()).rejects.toMatchObject({
      code: 'BadFile',
      message: expect.stringContaining('2 of 3') as string,
    });
  });
});
