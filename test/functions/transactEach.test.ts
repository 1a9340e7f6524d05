import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import type * as Library from '../../functions/lib/table.ts';
import { aFunctionTable, type FunctionTable } from '../support/functions/functionTable.ts';

const PRESENT = { text: 'attribute_exists(created)', values: {} };
const ABSENT = { text: 'attribute_not_exists(created)', values: {} };

describe('Writing many things', () => {
  let table: FunctionTable;
  let library: typeof Library;
  /** How many writes each transaction had that was sent. */
  const sent: number[] = [];
  /** How many of the next ones somebody else stands in the way of. */
  const conflicts = { left: 0 };
  beforeAll(async () => {
    table = await aFunctionTable();
    // Another file may have loaded this code, with its own table.
    vi.resetModules();
    library = await import('../../functions/lib/table.ts');
    library.dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'TransactWriteItemsCommand') return next(args);
          sent.push((args.input as { TransactItems: unknown[] }).TransactItems.length);
          if (conflicts.left > 0) {
            conflicts.left -= 1;
            const CancellationReasons = [{ Code: 'None' }, { Code: 'TransactionConflict' }];
            throw new TransactionCanceledException({ message: 'Conflict', CancellationReasons, $metadata: {} });
          }
          return next(args);
        },
      { step: 'initialize' },
    );
  });
  afterAll(() => table.drop());

  /** A user of each test's own, under whom it writes. */
  let user = '';
  let users = 0;
  beforeEach(async () => {
    users += 1;
    user = `user-${users}`;
    await table.store({ username: user, created: 'common' });
  });
  afterEach(() => {
    sent.length = 0;
  });

  /** The writes of a thing: as many items, the first of which must not be there yet. */
  const writesOf = (size: number) => (name: string) =>
    Array.from({ length: size }, (_, at) => {
      const key = { username: user, created: `${name}-${at}` };
      if (at > 0) return library.put(key);
      return library.updateIf(key, { text: 'SET isFirst = :yes', values: { ':yes': true } }, ABSENT);
    });
  const common = () => [library.check({ username: user, created: 'common' }, PRESENT)];
  const names = (count: number) => Array.from({ length: count }, (_, at) => `thing${at}`);
  const count = async (prefix = 'thing') => (await table.everythingOf(user, prefix)).length;

  it('takes as few transactions as it can, with what is common in each', async () => {
    const things = names(60);
    expect(await library.transactEach(things, { common: common(), writesOf: writesOf(2) })).toEqual(things);
    expect(sent).toEqual([99, 23]);
    expect(await count()).toBe(120);
  });

  it('never takes one thing apart', async () => {
    const sizes = new Map(names(7).map((name, at) => [name, [40, 40, 30, 60, 10, 99, 2][at] ?? 0]));
    const things = [...sizes.keys()];
    const written = await library.transactEach(things, { writesOf: (name) => writesOf(sizes.get(name) ?? 0)(name) });
    expect(written).toEqual(things);
    expect(sent).toEqual([80, 100, 99, 2]);
  });

  it('writes two things that change the same item in two transactions', async () => {
    const key = { username: user, created: 'total' };
    await table.store({ ...key, kg: 0 });
    const more = { text: 'SET kg = kg + :kg', values: { ':kg': 2 } };
    const changes = (name: string) => [...writesOf(2)(name), library.updateIf(key, more, PRESENT)];
    expect(await library.transactEach(names(3), { common: common(), writesOf: changes, width: 3 })).toHaveLength(3);
    expect(sent).toEqual([4, 4, 4]);
    expect(await table.stored(key)).toMatchObject({ kg: 6 });
  });

  it('leaves out those whose own conditions fail, and tells which it has written', async () => {
    for (const name of ['thing3', 'thing17']) await table.store({ username: user, created: `${name}-0` });
    const written = await library.transactEach(names(20), { common: common(), writesOf: writesOf(3) });
    expect(written).toEqual(names(20).filter((name) => name !== 'thing3' && name !== 'thing17'));
    expect(await count('thing3-')).toBe(1);
    expect(await count()).toBe(18 * 3 + 2);
  });

  it('stops where what is common fails, and says so', async () => {
    await table.forget({ username: user, created: 'common' });
    expect(await library.transactEach(names(60), { common: common(), writesOf: writesOf(2) })).toBeNull();
    expect(await count()).toBe(0);
  });

  it('tries again where others stand in the way', async () => {
    conflicts.left = 3;
    expect(await library.transactEach(names(2), { writesOf: writesOf(1) })).toEqual(names(2));
    expect(sent).toEqual([2, 2, 2, 2]);
  });

  it('gives up when they never go away', async () => {
    conflicts.left = 1_000;
    await expect(library.transactEach(names(2), { writesOf: writesOf(1) })).rejects.toThrow('Conflict');
    expect(sent).toHaveLength(10);
    conflicts.left = 0;
    expect(await count()).toBe(0);
  });

  it('works on several at once, and has all done in the end', async () => {
    const written = await library.transactEach(names(200), { writesOf: writesOf(2), width: 3 });
    expect(written?.sort()).toEqual(names(200).sort());
    expect(sent).toEqual([100, 100, 100, 100]);
    expect(await count()).toBe(400);
  });

  it('writes nothing for nothing', async () => {
    expect(await library.transactEach([], { common: common(), writesOf: writesOf(1) })).toEqual([]);
    expect(sent).toEqual([]);
  });
});
