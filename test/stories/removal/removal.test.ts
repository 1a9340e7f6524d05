import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountKey, contactsKey, halfKey } from '../../../domain/keys.ts';
import type { Report, Request, Trip } from '../../../domain/schema.types.ts';
import { projectFile } from '../../../infra/paths.ts';
import { shared } from '../../support/shared/shared.ts';
import { settled } from '../../support/stories/followUp.ts';
import { aModerator } from '../../support/stories/moderators.ts';
import { aMember, aPerson, type Person } from '../../support/stories/people.ts';
import { aPhone, Phone, withPhones } from '../../support/stories/phone.ts';
import { aRequest, freeClothes, pairIn } from '../../support/stories/requests.ts';
import { everythingOf, forget, overwrite, stored } from '../../support/stories/storedItems.ts';
import { poolOf } from '../../support/stories/userPool.ts';
import { aTrip, keyOf } from '../../support/trips.ts';
import { until } from '../../support/until.ts';

const gone = { errorType: 'AccountRemoved', errorInfo: {} };
const text = (file: string) => readFileSync(projectFile(file), 'utf8');
const schema = buildSchema(`${text('local/appsync/schema/builtins.graphql')}\n${text('schema.graphql')}`);

describe('Noor leaves', () => {
  it('though the half of her counterpart is malformed, and the kilograms are given back', async () => {
    const [noor, jonas] = await Promise.all([aMember('Noor'), aMember('Jonas')]);
    await settled(noor, jonas);
    const trip = await jonas.posts(aTrip());
    const { id } = await noor.sends(aRequest(trip));
    await jonas.accepts(id);
    await overwrite(halfKey('traveler', 'ACCEPTED', pairIn(id)), { tstamp: 'never' });
    expect(await noor.deletesAccount()).toEqual({ status: 'COMPLETE', trips: 0, requests: 1 });
    expect(await freeClothes(jonas, trip)).toBe(10);
    expect(JSON.stringify(await everythingOf(jonas.id))).not.toMatch(new RegExp(`${noor.id}|Noor`));
  });
});

