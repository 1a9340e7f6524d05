import { beforeAll, describe, expect, it } from 'vitest';

import { accountKey } from '../../../domain/keys.ts';
import type { RequestUpdateInput } from '../../../domain/schema.types.ts';
import { settled } from '../../support/stories/followUp.ts';
import { PUBLISH } from '../../support/stories/iam.ts';
import { aMember, aPerson, type Person } from '../../support/stories/people.ts';
import { withPhones } from '../../support/stories/phone.ts';
import { aRequest, statusesOf } from '../../support/stories/requests.ts';
import { everythingOf, GOING, overwrite } from '../../support/stories/storedItems.ts';
import { aTrip, inDays, keyOf } from '../../support/trips.ts';

const notAllowed = { errorType: 'NotAllowed', errorInfo: {} };

describe('Nobody but the two', () => {
  let amira: Person;
  let jonas: Person;
  let mallory: Person;
  beforeAll(async () => {
    [amira, jonas, mallory] = await Promise.all([aMember('Amira'), aMember('Jonas'), aPerson('Mallory')]);
    await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    await jonas.savesContacts({ name: 'Jonas', email: 'jonas@example.com' });
    await settled(amira, jonas);
  });

  it('sees a request or does anything with it', async () => {
    const { id } = await jonas.sends(aRequest(await amira.posts(aTrip())));
    await amira.accepts(id);
    await settled(amira, jonas);
    const before = [await everythingOf(amira.id), await everythingOf(jonas.id)];
    expect(await mallory.sees(id)).toBeNull();
    await expect(mallory.accepts(id)).rejects.toMatchObject(notAllowed);
    await expect(mallory.declines(id)).rejects.toMatchObject(notAllowed);
    await expect(mallory.cancels(id)).rejects.toMatchObject(notAllowed);
    expect([await everythingOf(amira.id), await everythingOf(jonas.id)]).toEqual(before);
    expect(await everythingOf(mallory.id)).toEqual([]);
  });

  it.each(['PENDING', 'DECLINED'])('and no requester accepts their own request, %s as it is', async (status) => {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    if (status === 'DECLINED') await amira.declines(id);
    await settled(amira, jonas);
    const before = [await everythingOf(amira.id), await everythingOf(jonas.id)];
    const { created } = keyOf(trip);
    const forged = [id, `${created}_${jonas.id}_${amira.id}`, `${created}_${jonas.id}_${jonas.id}`];
    for (const attempt of forged) {
      await expect(jonas.accepts(attempt)).rejects.toMatchObject(notAllowed);
      await expect(jonas.declines(attempt)).rejects.toMatchObject(notAllowed);
    }
    for (const attempt of forged.slice(1)) await expect(jonas.cancels(attempt)).rejects.toMatchObject(notAllowed);
    expect(await jonas.sees(id)).toMatchObject({ status, contacts: null });
    expect(await statusesOf(id)).toMatchObject({ traveler: [status], requester: [status] });
    expect([await everythingOf(amira.id), await everythingOf(jonas.id)]).toEqual(before);
  });

  it.each(['PENDING', 'DECLINED'])(
    'no other call shows contacts to the requester of a %s request, and nobody hears of it',
    async (status) => {
      const trip = await amira.posts(aTrip());
      const { id } = await jonas.sends(aRequest(trip));
      if (status === 'DECLINED') await amira.declines(id);
      const { created } = keyOf(trip);
      await withPhones([amira, jonas], async (...phones) => {
        // What was there to be told before they listened may still come: the last of it is what it is now.
        const again = status === 'DECLINED' ? 'AlreadyDeclined' : 'AlreadyRequested';
        const other = aRequest(trip, { note: 'Let me in' });
        await expect(jonas.sends(other)).rejects.toMatchObject({ errorType: again });
        await expect(jonas.sends(aRequest({ id: `${created}_${jonas.id}` }))).rejects.toMatchObject(notAllowed);
        await expect(jonas.takesDown(trip.id)).rejects.toMatchObject(notAllowed);
        await expect(jonas.edits({ id: trip.id, version: 1, travelDate: inDays(30) })).rejects.toMatchObject(
          notAllowed,
        );
        await expect(jonas.ask(PUBLISH, { input: acceptance(id, trip.id) })).rejects.toMatchObject({
          errorType: 'Unauthorized',
        });
        const views = [
          await jonas.sees(id),
          await jonas.findsOwnRequest(trip.id),
          ...(await jonas.listsSent({ status: status === 'DECLINED' ? 'DECLINED' : 'PENDING' })).items,
        ];
        for (const view of views) expect(view).toMatchObject({ contacts: null });
        expect((await jonas.listsSent({ status: 'ACCEPTED' })).items.map((item) => item.id)).not.toContain(id);

        const next = await jonas.sends(aRequest(await amira.posts(aTrip())));
        for (const phone of phones) {
          let update = await phone.hears();
          while (update.requestId === id) {
            expect(update.status).not.toBe('ACCEPTED');
            update = await phone.hears();
          }
          expect(update.requestId).toBe(next.id);
        }
      });
    },
  );

  /** What would tell Jonas that his request was accepted. */
  function acceptance(id: string, tripId: string): RequestUpdateInput {
    return {
      recipient: jonas.id,
      requestId: id,
      tripId,
      role: 'SENT',
      status: 'ACCEPTED',
      revision: 9,
      change: 'STATUS',
      counterpart: amira.id,
      changedAt: new Date().toISOString(),
    };
  }

  it('and nobody asks for what is not there, not theirs to ask, or not as claimed', async () => {
    const trip = await amira.posts(aTrip());
    const { created } = keyOf(trip);
    await expect(amira.sends(aRequest(trip))).rejects.toMatchObject(notAllowed);
    const notFound = { errorType: 'NotFound', errorInfo: {} };
    await expect(jonas.sends(aRequest({ id: `${created}_${mallory.id}` }))).rejects.toMatchObject(notFound);
    await expect(jonas.sends(aRequest({ id: `2026-01-02-03-04-05-678901_${amira.id}` }))).rejects.toMatchObject(
      notFound,
    );
    expect((await everythingOf(mallory.id)).length).toBe(0);
  });

  it.each([
    (id: string) => `contacts_${id}_${id}`,
    (id: string) => `accepted_2026-01-02-03-04-05-678901_${id}`,
    (id: string) => `2026-01-02-03-04-05-678901_${id}`,
    (id: string) => `2026-02-30-03-04-05-678901_${id}_${id}`,
    (id: string) => `2026-01-02-03-04-05-678901_${id}_${id}_${id}`,
    (id: string) => `2026-01-02-03-04-05-678901_${id}_${id}\n`,
    (id: string) => `2026-01-02-03-04-05-678901_${id}_`,
    () => '',
  ])('and no other id reaches a record: %s', async (form) => {
    const id = form(jonas.id);
    const refusal = { errorType: 'ValidationError', errorInfo: { field: 'id', rule: 'format' } };
    await expect(jonas.sees(id)).rejects.toMatchObject(refusal);
    await expect(jonas.accepts(id)).rejects.toMatchObject(refusal);
    await expect(jonas.declines(id)).rejects.toMatchObject(refusal);
    await expect(jonas.cancels(id)).rejects.toMatchObject(refusal);
    const bad = { errorType: 'ValidationError', errorInfo: { field: 'tripId', rule: 'format' } };
    if (id !== `2026-01-02-03-04-05-678901_${jonas.id}`) {
      await expect(jonas.sends(aRequest({ id }))).rejects.toMatchObject(bad);
      await expect(jonas.listsReceived({ status: 'PENDING', tripId: id })).rejects.toMatchObject(bad);
    }
  });
});

