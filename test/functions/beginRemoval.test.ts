import { randomUUID } from 'node:crypto';
import { InternalServerError } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { accountKey, contactsKey } from '../../domain/keys.ts';
import { aDeleteUser, anAdminDeleteUser } from '../support/functions/cloudTrail.ts';
import { aFunctionTable, type FunctionTable } from '../support/functions/functionTable.ts';
import { tablesOnly } from '../support/tablesOnly.ts';

const { userPoolId: pool } = await tablesOnly();

describe('When a user is deleted in Cognito', () => {
  let table: FunctionTable;
  let begin: (event: unknown) => Promise<void>;
  let goOn: (userId: string) => Promise<void>;
  const logged: string[] = [];
  /** Whose items DynamoDB fails at. */
  const broken = { userId: '' };
  let userId = '';

  beforeAll(async () => {
    table = await aFunctionTable();
    vi.resetModules();
    const { handler } = await import('../../functions/begin-removal/index.ts');
    const { goOnRemoving } = await import('../../functions/follow-up/removeAccount.ts');
    const { dynamodb } = await import('../../functions/lib/table.ts');
    dynamodb.middlewareStack.add(
      (next) => (args) => {
        const isBroken = broken.userId !== '' && JSON.stringify(args.input).includes(broken.userId);
        if (isBroken) throw new InternalServerError({ message: `${broken.userId} is out of order`, $metadata: {} });
        return next(args);
      },
      { step: 'initialize' },
    );
    goOn = (id) => goOnRemoving(id, Date.now() + 20_000);
    begin = async (event) => {
      const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
      try {
        await handler(event);
      } finally {
        logged.push(...log.mock.calls.map(([line]) => String(line)));
        log.mockRestore();
      }
    };
  });
  afterAll(() => table.drop());
  beforeEach(async () => {
    logged.length = 0;
    broken.userId = '';
    userId = randomUUID();
    await table.store({ ...contactsKey(userId), cname: 'Amira' });
  });

  const account = () => table.stored(accountKey(userId));

  it.each([
    ['by the person', () => aDeleteUser(userId)],
    ['by an operator', () => anAdminDeleteUser(userId, pool)],
  ])('%s, the account is removed by the reader of the stream', async (_, event) => {
    await begin(event());
    // What the filter of the reader asks for.
    expect(await account()).toMatchObject({ removing: 1, touched: expect.any(String) as string });
    await goOn(userId);
    const [tombstone, ...more] = await table.everythingOf(userId);
    expect(more).toEqual([]);
    expect(tombstone).toHaveProperty('removed');
    expect(tombstone).not.toHaveProperty('userdeleted');
  });

  it('who has stored nothing, their tokens are of no use any more', async () => {
    userId = randomUUID();
    await begin(anAdminDeleteUser(userId, pool));
    expect(await account()).toMatchObject({ removing: 1 });
  });

  it('twice, the removal begins once', async () => {
    await begin(aDeleteUser(userId));
    const before = await account();
    await begin(aDeleteUser(userId));
    expect(await account()).toEqual(before);
  });

  it.each([
    ['goes on', { removing: Date.now() + 30_000, worker: 'somebody', begun: '2026-11-30T06:07:08.000Z' }],
    ['is complete', { removing: 1, removed: '2026-11-30T06:07:08.000Z', tstamp: 4_000_000_000 }],
  ])('by a removal that %s, nothing is begun again', async (_, attributes) => {
    await table.store({ ...accountKey(userId), ...attributes });
    const before = await account();
    await begin(anAdminDeleteUser(userId, pool));
    expect(await account()).toEqual(before);
  });

  describe('nothing changes for', () => {
    it.each<[string, () => unknown]>([
      ['a user of another pool', () => anAdminDeleteUser(userId, 'eu-central-1_Another01')],
      [
        'a user of another pool that the record names',
        () => aDeleteUser(userId, { additionalEventData: { sub: userId, userPoolId: 'eu-central-1_Another01' } }),
      ],
      ['a call that failed', () => aDeleteUser(userId, { errorCode: 'NotAuthorizedException' })],
      ['another call', () => aDeleteUser(userId, { eventName: 'AdminDisableUser' })],
      ['another service', () => aDeleteUser(userId, { eventSource: 'iam.amazonaws.com' })],
      ['a record without a sub', () => aDeleteUser(userId, { additionalEventData: undefined })],
      ['a sub that is none', () => aDeleteUser(userId, { additionalEventData: { sub: `${userId}" OR "` } })],
      ['a record without a time', () => aDeleteUser(userId, { eventTime: undefined })],
      ['an event without a record', () => ({ detail: userId })],
      ['an event that is none', () => null],
    ])('%s', async (_, event) => {
      await begin(event());
      expect(await table.everythingOf(userId)).toEqual([{ ...contactsKey(userId), cname: 'Amira' }]);
      expect(logged).toHaveLength(1);
      expect(logged.join('')).not.toContain(userId);
    });

    it('a sub that is none, in this pool', async () => {
      const other = `${userId}" OR "`;
      await begin(anAdminDeleteUser(other, pool));
      expect(await table.everythingOf(other)).toEqual([]);
    });

    it('somebody without items whose pool is unknown', async () => {
      const stranger = randomUUID();
      await begin(aDeleteUser(stranger));
      expect(await table.everythingOf(stranger)).toEqual([]);
    });
  });

  it('and DynamoDB fails, Lambda tries again and the log has no id', async () => {
    broken.userId = userId;
    const failed: unknown = await begin(aDeleteUser(userId)).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'NotBegun' });
    expect(failed).not.toHaveProperty('cause');
    expect(logged.join('')).toMatch(/"error":"InternalServerError"/);
    expect(logged.join('')).not.toContain(userId);
    broken.userId = '';
    await begin(aDeleteUser(userId));
    expect(await account()).toMatchObject({ removing: 1 });
  });
});
