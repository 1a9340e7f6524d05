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
import type * as Index from '../../functions/remove-account/index.ts';
import { accountKey } from '../../resolvers/lib/keys.ts';
import { aFunctionTable, type FunctionTable } from '../support/functionTable.ts';

interface Call {
  readonly operation: string;
  readonly username?: string;
}

const MINUTE = 60_000;

describe('The user of an account that is removed', () => {
  let table: FunctionTable;
  let handler: typeof Index.handler;
  let goOn: (userId: string) => Promise<void>;
  let cognito: CognitoIdentityProviderClient;
  /** A pool of its own: cognito-local gives a pool with e-mail addresses no federated usernames. */
  let pool = '';
  /** What Cognito was asked. */
  const calls: Call[] = [];
  /** How ListUsers answers: as it should, or as if it had not seen the person yet. */
  const lists = { nobody: false };
  /** An operation whose answer is lost, once it has been done. */
  const lost = { operation: '' };

  beforeAll(async () => {
    table = await aFunctionTable();
    cognito = new CognitoIdentityProviderClient();
    pool = (await cognito.send(new CreateUserPoolCommand({ PoolName: 'people' }))).UserPool?.Id ?? '';
    process.env['USER_POOL_ID'] = pool;
    vi.resetModules();
    const send = CognitoIdentityProviderClient.prototype.send;
    // The function's own client, which the module keeps to itself.
    vi.spyOn(CognitoIdentityProviderClient.prototype, 'send').mockImplementation(async function (
      this: CognitoIdentityProviderClient,
      ...[command, ...rest]: Parameters<typeof send>
    ) {
      const operation = command.constructor.name.replace(/Command$/, '');
      const { Username } = command.input as { Username?: string };
      if (this !== cognito) calls.push({ operation, ...(Username === undefined ? {} : { username: Username }) });
      if (operation === 'ListUsers' && lists.nobody) return { Users: [], $metadata: {} };
      const answer: unknown = await Reflect.apply(send, this, [command, ...rest]);
      if (this !== cognito && lost.operation === operation) {
        lost.operation = '';
        throw new Error('The answer is lost.');
      }
      return answer;
    } as typeof send);
    ({ handler } = await import('../../functions/remove-account/index.ts'));
    const { goOnRemoving } = await import('../../functions/finish-closing/removeAccount.ts');
    goOn = (userId) => goOnRemoving(userId, Date.now() + 20_000);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    cognito.destroy();
    await table.drop();
  });
  beforeEach(() => {
    calls.length = 0;
    lists.nobody = false;
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
  const operations = () => calls.map(({ operation }) => operation);

  it('is found by the username although ListUsers does not list it yet', async () => {
    const { userId, username } = await aUser(`Google_${randomUUID()}`);
    lists.nobody = true;
    expect(await handler({ userId, username })).toMatchObject({ status: 'COMPLETE' });
    expect(await isInPool(username)).toBe(false);
    expect(operations()).toEqual(['AdminGetUser', 'AdminDisableUser', 'AdminGetUser', 'AdminDeleteUser']);
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
    expect(new Set(operations())).toEqual(new Set(['AdminGetUser']));
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
      expect(operations()).not.toContain('ListUsers');
    });

    it('is listed when it is federated, and its username is kept for the next worker', async () => {
      const { userId, username } = await aUser(`Google_${randomUUID()}`);
      // cognito-local finds a user by any name, and so by the sub.
      const found = vi.spyOn(CognitoIdentityProviderClient.prototype, 'send');
      const passOn = found.getMockImplementation();
      found.mockImplementation(async function (this: CognitoIdentityProviderClient, ...args: unknown[]) {
        const { input, constructor } = args[0] as { input: { Username?: string }; constructor: { name: string } };
        if (constructor.name === 'AdminGetUserCommand' && input.Username === userId)
          throw new UserNotFoundException({ message: 'User does not exist.', $metadata: {} });
        return Reflect.apply(passOn as (...all: unknown[]) => Promise<unknown>, this, args);
      } as typeof passOn & {});
      try {
        lost.operation = 'AdminDeleteUser';
        expect(await handler({ userId })).toMatchObject({ status: 'IN_PROGRESS' });
        expect(await account(userId)).toMatchObject({ cognitousername: username });
        lists.nobody = true;
        await goOn(userId);
      } finally {
        found.mockImplementation(passOn as typeof passOn & {});
      }
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
