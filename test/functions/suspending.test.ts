import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountKey, blockKey, halfKey, type Key, type Pair, type Party } from '../../domain/keys.ts';
import type { RequestStatus } from '../../domain/schema.types.ts';
import { followUpFunction } from '../support/functions/followUpFunction.ts';
import { aFunctionTable, type FunctionTable } from '../support/functions/functionTable.ts';
import { meanwhileIn } from '../support/functions/meanwhile.ts';
import { inDays } from '../support/trips.ts';

const created = '2026-10-04-19-34-18-736061';
const tstamp = Date.parse(inDays(30)) / 1000;
const SINCE = '2026-10-05T06:07:08.901Z';
const LATER = '2026-10-05T06:07:09.901Z';
const PARTIES: readonly Party[] = ['traveler', 'requester'];

let table: FunctionTable;
let meanwhile: ReturnType<typeof meanwhileIn>;
let follow: (username: string, key?: Key) => Promise<unknown>;
/** The calls that change users. */
const asked: string[] = [];
beforeAll(async () => {
  table = await aFunctionTable();
  const { dynamodb, invoke } = await followUpFunction();
  const { cognito } = await import('../../functions/lib/removal/user.ts');
  meanwhile = meanwhileIn(dynamodb);
  // A pool in which each person is a local user.
  cognito.middlewareStack.add(
    (_, { commandName = '' }) =>
      ({ input }) => {
        const { Username = '' } = input as { Username?: string };
        if (commandName !== 'AdminGetUserCommand') asked.push(`${commandName} ${Username}`);
        const UserAttributes = [{ Name: 'sub', Value: Username }];
        return Promise.resolve({ output: { UserAttributes, $metadata: {} }, response: {} });
      },
    { step: 'initialize' },
  );
  follow = (username, key = accountKey(username)) => invoke({ username, created: key.created });
});
afterAll(() => table.drop());

let amira = '';
let trip: Key;
beforeEach(() => {
  amira = `amira-${randomUUID()}`;
  trip = { username: amira, created };
});

const DONE = { batchItemFailures: [] };

