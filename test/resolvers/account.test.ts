import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountKey, contactsKey } from '../../domain/keys.ts';
import type { Account, Contacts } from '../../domain/schema.types.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { aScene, beginRemoval, GONE, TRY_AGAIN } from '../support/resolvers/scene.ts';
import { inDays } from '../support/trips.ts';

const CARD = { name: 'Mrs. Amira', email: 'amira@example.com' };
const REQUIRED = { errorType: 'ValidationError', errorInfo: { field: 'input', rule: 'required' } };

let api: Handlers;
let amira: Caller;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());
beforeEach(() => {
  amira = aCaller('Amira');
});

const save = (input: object = {}, claims?: object) =>
  api.run<Contacts>('Mutation.saveContacts', {
    by: amira,
    args: { input: { ...CARD, ...input } },
    ...(claims && { claims: { ...claims } }),
  });
const saving = (input: object = {}) =>
  api.refusal('Mutation.saveContacts', { by: amira, args: { input: { ...CARD, ...input } } });
const change = (input: object, claims?: object) =>
  api.run<Account>('Mutation.updateAccount', { by: amira, args: { input }, ...(claims && { claims: { ...claims } }) });
const changing = (input: object) => api.refusal('Mutation.updateAccount', { by: amira, args: { input } });
const account = () => api.table.stored(accountKey(amira.id));
const card = () => api.table.stored(contactsKey(amira.id));

describe('Saving a contact card', () => {
  it('stores it and introduces the account, with the name of the token or else of the card', async () => {
    await save();
    expect(await account()).toMatchObject({ name: 'Amira', since: inDays(0) });
    expect(await account()).not.toHaveProperty('renamed');
    expect(await card()).toMatchObject({ cname: 'Mrs. Amira', email: 'amira@example.com' });
    amira = aCaller('Amira');
    await save({}, {});
    expect(await account()).toMatchObject({ name: 'Mrs. Amira' });
  });

  it('never changes a name and a first day that are stored', async () => {
    await api.table.store({ ...accountKey(amira.id), name: 'A.', since: '2026-01-02' });
    await save();
    expect(await account()).toEqual({ ...accountKey(amira.id), name: 'A.', since: '2026-01-02' });
    amira = aCaller('Amira');
    api.meanwhile(() => api.table.store({ ...accountKey(amira.id), name: 'B.', since: '2026-01-03' }));
    await save();
    expect(await account()).toMatchObject({ name: 'B.', since: '2026-01-03' });
  });

  it('carries the name into items that a person of the first app already has', async () => {
    await api.table.store({ username: amira.id, created: 'pending_x' });
    await save();
    expect(await account()).toHaveProperty('renamed');
  });

  it('fails when the removal of the account begins, or has begun', async () => {
    api.meanwhile(() => beginRemoval(api, amira));
    expect(await saving()).toEqual(GONE);
    expect(await card()).toBeUndefined();
    expect(await saving()).toEqual(GONE);
    amira = aCaller('Amira');
    await save();
    api.meanwhile(() => beginRemoval(api, amira));
    expect(await saving({ email: 'other@example.com' })).toEqual(GONE);
    expect(await card()).toMatchObject({ email: 'amira@example.com' });
  });

  it('replaces the whole card, and needs a channel', async () => {
    await save({ mobile: '+201001234567' });
    await save();
    expect(await card()).not.toHaveProperty('mobile');
    expect(await saving({ email: '' })).toEqual(REQUIRED);
    expect(await saving({ email: null })).toEqual(REQUIRED);
  });

  it('is tried three times when other transactions stand in the way', async () => {
    api.meanwhile('conflict', 'conflict');
    await save();
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await saving()).toEqual(TRY_AGAIN);
  });
});

describe('Deleting the contact card', () => {
  const deleting = () => api.refusal('Mutation.deleteContacts', { by: amira });

  it('answers it as it was, and fails when the removal of the account begins', async () => {
    await save();
    api.meanwhile(() => beginRemoval(api, amira));
    expect(await deleting()).toEqual(GONE);
    expect(await card()).toBeDefined();
    amira = aCaller('Amira');
    await save();
    expect((await deleting()).errorInfo).toMatchObject(CARD);
    expect(await card()).toBeUndefined();
    expect(await deleting()).toEqual({ errorType: null, errorInfo: null });
  });
});