describe('A bad request', () => {
  const clothes = { category: 'CLOTHES', kg: 1 } as const;
  it.each([
    ['for nothing', { items: [] }, 'items', 'required'],
    ['for a category twice', { items: [clothes, clothes] }, 'items', 'duplicate'],
    ['for 0 kg of clothes', { items: [{ ...clothes, kg: 0 }] }, 'items.kg', 'range'],
    ['for -1 kg', { items: [{ ...clothes, kg: -1 }] }, 'items.kg', 'range'],
    ['for 100.01 kg', { items: [{ ...clothes, kg: 100.01 }] }, 'items.kg', 'range'],
    [
      'for documents without their number',
      { items: [{ category: 'PAPER', kg: 0 } as const] },
      'items.pieces',
      'required',
    ],
    ['for 0 documents', { items: [{ category: 'PAPER', kg: 0, pieces: 0 } as const] }, 'items.pieces', 'range'],
    ['for 21 documents', { items: [{ category: 'PAPER', kg: 0, pieces: 21 } as const] }, 'items.pieces', 'range'],
    ['for pieces of clothes', { items: [{ ...clothes, pieces: 2 }] }, 'items.pieces', 'range'],
    ['for a third decimal', { items: [{ ...clothes, kg: 1.005 }] }, 'items.kg', 'decimals'],
    ['for what is not offered', { items: [{ category: 'BAG', kg: 1 } as const] }, 'items', 'notOffered'],
    ['with a note of 501 characters', { note: 'n'.repeat(501) }, 'note', 'length'],
    ['with control characters in its note', { note: 'a\u0000b' }, 'note', 'format'],
  ])('%s is refused, and nothing is written', async (_, changes, field, rule) => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    await settled(amira, jonas);
    const before = [await everythingOf(amira.id), await everythingOf(jonas.id)];
    await expect(jonas.sends(aRequest(trip, changes))).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field, rule },
    });
    expect([await everythingOf(amira.id), await everythingOf(jonas.id)]).toEqual(before);
  });

  it('for more than there is says how much is left', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    await expect(jonas.sends(aRequest(trip, { items: [{ ...clothes, kg: 10.01 }] }))).rejects.toMatchObject({
      errorType: 'NotEnoughSpace',
      errorInfo: { category: 'CLOTHES', freeKg: 10 },
    });
  });
});

describe('Once an account is going', () => {
  it('that person sends, accepts, declines and cancels nothing', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const [trip, other] = [await amira.posts(aTrip()), await amira.posts(aTrip())];
    const { id } = await jonas.sends(aRequest(trip));
    const gone = { errorType: 'AccountRemoved', errorInfo: {} };
    await settled(amira, jonas);
    await overwrite(accountKey(jonas.id), GOING);
    await overwrite(accountKey(amira.id), GOING);
    const before = [await everythingOf(amira.id), await everythingOf(jonas.id)];
    await expect(jonas.sends(aRequest(other))).rejects.toMatchObject(gone);
    await expect(jonas.cancels(id)).rejects.toMatchObject(gone);
    await expect(amira.accepts(id)).rejects.toMatchObject(gone);
    await expect(amira.declines(id)).rejects.toMatchObject(gone);
    await expect(jonas.savesContacts({ name: 'Jonas', email: 'jonas@example.com' })).rejects.toMatchObject(gone);
    expect([await everythingOf(amira.id), await everythingOf(jonas.id)]).toEqual(before);
  });
});
