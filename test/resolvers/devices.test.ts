import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountKey, contactsKey, DEVICE, deviceKey, tokenKey } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import type { Account } from '../../domain/schema.types.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { beginRemoval, GONE, TRY_AGAIN } from '../support/resolvers/scene.ts';
import { inDays } from '../support/trips.ts';

let api: Handlers;
let amira: Caller;
let jonas: Caller;
let token: string;
let tokens = 0;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());
beforeEach(() => {
  [amira, jonas] = [aCaller('Amira'), aCaller('Jonas')];
  token = aToken();
});

function aToken(): string {
  tokens += 1;
  return `fcm-${tokens}:APA91b_${'x'.repeat(140)}`;
}

const input = (changes: object = {}) => ({ token, platform: 'ANDROID', language: 'de', ...changes });
const register = (by: Caller, changes: object = {}) =>
  api.run<boolean>('Mutation.registerDevice', { by, args: { input: input(changes) } });
const registering = (by: Caller, changes: object = {}) =>
  api.refusal('Mutation.registerDevice', { by, args: { input: input(changes) } });
const remove = (by: Caller) => api.run<boolean>('Mutation.removeDevice', { by, args: { token } });
const removing = (by: Caller, of = token) => api.refusal('Mutation.removeDevice', { by, args: { token: of } });
const device = (of: Caller, its = token) => api.table.stored(deviceKey(of.id, its));
const owner = async (of = token) => (await api.table.stored(tokenKey(of)))?.['owner'];
const suspend = (of: Caller) => api.table.overwrite(accountKey(of.id), { suspended: inDays(0) });
const devicesOf = ({ id }: Caller) => api.table.everythingOf(id, DEVICE);
const invalid = (field: string, rule: string) => ({ errorType: 'ValidationError', errorInfo: { field, rule } });

/** Repeats a call while another registration stands in its way, as an app does. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if ((error as { errorType?: string }).errorType !== 'TryAgain') throw error;
    }
  }
}

/** Calls that run at the same time: each has a `Handlers` of its own on the same table. */
async function atOnce(calls: readonly [by: Caller, token: string][]): Promise<void> {
  await Promise.all(
    calls.map(([by, its]) =>
      patiently(() => api.beside().run('Mutation.registerDevice', { by, args: { input: input({ token: its }) } })),
    ),
  );
}

describe('Registering a device', () => {
  it('stores it with its owner, and introduces the account', async () => {
    expect(await register(amira)).toBe(true);
    expect(await device(amira)).toMatchObject({ platform: 'ANDROID', language: 'de' });
    expect(await owner()).toBe(amira.id);
    expect(await api.table.stored(accountKey(amira.id))).toMatchObject({ name: 'Amira', since: inDays(0) });
    expect(await api.table.stored(accountKey(amira.id))).not.toHaveProperty('renamed');
  });

  it('again replaces what is stored', async () => {
    await register(amira);
    await register(amira, { platform: 'IOS', language: null });
    expect(await device(amira)).toMatchObject({ platform: 'IOS' });
    expect(await device(amira)).not.toHaveProperty('language');
    expect(await devicesOf(amira)).toHaveLength(1);
  });

  it('moves a token from the person who had it', async () => {
    await register(amira);
    await register(jonas);
    expect(await owner()).toBe(jonas.id);
    expect(await device(amira)).toBeUndefined();
    expect(await device(jonas)).toBeDefined();
  });

  it('moves a token that another person takes between the read and the write', async () => {
    api.meanwhile(() => api.beside().run('Mutation.registerDevice', { by: jonas, args: { input: input() } }));
    await register(amira);
    expect(await owner()).toBe(amira.id);
    expect(await device(jonas)).toBeUndefined();
  });

  it('goes through beside that of another device of the person', async () => {
    const args = { input: input({ token: aToken() }) };
    api.meanwhile(() => api.beside().run('Mutation.registerDevice', { by: amira, args }));
    await register(amira);
    expect(await devicesOf(amira)).toHaveLength(2);
  });

  it('of one token by two people at once leaves one owner', async () => {
    for (let round = 0; round < 5; round += 1) {
      token = aToken();
      await atOnce([
        [amira, token],
        [jonas, token],
      ]);
      const found = [await device(amira), await device(jonas)].filter((one) => one !== undefined);
      expect(found).toHaveLength(1);
      expect(found[0]?.['username']).toBe(await owner());
    }
  });

  it('of an eleventh device drops the oldest and its token', async () => {
    const all = Array.from({ length: limits.devicesPerPerson + 1 }, aToken);
    for (const its of all) await register(amira, { token: its });
    expect(await devicesOf(amira)).toHaveLength(limits.devicesPerPerson);
    expect(await device(amira, all[0])).toBeUndefined();
    expect(await owner(all[0])).toBeUndefined();
    await register(amira, { token: all[1] });
    await register(amira, { token: aToken() });
    expect(await device(amira, all[1])).toBeDefined();
    expect(await device(amira, all[2])).toBeUndefined();
  });

  it('of eleven devices at once leaves ten, each with its token', async () => {
    const all = Array.from({ length: limits.devicesPerPerson + 1 }, aToken);
    await atOnce(all.map((its) => [amira, its]));
    expect(await devicesOf(amira)).toHaveLength(limits.devicesPerPerson);
    const owners = await Promise.all(all.map(owner));
    expect(owners.filter((one) => one === amira.id)).toHaveLength(limits.devicesPerPerson);
  });

  it('leaves alone the token of a dropped device that has moved', async () => {
    const all = Array.from({ length: limits.devicesPerPerson }, aToken);
    for (const its of all) await register(amira, { token: its });
    const moved = { by: jonas, args: { input: input({ token: all[0] }) } };
    api.meanwhile(() => api.beside().run('Mutation.registerDevice', moved));
    await register(amira);
    expect(await owner(all[0])).toBe(jonas.id);
    expect(await devicesOf(amira)).toHaveLength(limits.devicesPerPerson);
  });

  it('answers though its answer was lost, and is tried three times', async () => {
    api.meanwhile('answer lost');
    expect(await register(amira)).toBe(true);
    // The second try finds what the first has written.
    expect(api.asked.filter(({ operation }) => operation === 'TransactWriteItems')).toHaveLength(2);
    api.meanwhile('conflict', 'conflict');
    expect(await register(amira)).toBe(true);
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await registering(amira)).toEqual(TRY_AGAIN);
  });

  it('fails while the account is removed or suspended', async () => {
    api.meanwhile(() => beginRemoval(api, amira));
    expect(await registering(amira)).toEqual(GONE);
    expect(await registering(amira)).toEqual(GONE);
    await suspend(jonas);
    expect(await registering(jonas)).toEqual({ errorType: 'AccountSuspended', errorInfo: {} });
    expect([await owner(), await device(amira), await device(jonas)]).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ['an empty token', '', 'format'],
    ['a token with a space', 'with space', 'format'],
    ['a token with a line break', 'trailing\n', 'format'],
    ['a token with another letter', 'ü', 'format'],
    ['a token that is too long', 'x'.repeat(limits.tokenLength + 1), 'length'],
  ])('rejects %s before it reads anything', async (_, wrong, rule) => {
    expect(await registering(amira, { token: wrong })).toEqual(invalid('token', rule));
    expect(await removing(amira, wrong)).toEqual(invalid('token', rule));
    expect(api.asked).toEqual([]);
  });

  it('takes the longest token, and rejects a language that is none', async () => {
    token = 'x'.repeat(limits.tokenLength);
    expect(await register(amira)).toBe(true);
    expect(await registering(amira, { language: 'german' })).toEqual(invalid('language', 'format'));
  });
});