/** Stores both halves of a request for 2 kg of clothes. */
async function aRequest(status: RequestStatus, requester = `jonas-${randomUUID()}`): Promise<Pair> {
  const pair = { tripid: created, traveler: amira, requester };
  const terms = { trdate: inDays(9), fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', currency: 'EUR', cost: {} };
  const half = { ...terms, items: { Clothes: 2 }, dtime: created, changed: SINCE, revision: 4, tstamp };
  for (const party of PARTIES) await table.store({ ...half, ...halfKey(party, status, pair) });
  return pair;
}

const half = (pair: Pair, party: Party, status: RequestStatus) => table.stored(halfKey(party, status, pair));

describe('Suspending a traveler', () => {
  it('closes all open requests for one trip and gives back what was accepted', async () => {
    await table.store({ ...accountKey(amira), suspended: SINCE, suspending: SINCE });
    const allowed = { Clothes: { cost: 3, kg: 10, free: 4 } };
    await table.store({ ...trip, closing: `${inDays(5)}#${created}#${amira}`, allowed, tstamp });
    const pairs = [await aRequest('ACCEPTED'), await aRequest('ACCEPTED'), await aRequest('ACCEPTED')];
    const waiting = await aRequest('PENDING');
    expect(await follow(amira)).toEqual(DONE);
    expect(await half(waiting, 'traveler', 'CANCELLED')).toMatchObject({ reason: 'SUSPENDED' });
    for (const pair of pairs) {
      for (const party of PARTIES) {
        expect(await half(pair, party, 'ACCEPTED')).toBeUndefined();
        expect(await half(pair, party, 'CANCELLED')).toMatchObject({ reason: 'SUSPENDED', revision: 5 });
      }
    }
    expect(await table.stored(trip)).toMatchObject({ allowed: { Clothes: { free: 10 } } });
    expect(await table.stored(accountKey(amira))).not.toHaveProperty('suspending');
    expect(asked).toContain(`AdminDisableUserCommand ${amira}`);
  });

  it('remembers where searches find a trip that changes meanwhile', async () => {
    const [first, edited] = [inDays(5), inDays(8)].map((day) => `${day}#${created}#${amira}`);
    await table.store({ ...accountKey(amira), suspended: SINCE, suspending: SINCE });
    await table.store({ ...trip, closing: first, tstamp });
    meanwhile('TransactWriteItems', () => table.overwrite(trip, { closing: edited }));
    expect(await follow(amira)).toEqual(DONE);
    expect(await table.stored(trip)).toEqual({ ...trip, hidden: edited, tstamp });
  });

  it('closes nothing that is sent after the suspension has ended', async () => {
    await table.store({ ...accountKey(amira), suspended: SINCE, suspending: SINCE });
    await aRequest('ACCEPTED');
    let later: Pair | undefined;
    meanwhile('TransactWriteItems', async () => {
      await table.store({ ...accountKey(amira), suspending: LATER });
      later = await aRequest('PENDING');
    });
    await follow(amira);
    expect(later && (await half(later, 'traveler', 'PENDING'))).toBeDefined();
    expect(await table.stored(accountKey(amira))).toMatchObject({ suspending: LATER });
  });

  it('closes a request that has changed since it was read', async () => {
    await table.store({ ...accountKey(amira), suspended: SINCE, suspending: SINCE });
    const pair = await aRequest('PENDING');
    meanwhile('TransactWriteItems', async () => {
      for (const party of PARTIES) await table.overwrite(halfKey(party, 'PENDING', pair), { revision: 5 });
    });
    expect(await follow(amira)).toEqual(DONE);
    expect(await half(pair, 'traveler', 'CANCELLED')).toMatchObject({ reason: 'SUSPENDED', revision: 6 });
  });

  it('disables the user though requests cannot be closed', async () => {
    await table.store({ ...accountKey(amira), suspended: SINCE, suspending: SINCE });
    const pair = await aRequest('ACCEPTED');
    meanwhile('TransactWriteItems', () => Promise.reject(new Error('Out of order')));
    expect(await follow(amira)).not.toEqual(DONE);
    expect(asked).toContain(`AdminDisableUserCommand ${amira}`);
    expect(await follow(amira)).toEqual(DONE);
    expect(await half(pair, 'traveler', 'CANCELLED')).toMatchObject({ reason: 'SUSPENDED' });
  });

  it('does not wait for the copies of a new name', async () => {
    await table.store({ ...accountKey(amira), name: 'Amira', renamed: SINCE, suspended: SINCE, suspending: SINCE });
    // The first write removes `suspending`.
    meanwhile('UpdateItem', () => Promise.reject(new Error('Out of order')));
    await follow(amira);
    expect(await table.stored(accountKey(amira))).toMatchObject({ renamed: SINCE });
    expect(asked).toContain(`AdminDisableUserCommand ${amira}`);
  });
});

describe('Restoring a traveler', () => {
  const [first, edited] = [inDays(5), inDays(8)].map((day) => `${day}#${created}#amira`);
  beforeEach(() => table.store({ ...accountKey(amira), suspending: SINCE }));

  it('shows the trips where searches found them', async () => {
    await table.store({ ...trip, hidden: first, tstamp });
    expect(await follow(amira)).toEqual(DONE);
    expect(await table.stored(trip)).toEqual({ ...trip, closing: first, tstamp });
    expect(asked).toContain(`AdminEnableUserCommand ${amira}`);
  });

  it('keeps an edit that the traveler makes before the trips are shown', async () => {
    await table.store({ ...trip, hidden: first, closing: edited, tstamp });
    expect(await follow(amira)).toEqual(DONE);
    expect(await table.stored(trip)).toEqual({ ...trip, closing: edited, tstamp });
  });

  it('keeps an edit that the traveler makes while the trips are shown', async () => {
    await table.store({ ...trip, hidden: first, tstamp });
    meanwhile('TransactWriteItems', () => table.overwrite(trip, { closing: edited }));
    expect(await follow(amira)).toEqual(DONE);
    expect(await table.stored(trip)).toEqual({ ...trip, closing: edited, tstamp });
  });
});

describe('Blocking a person', () => {
  it('closes nothing that is sent after the block has ended', async () => {
    const jonas = `jonas-${randomUUID()}`;
    const block = blockKey(amira, jonas);
    await table.store({ ...block, since: SINCE, pending: SINCE });
    const before = await aRequest('ACCEPTED', jonas);
    meanwhile('TransactWriteItems', async () => {
      await table.forget(block);
      await aRequest('PENDING', jonas);
    });
    expect(await follow(amira, block)).toEqual(DONE);
    expect(await half(before, 'requester', 'CANCELLED')).toMatchObject({ reason: 'BLOCKED' });
    expect(await half(before, 'requester', 'PENDING')).toBeDefined();
    expect(await table.stored(block)).toBeUndefined();
  });
});
