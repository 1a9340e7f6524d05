import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { blockedByKey } from '../../domain/keys.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { aScene, send } from '../support/resolvers/scene.ts';

const OTHER_QUERY = { errorType: 'ValidationError', errorInfo: { field: 'nextToken', rule: 'otherQuery' } };

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

describe('The export of an account', () => {
  const page = (by: Caller, args: object = {}) =>
    api.run<{ document: string; nextToken: string | null }>('Query.exportAccount', { by, args: { ...args } });

  it('holds all items of the person, by kind, and of nobody else', async () => {
    const scene = await aScene(api);
    await send(api, scene);
    for (const created of ['closing_x', 'alert_x', 'device_x'])
      await api.table.store({ username: scene.jonas.id, created });
    const { document, nextToken } = await page(scene.jonas);
    const lists = JSON.parse(document) as Record<string, { username: string }[]>;
    const counts = Object.fromEntries(Object.entries(lists).map(([kind, items]) => [kind, items.length]));
    expect(counts).toEqual({ account: 1, contacts: 1, trips: 0, requests: 1, devices: 1, alerts: 1, other: 1 });
    expect(nextToken).toBeNull();
    expect(new Set(Object.values(lists).flatMap((items) => items.map(({ username }) => username)))).toEqual(
      new Set([scene.jonas.id]),
    );
    expect(JSON.parse((await page(scene.amira)).document)).toMatchObject({ trips: [{ username: scene.amira.id }] });
  });

  it('goes on page by page, by tokens of its own', async () => {
    const person = aCaller('Salma');
    const items = Array.from({ length: 51 }, (_, at) => ({
      username: person.id,
      created: `note_${String(1000 + at)}`,
    }));
    await api.table.storeAll(items);
    const first = await page(person);
    expect((JSON.parse(first.document) as { other: unknown[] }).other).toHaveLength(50);
    const last = await page(person, { nextToken: first.nextToken });
    expect((JSON.parse(last.document) as { other: unknown[] }).other).toMatchObject([{ created: 'note_1050' }]);
    expect(last.nextToken).toBeNull();
    const other = { by: aCaller('Noor'), args: { nextToken: first.nextToken } };
    expect(await api.refusal('Query.exportAccount', other)).toEqual(OTHER_QUERY);
  });

  it('is the same for a person whom others have blocked and reported', async () => {
    const [person, other] = [aCaller('Salma'), aCaller('Noor')];
    const keys = ['blocked_a', 'blockedc', 'device_a', 'report_a', 'reporteda', 'reporterz', 'request_a'];
    const around = keys.flatMap((key) => Array.from({ length: 9 }, (_, at) => `${key}${String(at)}`));
    const itemsOf = ({ id }: Caller, created: readonly string[]) =>
      created.map((key) => ({ username: id, created: key }));
    const hidden = Array.from({ length: 60 }, (_, at) => [
      blockedByKey(`b${String(at)}`, person.id),
      `reportedby_${String(at)}`,
    ]);
    await api.table.storeAll(itemsOf(other, around));
    await api.table.storeAll(
      itemsOf(person, [...around, ...hidden.flat().map((key) => (typeof key === 'string' ? key : key.created))]),
    );
    const all = async (by: Caller, args: object = {}) => {
      const pages: string[] = [];
      let { document, nextToken } = await page(by, args);
      pages.push(document);
      while (nextToken !== null) {
        ({ document, nextToken } = await page(by, { nextToken }));
        pages.push(document);
      }
      return pages.map((text) => text.replaceAll(by.id, 'me'));
    };
    const shown = await all(other);
    expect(shown).toHaveLength(2);
    expect(shown.join('').match(/"created"/g)).toHaveLength(around.length);
    expect(await all(person)).toEqual(shown);
    // Anybody can write a token, so its place may be between the hidden items.
    const tokenAt = ({ id }: Caller, place: string) =>
      Buffer.from(`${place}|${JSON.stringify(['exportAccount', id])}`).toString('base64');
    for (const place of ['blockedby_b30', 'reportedby_30']) {
      const after = await all(other, { nextToken: tokenAt(other, place) });
      expect(await all(person, { nextToken: tokenAt(person, place) })).toEqual(after);
    }
  });
});