describe('Removing a device', () => {
  it('removes it with its token, and answers false for one of nobody', async () => {
    await register(amira);
    expect(await remove(amira)).toBe(true);
    expect([await owner(), await device(amira)]).toEqual([undefined, undefined]);
    expect(await remove(amira)).toBe(false);
  });

  it('leaves the device of another person alone', async () => {
    await register(jonas);
    expect(await remove(amira)).toBe(false);
    expect(await device(jonas)).toBeDefined();
    expect(await owner()).toBe(jonas.id);
  });

  it('answers false when another person takes the token before the write', async () => {
    await register(amira);
    api.meanwhile(() => api.beside().run('Mutation.registerDevice', { by: jonas, args: { input: input() } }));
    expect(await remove(amira)).toBe(false);
    expect(await owner()).toBe(jonas.id);
  });

  it('fails while the account is removed, and is tried three times', async () => {
    await register(amira);
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await removing(amira)).toEqual(TRY_AGAIN);
    api.meanwhile('conflict', 'conflict');
    expect(await remove(amira)).toBe(true);
    await register(amira);
    api.meanwhile(() => beginRemoval(api, amira));
    expect(await removing(amira)).toEqual(GONE);
    expect(await removing(amira)).toEqual(GONE);
    expect(await device(amira)).toBeDefined();
    token = aToken();
    expect(await removing(amira)).toEqual(GONE);
  });
});

describe('The settings of pushes', () => {
  const change = (changes: object) =>
    api.run<Account>('Mutation.updateAccount', { by: amira, args: { input: changes } });

  it('are on until they are turned off, each by itself', async () => {
    expect(await change({ language: 'de' })).toMatchObject({ pushRequests: true, pushAlerts: true });
    expect(await change({ pushRequests: false })).toMatchObject({ pushRequests: false, pushAlerts: true });
    expect(await change({ pushAlerts: false, pushRequests: null })).toMatchObject({
      pushRequests: false,
      pushAlerts: false,
    });
    expect(await change({ pushRequests: true })).toMatchObject({ pushRequests: true, pushAlerts: false });
    expect(await api.run('Query.account', { by: amira })).toMatchObject({ pushRequests: true, pushAlerts: false });
    expect(await change({ pushAlerts: true })).toMatchObject({ pushRequests: true, pushAlerts: true });
  });
});

it('The export contains the devices and the settings', async () => {
  await register(amira);
  await api.run('Mutation.updateAccount', { by: amira, args: { input: { pushAlerts: false } } });
  await api.table.store({ ...contactsKey(amira.id), cname: 'Amira' });
  const { document } = await api.run<{ document: string }>('Query.exportAccount', { by: amira });
  const { devices, account } = JSON.parse(document) as Record<string, object[]>;
  expect(devices).toEqual([expect.objectContaining({ created: `device_${token}`, platform: 'ANDROID' })]);
  expect(account).toEqual([expect.objectContaining({ pushalerts: false })]);
});