describe('Amira leaves', () => {
  let amira: Person;
  let jonas: Person;
  beforeAll(async () => {
    [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
  });

  it('and nothing is left of her, while Jonas keeps his requests without her name', async () => {
    const [trip, hisTrip] = [await amira.posts(aTrip()), await jonas.posts(aTrip())];
    await amira.savesContacts({ name: 'Amira', email: 'amira@example.com' });
    const received = await jonas.sends(aRequest(trip, { note: 'For my mother' }));
    const sent = await amira.sends(aRequest(hisTrip, { note: 'For Amira’s mother' }));
    await jonas.accepts(sent.id);
    expect(await freeClothes(jonas, hisTrip)).toBe(8);
    const removal = { status: 'COMPLETE', trips: 1, requests: 2 };
    expect(await amira.deletesAccount()).toEqual(removal);
    expect(await amira.deletesAccount()).toEqual(removal);
    expect(await everythingOf(amira.id)).toEqual([
      {
        ...accountKey(amira.id),
        removing: expect.any(Number) as number,
        removed: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        removedtrips: 1,
        removedrequests: 2,
        tstamp: expect.any(Number) as number,
      },
    ]);
    expect(await freeClothes(jonas, hisTrip)).toBe(10);
    expect(JSON.stringify(await everythingOf(jonas.id))).not.toMatch(new RegExp(`${amira.id}|Amira|mother`));
    for (const id of [received.id, sent.id]) expect(await jonas.sees(id)).toBeNull();
  });

  it('and what he keeps tells nothing of her, and is over', async () => {
    const [sent, received] = [
      (await jonas.listsSent({ status: 'CANCELLED' })).items,
      (await jonas.listsReceived({ status: 'CANCELLED' })).items,
    ];
    const over = { status: 'CANCELLED', reason: 'ACCOUNT_REMOVED', actions: [], note: null, contacts: null };
    const nobody = expect.stringMatching(/^removed-/) as string;
    expect(sent).toMatchObject([
      { ...over, revision: 2, traveler: nobody, counterpart: { id: nobody, name: null }, trip: null },
    ]);
    expect(received).toMatchObject([
      {
        ...over,
        revision: 3,
        requester: nobody,
        counterpart: { id: nobody, name: null },
        trip: { id: expect.stringContaining(jonas.id) as string },
      },
    ]);
    // One person's two requests can't be told to be so.
    expect(sent[0]?.traveler).not.toBe(received[0]?.requester);
    for (const { id } of [...sent, ...received]) {
      expect(await jonas.sees(id)).toMatchObject({ id, status: 'CANCELLED' });
      for (const act of ['accepts', 'declines', 'cancels'] as const) {
        await expect(jonas[act](id)).rejects.toMatchObject({
          errorType: expect.stringMatching(/^(StatusChanged|NotAllowed)$/) as string,
        });
      }
    }
    await expect(jonas.sends({ ...aRequest({ id: sent[0]?.tripId ?? '' }) })).rejects.toMatchObject({
      errorType: 'NotFound',
    });
  });

  it('her account is gone, her lists are empty, and her app may not subscribe', async () => {
    await expect(amira.looksAtAccount()).rejects.toMatchObject(gone);
    expect((await amira.lists()).items).toEqual([]);
    expect(await amira.ownContacts()).toBeNull();
    const phone = await new Phone(amira).goesOn();
    expect(await phone.asks()).toMatchObject({ type: 'error', payload: { errors: [{ errorType: 'AccountRemoved' }] } });
    await phone.goesOff();
  });

  it('she can neither sign in nor have new tokens, and with the same address she is somebody new', async () => {
    const pool = poolOf(await shared('takeIt'));
    await expect(pool.signIn(amira)).rejects.toMatchObject({
      name: expect.stringMatching(/^(NotAuthorized|UserNotFound)Exception$/) as string,
    });
    await expect(pool.renew(amira)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    expect(await pool.usersOf(amira.id)).toEqual([]);
    const again = await aPerson('Amira', await shared('takeIt'), amira.email);
    expect(again.id).not.toBe(amira.id);
    expect(await again.looksAtAccount()).toMatchObject({ id: again.id, trips: 0 });
    expect(await everythingOf(again.id)).toEqual([]);
    expect((await again.posts(aTrip())).traveler).toMatchObject({ id: again.id });
  });
});

describe('While an account goes', () => {
  let amira: Person;
  let jonas: Person;
  let trip: Trip;
  let hisTrip: Trip;
  let received: Request;
  let sent: Request;
  let noor: Person;
  let report: Report;
  /** Every change that a person can ask for, by its field. */
  const changes: Record<string, () => Promise<unknown>> = {
    createTrip: () => amira.posts(aTrip()),
    updateTrip: () => amira.edits({ id: trip.id, version: 1, acceptTo: trip.acceptFrom }),
    deleteTrip: () => amira.takesDown(trip.id),
    sendRequest: () => amira.sends(aRequest(hisTrip)),
    acceptRequest: () => amira.accepts(received.id),
    declineRequest: () => amira.declines(received.id),
    cancelRequest: () => amira.cancels(sent.id),
    saveContacts: () => amira.savesContacts({ name: 'Amira', email: 'amira@example.com' }),
    deleteContacts: () => amira.deletesContacts(),
    updateAccount: () => amira.changesAccount({ name: 'Amira' }),
    blockPerson: () => amira.blocks(jonas.id),
    unblockPerson: () => amira.unblocks(jonas.id),
    report: () => amira.reports({ person: jonas.id, tripId: hisTrip.id, reason: 'SPAM' }),
    decideReport: () => amira.decides(report.id, 'DISMISS'),
    restorePerson: () => amira.restores(noor.id),
    registerDevice: () => amira.registersDevice({ token: 'another-phone', platform: 'IOS' }),
    removeDevice: () => amira.removesDevice(`phone-${amira.id}`),
    createAlert: () => amira.ask('mutation { createAlert(input: { from: "Berlin-Germany" }) { id } }'),
    deleteAlert: () => amira.ask('mutation { deleteAlert(id: "01JG8Z5Q3W8N2V6X4Y7K9M1P0R") { id } }'),
  };
  beforeAll(async () => {
    [amira, jonas, noor] = await Promise.all([aModerator('Amira'), aMember('Jonas'), aMember('Noor')]);
    await amira.savesContacts({ name: 'Amira', email: 'amira@example.com' });
    trip = await amira.posts(aTrip());
    hisTrip = await jonas.posts(aTrip());
    await noor.reports({ person: jonas.id, tripId: hisTrip.id, reason: 'SPAM' });
    report = await amira.findsReport(jonas.id);
    await overwrite(accountKey(noor.id), { suspended: new Date().toISOString() });
    received = await jonas.sends(aRequest(trip));
    sent = await amira.sends(aRequest(await jonas.posts(aTrip())));
    await amira.savesContacts({ name: 'Amira', email: 'amira@example.com' });
    await amira.registersDevice({ token: `phone-${amira.id}`, platform: 'ANDROID' });
    await settled(amira, jonas);
    // Just begun, by somebody who is slow.
    await overwrite(accountKey(amira.id), { removing: Date.now() + 600_000 });
  });

  const others = ['deleteAccount', 'publishRequestUpdate'];
  it.each(Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((field) => !others.includes(field)))(
    '%s is refused to its person, and nothing is stored',
    async (field) => {
      const before = [await everythingOf(amira.id), await everythingOf(jonas.id)];
      await expect(changes[field]?.()).rejects.toMatchObject(gone);
      expect([await everythingOf(amira.id), await everythingOf(jonas.id)]).toEqual(before);
    },
  );

  it('to ask again answers how far it is, and changes nothing while somebody is at it', async () => {
    const before = await everythingOf(amira.id);
    expect(await amira.deletesAccount()).toEqual({ status: 'IN_PROGRESS', trips: 0, requests: 0 });
    expect(await everythingOf(amira.id)).toEqual(before);
  });

  it('and when nobody is at it any more, touching the account has it done', async () => {
    await overwrite(accountKey(amira.id), { removing: 1, touched: new Date().toISOString() });
    const isRemoved = (item: object | undefined) => item !== undefined && 'removed' in item;
    await until('the account is removed', () => stored(accountKey(amira.id)), isRemoved);
    expect(await amira.deletesAccount()).toEqual({ status: 'COMPLETE', trips: 1, requests: 2 });
    expect(await poolOf(await shared('takeIt')).usersOf(amira.id)).toEqual([]);
  });

  it.each(Object.entries(changes))('%s is refused afterwards too', async (_, change) => {
    await expect(change()).rejects.toMatchObject({
      errorType: expect.stringMatching(/^(AccountRemoved|NotFound|NotAllowed)$/) as string,
    });
    expect(await everythingOf(amira.id)).toMatchObject([{ created: 'account', removedtrips: 1 }]);
  });
});

describe('On the phones', () => {
  let amira: Person;
  let jonas: Person;
  let noor: Person;
  beforeEach(async () => {
    [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
  });

  it('of the one who leaves, listening ends', async () => {
    const phones = [await aPhone(amira), await aPhone(amira, amira.accessToken)];
    const his = await aPhone(jonas);
    await amira.deletesAccount();
    for (const phone of phones) {
      expect(await phone.next()).toMatchObject({ type: 'complete', id: 'one' });
      expect(await phone.ended()).toBe(1000);
    }
    const { id } = await noor.sends(aRequest(await jonas.posts(aTrip())));
    expect(await his.hears()).toMatchObject({ requestId: id });
    await his.goesOff();
  });

  it('of the others, each request is told to be over once, under the id that they know', async () => {
    const [trip, hisTrip] = [await amira.posts(aTrip()), await jonas.posts(aTrip())];
    await withPhones([jonas, noor], async (his, noors) => {
      const [pending, accepted] = [await jonas.sends(aRequest(trip)), await noor.sends(aRequest(trip))];
      const sent = await amira.sends(aRequest(hisTrip));
      await amira.accepts(accepted.id);
      await jonas.accepts(sent.id);
      await Promise.all([his.hearsAll(3), noors.hearsAll(2)]);
      await amira.deletesAccount();
      const over = { status: 'CANCELLED', reason: 'ACCOUNT_REMOVED', counterpart: amira.id };
      const told = await his.hearsAll(2);
      expect(new Set(told.map(({ requestId }) => requestId))).toEqual(new Set([pending.id, sent.id]));
      for (const update of told) {
        expect(update).toMatchObject({ ...over, revision: update.requestId === sent.id ? 3 : 2 });
      }
      expect(await noors.hears()).toMatchObject({ ...over, requestId: accepted.id, revision: 3 });
      // No update has come for the requests that they keep: this is the next one.
      const next = await noor.sends(aRequest(hisTrip));
      for (const phone of [his, noors]) expect(await phone.hears()).toMatchObject({ requestId: next.id, revision: 1 });
    });
  });
});

describe('What was over, or is no longer as it was', () => {
  it('is gone on both sides when it was declined or cancelled', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trips = [await amira.posts(aTrip()), await amira.posts(aTrip())];
    const hisTrips = [await jonas.posts(aTrip()), await jonas.posts(aTrip())];
    const theirs = await Promise.all(trips.map((trip) => jonas.sends(aRequest(trip))));
    const hers = await Promise.all(hisTrips.map((trip) => amira.sends(aRequest(trip))));
    await amira.declines(theirs[0]?.id ?? '');
    await jonas.cancels(theirs[1]?.id ?? '');
    await jonas.declines(hers[0]?.id ?? '');
    await amira.cancels(hers[1]?.id ?? '');
    expect(await amira.deletesAccount()).toEqual({ status: 'COMPLETE', trips: 2, requests: 4 });
    await settled(jonas);
    const his = await everythingOf(jonas.id);
    expect(his.map(({ created }) => created)).toEqual([
      ...hisTrips.map((trip) => keyOf(trip).created),
      'account',
      'contacts',
    ]);
  });

  it.each([
    ['a trip that was taken down', (jonas: Person, trip: Trip) => forget(keyOf(trip)).then(() => jonas.lists())],
    [
      'a category that is no longer offered',
      (_: Person, trip: Trip) => overwrite(keyOf(trip), { allowed: { Electronics: { cost: 20, kg: 5, free: 5 } } }),
    ],
    [
      'kilograms in the form of the first app',
      (_: Person, trip: Trip) => overwrite(keyOf(trip), { allowed: { Clothes: { cost: '3.0', kg: '10.0' } } }),
    ],
  ])('gets nothing back, and stands in nobody’s way: %s', async (_, change) => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await jonas.posts(aTrip());
    await jonas.accepts((await amira.sends(aRequest(trip))).id);
    await change(jonas, trip);
    const before = await stored(keyOf(trip));
    expect(await amira.deletesAccount()).toEqual({ status: 'COMPLETE', trips: 0, requests: 1 });
    expect(await stored(keyOf(trip))).toEqual(before);
    expect((await jonas.listsReceived({ status: 'CANCELLED' })).items).toMatchObject([{ reason: 'ACCOUNT_REMOVED' }]);
  });

  it('goes with somebody who never did anything', async () => {
    const salma = await aPerson('Salma');
    expect(await salma.deletesAccount()).toEqual({ status: 'COMPLETE', trips: 0, requests: 0 });
    expect(await stored(contactsKey(salma.id))).toBeUndefined();
    await expect(salma.posts(aTrip())).rejects.toMatchObject(gone);
  });
});