describe('Changing the account', () => {
  it('stores what is given, goes back to the default of what is empty, and leaves the rest', async () => {
    expect(await change({ name: 'A. S.', language: 'pt-BR', currency: 'JPY' })).toMatchObject({
      name: 'A. S.',
      language: 'pt-BR',
      currency: 'JPY',
    });
    expect(await account()).toHaveProperty('renamed');
    expect(await change({ language: '', currency: null })).toMatchObject({ language: 'en', currency: 'JPY' });
    expect(await change({ currency: '' })).toMatchObject({ name: 'A. S.', currency: 'EUR' });
    expect(await account()).not.toHaveProperty('currency');
    expect(await change({ name: '' })).toMatchObject({ name: 'Amira' });
    expect(await account()).toMatchObject({ name: 'Amira', since: inDays(0) });
  });

  it('with an empty name goes back to the name of the card, if the token has none', async () => {
    await save();
    expect(await change({ name: '' }, {})).toMatchObject({ name: 'Mrs. Amira' });
    await api.table.forget(contactsKey(amira.id));
    await expect(change({ name: '' }, {})).rejects.toMatchObject({ errorInfo: { field: 'name', rule: 'required' } });
  });

  it('fails when the removal of the account begins, or has begun', async () => {
    await change({ language: 'de' });
    api.meanwhile(() => beginRemoval(api, amira));
    expect(await changing({ language: 'fr' })).toEqual(GONE);
    expect(await account()).toMatchObject({ language: 'de' });
    expect(await changing({ language: 'fr' })).toEqual(GONE);
    expect(await api.refusal('Query.account', { by: amira })).toEqual(GONE);
  });

  it('needs something to change', async () => {
    expect(await changing({})).toEqual(REQUIRED);
    expect(await changing({ name: null, language: null })).toEqual(REQUIRED);
  });

  it.each([
    [{ name: 'a'.repeat(100) }, null],
    [{ name: 'a'.repeat(101) }, 'length'],
    [{ language: 'abc-Latn-DE-aaaaaaaa-bbbbbbbb-cccccc' }, 'format'],
    [{ language: 'abc-Latn-DE-aaaaaaaa-bbbbbbbb-ccccc' }, null],
    [{ language: 'a' }, 'format'],
    [{ language: 'english' }, 'format'],
    [{ currency: 'XXX' }, 'unknown'],
    [{ currency: 'usd' }, 'unknown'],
  ])('takes valid values alone: %o', async (input, rule) => {
    const { errorInfo } = await changing(input);
    expect((errorInfo as { rule?: string }).rule ?? null).toBe(rule);
  });

  it('shows the number of trips, counted where no count is stored', async () => {
    const { amira: traveler, tripKey } = await aScene(api);
    const see = () => api.run<Account>('Query.account', { by: traveler });
    await api.table.overwrite(accountKey(traveler.id), { trips: 7 });
    expect(await see()).toMatchObject({ trips: 7, name: 'Amira' });
    const { trips: _, ...uncounted } = (await api.table.stored(accountKey(traveler.id))) ?? {};
    await api.table.store(uncounted);
    await api.table.store({ ...(await api.table.stored(tripKey)), created: '2026-01-02-03-04-05-000001', tstamp: 1 });
    expect(await see()).toMatchObject({ trips: 1 });
  });
});

describe('A subscription', () => {
  const subscribe = () => api.run('Subscription.onRequestUpdate', { by: amira });

  it('passes updates for the caller alone, and ends for the caller alone', async () => {
    await subscribe();
    const filter = { filterGroup: [{ filters: [{ fieldName: 'recipient', operator: 'eq', value: amira.id }] }] };
    expect(api.last).toMatchObject({ subscriptionFilter: filter, invalidationFilter: filter });
  });

  it('is refused to an account that is being removed', async () => {
    await beginRemoval(api, amira);
    expect(await api.refusal('Subscription.onRequestUpdate', { by: amira })).toEqual(GONE);
  });
});

describe('A caller without a token of the user pool', () => {
  const identity = {
    accountId: '123456789012',
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    sourceIp: ['127.0.0.1'],
    username: 'AIDAEXAMPLE',
    userArn: 'arn:aws:iam::123456789012:user/operator',
    cognitoIdentityAuthType: null,
    cognitoIdentityAuthProvider: null,
  };
  it.each(['Query.contacts', 'Query.myTrips', 'Query.exportAccount', 'Mutation.deleteContacts', 'Query.account'])(
    'resolves no field of a person: %s',
    async (field) => {
      await expect(api.run(field, { by: amira, identity })).rejects.toMatchObject({ errorType: 'Unauthorized' });
    },
  );
});

describe('A person', () => {
  it('shows the name and the first day of their account, and no contacts', async () => {
    const { amira: traveler, jonas, pair } = await aScene(api);
    await api.table.overwrite(accountKey(traveler.id), { since: '2026-01-02', language: 'de' });
    const source = {
      role: 'SENT',
      traveler: traveler.id,
      requester: jonas.id,
      travelerName: null,
      requesterName: null,
    };
    const person = await api.run('Request.counterpart', { by: jonas, source: { ...pair, ...source } });
    expect(person).toEqual({ id: traveler.id, name: 'Amira', since: '2026-01-02' });
    await api.table.overwrite(accountKey(traveler.id), { since: '2026-02-30', name: '' });
    expect(await api.run('Request.counterpart', { by: jonas, source: { ...pair, ...source } })).toEqual({
      ...{ id: traveler.id, name: null, since: null },
    });
  });

  it('is read only for what the request does not store', async () => {
    const { amira: traveler, jonas, pair } = await aScene(api);
    await api.table.overwrite(accountKey(traveler.id), { since: '2026-01-02', name: 'Amira B.' });
    const source = { ...pair, role: 'SENT', travelerName: 'Amira', requesterName: null };
    const counterpart = (selection: string[], changes: object = {}, text: { selectionText?: string } = {}) =>
      api.run('Request.counterpart', { by: jonas, source: { ...source, ...changes }, selection, ...text });
    expect(await counterpart(['id', 'name', '__typename'])).toMatchObject({ name: 'Amira' });
    expect(api.asked).toEqual([]);
    expect(await counterpart(['id', 'since'])).toEqual({ id: traveler.id, name: 'Amira', since: '2026-01-02' });
    for (const selectionText of [
      '{\n  name: since\n}',
      '{\n  ...Named\n}',
      '{\n  ... on Person {\n    name: since\n  }\n}',
    ]) {
      expect(await counterpart(['name'], {}, { selectionText })).toMatchObject({ since: '2026-01-02' });
    }
    // AWS may show the text of one of two fields that it merges.
    expect(await counterpart(['id', 'since'], {}, { selectionText: '{\n  id\n}' })).toMatchObject({
      since: '2026-01-02',
    });
    expect(await counterpart(['name'], { travelerName: null })).toMatchObject({ name: 'Amira B.' });
    const removed = { traveler: 'removed-1', travelerName: null };
    expect(await counterpart(['id', 'since'], removed)).toEqual({ id: 'removed-1', name: null, since: null });
    expect(api.asked).toEqual([]);
  });
});
