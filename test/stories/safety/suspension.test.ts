import { beforeAll, describe, expect, it } from 'vitest';

import { accountKey, REPORTS } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import type { Report, ReportInput, Trip } from '../../../domain/schema.types.ts';
import { shared } from '../../support/shared/shared.ts';
import { SIZES } from '../../support/sizes.ts';
import { suspensionFollowed } from '../../support/stories/followUp.ts';
import { aModerator } from '../../support/stories/moderators.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { Phone } from '../../support/stories/phone.ts';
import { aRequest, both, freeClothes, statusesOf } from '../../support/stories/requests.ts';
import { everythingOf, overwrite } from '../../support/stories/storedItems.ts';
import { poolOf } from '../../support/stories/userPool.ts';
import { aTrip, inDays } from '../../support/trips.ts';

const suspendedError = { errorType: 'AccountSuspended', errorInfo: {} };
let moderator: Person;
beforeAll(async () => {
  moderator = await aModerator('Mona');
});

/** Somebody reports the person, and the moderator suspends them. */
async function suspends(person: Person, trip: Trip, reporter: Person): Promise<Report> {
  await reporter.reports({ person: person.id, tripId: trip.id, reason: 'FRAUD' });
  return await moderator.decides((await moderator.findsReport(person.id)).id, 'SUSPEND');
}

const linksOf = async ({ id }: Person) =>
  (await everythingOf(id)).filter(({ created }) => /^report(?:edby)?_/.test(String(created)));

describe('A report', () => {
  it('keeps the reported request as it was, and only moderators read it', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip, { note: 'Pay me first.' }));
    const words = 'He wants money\nbefore he travels.';
    expect(await amira.reports({ person: jonas.id, requestId: id, reason: 'FRAUD', words })).toBe(true);
    await jonas.cancels(id);
    const report = await moderator.findsReport(jonas.id);
    expect(report).toMatchObject({
      status: 'OPEN',
      about: { id: jonas.id, name: 'Jonas' },
      by: { id: amira.id, name: 'Amira' },
      requestId: id,
      tripId: null,
      reason: 'FRAUD',
      words,
      decidedAt: null,
    });
    expect(JSON.parse(report.content)).toMatchObject({ note: 'Pay me first.', status: 'PENDING', price: 6 });
    for (const person of [amira, jonas]) {
      const unauthorized = { errorType: 'Unauthorized' };
      await expect(person.readsReports({ status: 'OPEN' })).rejects.toMatchObject(unauthorized);
      await expect(person.decides(report.id, 'SUSPEND')).rejects.toMatchObject(unauthorized);
      await expect(person.restores(jonas.id)).rejects.toMatchObject(unauthorized);
    }
    expect(JSON.stringify(await jonas.exportsAccount())).not.toContain(REPORTS.reported);
    expect(JSON.stringify(await amira.exportsAccount())).toContain('He wants money');
    expect(await moderator.decides(report.id, 'DISMISS')).toMatchObject({ id: report.id, status: 'DISMISSED' });
    expect(await moderator.decides(report.id, 'DISMISS')).toMatchObject({ id: report.id, status: 'DISMISSED' });
    await expect(moderator.decides(report.id, 'SUSPEND')).rejects.toMatchObject({
      errorType: 'StatusChanged',
      errorInfo: { status: 'DISMISSED' },
    });
    await jonas.sends(aRequest(trip));
  });

  it('needs something that the caller can see and that is the person’s', async () => {
    const [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    const refused: [Person, Partial<ReportInput>, object][] = [
      [noor, { person: jonas.id, requestId: id }, { errorType: 'NotFound' }],
      [jonas, { person: noor.id, requestId: id }, { errorType: 'NotFound' }],
      [jonas, { person: noor.id, tripId: trip.id }, { errorType: 'NotFound' }],
      [jonas, { person: jonas.id, requestId: id }, { errorType: 'NotAllowed' }],
      [jonas, { person: amira.id }, { errorType: 'ValidationError', errorInfo: { field: 'input', rule: 'required' } }],
      [jonas, { person: amira.id, tripId: trip.id, requestId: id }, { errorType: 'ValidationError' }],
      [jonas, { person: 'a_b', tripId: trip.id }, { errorInfo: { field: 'id', rule: 'format' } }],
      [jonas, { person: amira.id, tripId: 'x' }, { errorInfo: { field: 'tripId', rule: 'format' } }],
      [
        jonas,
        { person: amira.id, tripId: trip.id, words: 'w'.repeat(limits.wordsLength + 1) },
        { errorInfo: { field: 'words', rule: 'length' } },
      ],
    ];
    for (const [person, input, error] of refused) {
      await expect(person.reports({ reason: 'SPAM', person: '', ...input })).rejects.toMatchObject(error);
    }
    for (const person of [amira, jonas, noor]) expect(await linksOf(person)).toEqual([]);
    const words = 'w'.repeat(limits.wordsLength);
    expect(await jonas.reports({ person: amira.id, tripId: trip.id, reason: 'OTHER', words })).toBe(true);
  });

  it('is possible five times a day', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const input = { person: amira.id, tripId: (await amira.posts(aTrip())).id, reason: 'SPAM' } as const;
    for (let reports = 1; reports <= limits.reportsPerDay; reports += 1) await jonas.reports(input);
    await expect(jonas.reports(input)).rejects.toMatchObject({
      errorType: 'LimitReached',
      errorInfo: { what: 'REPORTS_PER_DAY', limit: limits.reportsPerDay, until: `${inDays(1)}T00:00:00Z` },
    });
    await overwrite(accountKey(jonas.id), { reportday: inDays(-1) });
    expect(await jonas.reports(input)).toBe(true);
  });

  it('disappears with either account', async () => {
    const [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
    const trip = await amira.posts(aTrip());
    const about = { person: amira.id, tripId: trip.id, reason: 'SPAM' } as const;
    await jonas.reports(about);
    await noor.reports(about);
    await jonas.deletesAccount();
    const mentioning = async (id: string) =>
      (await everythingOf(REPORTS.partition)).filter((item) => JSON.stringify(item).includes(id));
    expect(await mentioning(jonas.id)).toEqual([]);
    expect(await mentioning(amira.id)).toHaveLength(1);
    await amira.deletesAccount();
    expect(await mentioning(amira.id)).toEqual([]);
    expect(await linksOf(noor)).toEqual([]);
  });
});

