import { randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { accountKey } from '../../../domain/keys.ts';
import type * as Index from '../../../functions/remove-account/index.ts';
import { aFunctionTable, type FunctionTable } from '../../support/functions/functionTable.ts';
import { shared } from '../../support/shared/shared.ts';

const MINUTE = 60_000;

describe('The user of an account that is removed', () => {
  let table: FunctionTable;
  let handler: typeof Index.handler;
  let goOn: (userId: string) => Promise<void>;
  let cognito: CognitoIdentityProviderClient;
  /** A pool of its own: cognito-local gives a pool with e-mail addresses no federated usernames. */
  let pool = '';
  /** What Cognito was asked. */
  const calls: string[] = [];
  /** Whether ListUsers has not seen the person yet; and a name that AdminGetUser does not know, as the sub of a federated user. */
  const lists = { nobody: false, unknown: '' };
  /** An operation whose answer is lost, once it has been done. */
  const lost = { operation: '' };

  beforeAll(async () => {
    table = await aFunctionTable(await shared('takeIt'));
    cognito = new CognitoIdentityProviderClient();
    pool = (await cognito.send(new CreateUserPoolCommand({ PoolName: 'people' }))).UserPool?.Id ?? '';
    process.env['USER_POOL_ID'] = pool;
    vi.resetModules();
    ({ handler } = await import('../../../functions/remove-account/index.ts'));
    const { cognito: theirs } = await import('../../../functions/lib/removal/user.ts');
    theirs.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          const operation = commandName.replace(/Command$/, '');
          const { Username } = args.input as { Username?: string };
          calls.push(operation);
          if (operation === 'ListUsers' && lists.nobody) return { response: {}, output: { Users: [], $metadata: {} } };
          if (operation === 'AdminGetUser' && Username === lists.unknown)
            throw new UserNotFoundException({ message: 'User does not exist.', $metadata: {} });
          const answer = await next(args);
          if (lost.operation !== operation) return answer;
          lost.operation = '';
          throw new Error('The answer is lost.');
        },
      { step: 'initialize' },
    );
    const { goOnRemoving } = await import('../../../functions/follow-up/removeAccount.ts');
    goOn = (userId) => goOnRemoving(userId, Date.now() + 20_000);
  });
  afterAll(async () => {
    cognito.destroy();
    await table.drop();
  });
  beforeEach(() => {
    calls.length = 0;
    Object.assign(lists, { nobody: false, unknown: '' });
    lost.operation = '';
  });

  /** A person in the pool; `Google_...` is the username of a federated one. */
  async function aUser(
    username = `local-${randomUUID()}`,
  ): Promise<{ readonly userId: string; readonly username: string }> {
    const { User } = await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: pool,
        Username: username,
        UserAttributes: [{ Name: 'email', Value: `${randomUUID()}@example.com` }],
        MessageAction: 'SUPPRESS',
      }),
    );
    const userId = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
    return { userId, username: User?.Username ?? '' };
  }

  async function isInPool(username: string): Promise<boolean> {
    return cognito.send(new AdminGetUserCommand({ UserPoolId: pool, Username: username })).then(
      () => true,
      (error: unknown) => {
        expect(error).toBeInstanceOf(UserNotFoundException);
        return false;
      },
    );
  }

  const account = (userId: string) => table.stored(accountKey(userId));

  it('is found by the username although ListUsers does not list it yet', async () => {
    const { userId, username } = await aUser(`Google_${randomUUID()}`);
    lists.nobody = true;
    expect(await handler({ userId, username })).toMatchObject({ status: 'COMPLETE' });
    expect(await isInPool(username)).toBe(false);
    expect(calls).toEqual(['AdminGetUser', 'AdminDisableUser', 'AdminGetUser', 'AdminDeleteUser']);
  });

  it('is found by the reader of the stream too, from the account', async () => {
    const { userId, username } = await aUser(`Google_${randomUUID()}`);
    lists.nobody = true;
    lost.operation = 'AdminDisableUser';
    expect(await handler({ userId, username })).toMatchObject({ status: 'IN_PROGRESS' });
    expect(await account(userId)).toMatchObject({ cognitousername: username });
    await goOn(userId);
    expect(await isInPool(username)).toBe(false);
    expect(await account(userId)).toHaveProperty('removed');
  });

  it('is no longer mentioned by the account when it is removed', async () => {
    const { userId, username } = await aUser(`Google_${randomUUID()}`);
    await handler({ userId, username });
    expect(JSON.stringify(await account(userId))).not.toContain(username);
  });

  it('is left alone when somebody new has the same username', async () => {
    const username = `Google_${randomUUID()}`;
    const somebodyNew = await aUser(username);
    const userId = randomUUID();
    expect(await handler({ userId, username })).toMatchObject({ status: 'COMPLETE' });
    expect(await isInPool(somebodyNew.username)).toBe(true);
    expect(new Set(calls)).toEqual(new Set(['AdminGetUser']));
  });

  it.each(['AdminDisableUser', 'AdminDeleteUser'])('is gone when the answer of %s is lost', async (operation) => {
    const { userId, username } = await aUser(`Google_${randomUUID()}`);
    lost.operation = operation;
    await handler({ userId, username });
    await goOn(userId);
    expect(await isInPool(username)).toBe(false);
    expect(await account(userId)).toHaveProperty('removed');
  });

  it('is gone when another worker has deleted it', async () => {
    const { userId, username } = await aUser();
    await cognito.send(new AdminDeleteUserCommand({ UserPoolId: pool, Username: username }));
    expect(await handler({ userId, username })).toMatchObject({ status: 'COMPLETE' });
  });

  describe('without a username', () => {
    it('is found by its sub when it is a local one', async () => {
      const { userId, username } = await aUser();
      lists.nobody = true;
      expect(await handler({ userId })).toMatchObject({ status: 'COMPLETE' });
      expect(await isInPool(username)).toBe(false);
      expect(calls).not.toContain('ListUsers');
    });

    it('is listed when it is federated, and its username is kept for the next worker', async () => {
      const { userId, username } = await aUser(`Google_${randomUUID()}`);
      // cognito-local finds a federated user by the sub too; Cognito does not.
      lists.unknown = userId;
      lost.operation = 'AdminDeleteUser';
      expect(await handler({ userId })).toMatchObject({ status: 'IN_PROGRESS' });
      expect(await account(userId)).toMatchObject({ cognitousername: username });
      lists.nobody = true;
      await goOn(userId);
      expect(await isInPool(username)).toBe(false);
      expect(await account(userId)).toHaveProperty('removed');
    });

    it('may still be there when nobody is listed, so the removal is not complete', async () => {
      const userId = randomUUID();
      expect(await handler({ userId })).toMatchObject({ status: 'IN_PROGRESS' });
      await expect(goOn(userId)).rejects.toMatchObject({ name: 'UserNotFoundYet' });
      expect(await account(userId)).not.toHaveProperty('removed');
    });

    it('is gone when nobody is listed ten minutes after the removal began', async () => {
      const userId = randomUUID();
      await handler({ userId });
      await table.overwrite(accountKey(userId), { begun: new Date(Date.now() - 10 * MINUTE).toISOString() });
      await goOn(userId);
      expect(await account(userId)).toHaveProperty('removed');
    });
  });
});
