import { describe, expect, it } from 'vitest';

import { BLOCKS } from '../../../domain/keys.ts';
import { SIZES } from '../../support/sizes.ts';
import { separated } from '../../support/stories/followUp.ts';
import { aMember, aPerson, type Person } from '../../support/stories/people.ts';
import { withPhones } from '../../support/stories/phone.ts';
import { aRequest, both, freeClothes, statusesOf } from '../../support/stories/requests.ts';
import { everythingOf } from '../../support/stories/storedItems.ts';
import { aTrip } from '../../support/trips.ts';

const notAllowed = { errorType: 'NotAllowed', errorInfo: {} };
const cancelled = { status: 'CANCELLED', reason: 'BLOCKED', contacts: null };

/** What is stored of blocks in a person's partition. */
async function blocksOf({ id }: Person) {
  const items = await everythingOf(id);
  return items
    .map(({ created }) => String(created))
    .filter((key) => Object.values(BLOCKS).some((one) => key.startsWith(one)));
}

describe('Blocking a person', () => {
  it('closes the open requests between the two, in both directions, and gives kilograms back', async () => {
    const [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
    const [hers, his] = await Promise.all([amira.posts(aTrip()), jonas.posts(aTrip())]);
    const accepted = await jonas.sends(aRequest(hers));
    await amira.accepts(accepted.id);
    const pending = await amira.sends(aRequest(his));
    const others = await noor.sends(aRequest(hers));
    expect(await freeClothes(amira, hers)).toBe(8);
    await withPhones([jonas], async (phone) => {
      expect(await amira.blocks(jonas.id)).toMatchObject({ id: jonas.id, name: 'Jonas' });
      await separated(amira, jonas);
      const heard = [await phone.hears(), await phone.hears()];
      while (heard.filter(({ reason }) => reason === 'BLOCKED').length < 2) heard.push(await phone.hears());
      for (const update of heard) expect(JSON.stringify(update)).not.toContain('blocked_');
    });
    for (const { id } of [accepted, pending]) {
      expect(await statusesOf(id)).toEqual(both('CANCELLED'));
      for (const person of [amira, jonas]) expect(await person.sees(id)).toMatchObject(cancelled);
    }
    expect(await freeClothes(amira, hers)).toBe(10);
    expect(await noor.sees(others.id)).toMatchObject({ status: 'PENDING' });
  });

  it('keeps both from sending requests to each other, and gives the blocked person no reason', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const [hers, his] = await Promise.all([amira.posts(aTrip()), jonas.posts(aTrip())]);
    await amira.blocks(jonas.id);
    const message = 'You cannot send a request for this trip.';
    await expect(jonas.sends(aRequest(hers))).rejects.toMatchObject({ ...notAllowed, message });
    await expect(amira.sends(aRequest(his))).rejects.toMatchObject({
      ...notAllowed,
      message: 'You have blocked this person.',
    });
    for (const id of [`${hers.id}_${jonas.id}`, `${his.id}_${amira.id}`]) {
      expect(await statusesOf(id)).toEqual({ traveler: [], requester: [] });
    }
    expect(await amira.unblocks(jonas.id)).toMatchObject({ id: jonas.id, name: 'Jonas' });
    expect(await jonas.sends(aRequest(hers))).toMatchObject({ status: 'PENDING' });
    expect(await amira.sends(aRequest(his))).toMatchObject({ status: 'PENDING' });
    expect([...(await blocksOf(amira)), ...(await blocksOf(jonas))]).toEqual([]);
  });

  it('is listed for the blocker, page by page, and shown to nobody else', async () => {
    const people = await Promise.all(['Jonas', 'Noor', 'Zelda'].map((name) => aMember(name)));
    const amira = await aMember('Amira');
    for (const { id } of people) await amira.blocks(id);
    const first = await amira.listsBlocked({ limit: 2 });
    const second = await amira.listsBlocked({ limit: 2, nextToken: first.nextToken ?? null });
    expect([first.items.length, second.nextToken]).toEqual([2, null]);
    const listed = [...first.items, ...second.items].map(({ id, name }) => ({ id, name }));
    expect(listed.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))).toEqual(
      people.map(({ id, name }) => ({ id, name })),
    );
    for (const person of people) {
      expect(await person.listsBlocked()).toEqual({ items: [], nextToken: null });
      expect(JSON.stringify(await person.exportsAccount())).not.toContain(amira.id);
    }
    expect(JSON.stringify(await amira.exportsAccount())).toContain(people[0]?.id);
  });

  it('of oneself, of a text that is no id, and of a removed person is refused', async () => {
    const [amira, zelda] = await Promise.all([aMember('Amira'), aMember('Zelda')]);
    await expect(amira.blocks(amira.id)).rejects.toMatchObject(notAllowed);
    const format = { errorType: 'ValidationError', errorInfo: { field: 'id', rule: 'format' } };
    for (const id of ['', 'a_b', `${zelda.id} `, 'x'.repeat(65)]) {
      await expect(amira.blocks(id)).rejects.toMatchObject(format);
      await expect(amira.unblocks(id)).rejects.toMatchObject(format);
    }
    await zelda.deletesAccount();
    await expect(amira.blocks(zelda.id)).rejects.toMatchObject({ errorType: 'NotFound' });
    await expect(zelda.blocks(amira.id)).rejects.toMatchObject({ errorType: 'AccountRemoved' });
    expect(await blocksOf(amira)).toEqual([]);
  });

  it('ends with either account', async () => {
    const [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
    await amira.blocks(noor.id);
    await noor.blocks(jonas.id);
    await noor.deletesAccount();
    expect([...(await blocksOf(amira)), ...(await blocksOf(jonas))]).toEqual([]);
  });

  it('shows no name of a person without one', async () => {
    const [amira, stranger] = await Promise.all([aMember('Amira'), aPerson('Nobody')]);
    expect(await amira.blocks(stranger.id)).toEqual({ id: stranger.id, name: null, since: null });
    expect((await amira.listsBlocked()).items).toEqual([{ id: stranger.id, name: null, since: null }]);
  });
});

describe('While one person blocks another', () => {
  it('sending and accepting leave no open request and exact kilograms', { timeout: 900_000 }, async () => {
    const amira = await aMember('Amira');
    let jonas = await aMember('Jonas');
    for (let round = 0; round < SIZES.blockingRounds; round += 1) {
      // A person sends twice in a round, and 30 times a day at most.
      if (round % 10 === 9) jonas = await aMember('Jonas');
      const trips = await Promise.all([amira.posts(aTrip()), amira.posts(aTrip())]);
      const [first, second] = trips;
      const { id } = await jonas.sends(aRequest(first));
      await Promise.allSettled([
        amira.blocks(jonas.id),
        amira.accepts(id),
        jonas.sends(aRequest(second)),
        round % 2 ? jonas.cancels(id) : amira.declines(id),
      ]);
      await separated(amira, jonas);
      for (const trip of trips) {
        const request = await jonas.sees(`${trip.id}_${jonas.id}`);
        expect(['CANCELLED', 'DECLINED', undefined]).toContain(request?.status);
        expect(await statusesOf(`${trip.id}_${jonas.id}`)).toEqual(
          request ? both(request.status) : { traveler: [], requester: [] },
        );
        expect(await freeClothes(amira, trip)).toBe(10);
        await amira.takesDown(trip.id);
      }
      await amira.unblocks(jonas.id);
    }
  });
});