describe('A moderator', () => {
  it('decides nothing about themself', async () => {
    const [mona, jonas] = await Promise.all([aModerator('Mona'), aMember('Jonas')]);
    const trip = await mona.posts(aTrip());
    await jonas.reports({ person: mona.id, tripId: trip.id, reason: 'SPAM' });
    const { id } = await moderator.findsReport(mona.id);
    await expect(mona.decides(id, 'DISMISS')).rejects.toMatchObject({ errorType: 'NotAllowed' });
    await expect(mona.restores(mona.id)).rejects.toMatchObject({ errorType: 'NotAllowed' });
    expect(await moderator.decides(id, 'SUSPEND')).toMatchObject({ status: 'SUSPENDED' });
  });
});

describe('A suspended person', () => {
  it('writes nothing, hears nothing, is seen by nobody and cannot sign in, until a moderator restores them', async () => {
    const [zelda, jonas, noor] = await Promise.all([aMember('Zelda'), aMember('Jonas'), aMember('Noor')]);
    const trip = await zelda.posts(aTrip());
    const other = await noor.posts(aTrip());
    const accepted = await zelda.sends(aRequest(other));
    await noor.accepts(accepted.id);
    const pending = await jonas.sends(aRequest(trip));
    const phone = await (await new Phone(zelda).goesOn()).listens();

    expect(await suspends(zelda, trip, jonas)).toMatchObject({ status: 'SUSPENDED', about: { id: zelda.id } });
    await suspensionFollowed(zelda);
    let message = await phone.next();
    while (message.type === 'data') message = await phone.next();
    expect(message.type).toBe('complete');
    await phone.goesOff();
    await expect(new Phone(zelda).goesOn().then((one) => one.listens())).rejects.toThrow('suspended');

    const writes: (() => Promise<unknown>)[] = [
      () => zelda.posts(aTrip()),
      () => zelda.edits({ id: trip.id, version: trip.version, acceptTo: inDays(20) }),
      () => zelda.takesDown(trip.id),
      () => zelda.sends(aRequest(other)),
      () => zelda.savesContacts({ name: 'Zelda', email: zelda.email }),
      () => zelda.deletesContacts(),
      () => zelda.changesAccount({ name: 'Zelda Z.' }),
      () => zelda.blocks(noor.id),
      () => zelda.unblocks(noor.id),
      () => zelda.reports({ person: noor.id, tripId: other.id, reason: 'SPAM' }),
    ];
    for (const write of writes) await expect(write()).rejects.toMatchObject(suspendedError);
    expect(await zelda.exportsAccount()).toBeDefined();

    expect(await jonas.opens(trip.id)).toBeNull();
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject({ errorType: 'NotFound' });
    const found = await jonas.searchesOn({ from: trip.fromCity, to: trip.toCity });
    expect(found.flat().map(({ id }) => id)).not.toContain(trip.id);
    for (const [person, { id }] of [
      [jonas, pending],
      [noor, accepted],
    ] as const) {
      expect(await statusesOf(id)).toEqual(both('CANCELLED'));
      expect(await person.sees(id)).toMatchObject({ status: 'CANCELLED', reason: 'SUSPENDED', contacts: null });
    }
    expect(await freeClothes(noor, other)).toBe(10);
    const pool = poolOf(await shared('takeIt'));
    await expect(pool.signIn(zelda)).rejects.toThrow();

    expect(await moderator.restores(zelda.id)).toMatchObject({ id: zelda.id, name: 'Zelda' });
    expect(await moderator.restores(zelda.id)).toMatchObject({ id: zelda.id });
    await suspensionFollowed(zelda);
    expect(await jonas.opens(trip.id)).toMatchObject({ id: trip.id });
    const again = await jonas.searchesOn({ from: trip.fromCity, to: trip.toCity });
    expect(again.flat().map(({ id }) => id)).toContain(trip.id);
    await pool.signIn(zelda);
    expect(await jonas.sends(aRequest(trip))).toMatchObject({ status: 'PENDING' });
    expect(await zelda.posts(aTrip())).toMatchObject({ mine: true });
  });

  it('can still remove their account', async () => {
    const [zelda, jonas] = await Promise.all([aMember('Zelda'), aMember('Jonas')]);
    await suspends(zelda, await zelda.posts(aTrip()), jonas);
    expect(await zelda.deletesAccount()).toMatchObject({ status: 'COMPLETE' });
    expect(await everythingOf(zelda.id)).toMatchObject([{ created: 'account' }]);
    await expect(moderator.restores(zelda.id)).rejects.toMatchObject({ errorType: 'NotFound' });
  });
});

describe('While a moderator suspends a person', () => {
  it('no action of the person leaves an open request or wrong kilograms', { timeout: 900_000 }, async () => {
    const [zelda, jonas] = await Promise.all([aMember('Zelda'), aMember('Jonas')]);
    for (let round = 0; round < SIZES.suspendingRounds; round += 1) {
      const trips = await Promise.all([zelda.posts(aTrip()), zelda.posts(aTrip()), jonas.posts(aTrip())]);
      const [first, second, his] = trips;
      const { id } = await jonas.sends(aRequest(first));
      const sent = await zelda.sends(aRequest(his));
      await overwrite(accountKey(jonas.id), { reportday: inDays(-1), sendday: inDays(-1) });
      await overwrite(accountKey(zelda.id), { sendday: inDays(-1) });
      await Promise.allSettled([
        suspends(zelda, first, jonas),
        zelda.accepts(id),
        jonas.accepts(sent.id),
        jonas.sends(aRequest(second)),
        zelda.edits({ id: second.id, version: 1, travelDate: inDays(34) }),
      ]);
      await suspensionFollowed(zelda);
      for (const [trip, requester] of [
        [first, jonas],
        [second, jonas],
        [his, zelda],
      ] as const) {
        const requestId = `${trip.id}_${requester.id}`;
        const request = await jonas.sees(requestId);
        expect(await statusesOf(requestId)).toEqual(request ? both('CANCELLED') : { traveler: [], requester: [] });
      }
      expect(await freeClothes(jonas, his)).toBe(10);
      await jonas.takesDown(his.id);
      await moderator.restores(zelda.id);
      await suspensionFollowed(zelda);
      for (const trip of [first, second]) {
        expect(await freeClothes(zelda, trip)).toBe(10);
        await zelda.takesDown(trip.id);
      }
    }
  });
});
