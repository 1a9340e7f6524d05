import { describe, expect, it } from 'vitest';

import { accountKey, contactsKey } from '../../../domain/keys.ts';
import type { RequestUpdate } from '../../../domain/schema.types.ts';
import { settled } from '../../support/stories/followUp.ts';
import { aMember, aPerson } from '../../support/stories/people.ts';
import { type Phone, withPhones } from '../../support/stories/phone.ts';
import { aRequest } from '../../support/stories/requests.ts';
import { everythingOf, overwrite, store, stored } from '../../support/stories/storedItems.ts';
import { aTrip, inDays } from '../../support/trips.ts';

/** All updates up to the one that cancels a request. */
async function heardUntilCancelled(phone: Phone): Promise<RequestUpdate[]> {
  const updates: RequestUpdate[] = [];
  do updates.push(await phone.hears());
  while (updates.at(-1)?.status !== 'CANCELLED');
  return updates;
}

describe('A name', () => {
  it('is stored at the first write, from the ID token, otherwise from the card', async () => {
    const [amira, jonas] = await Promise.all([aPerson('Amira'), aPerson('Jonas')]);
    await amira.savesContacts({ name: 'Mrs. Amira', email: amira.email });
    expect(await amira.looksAtAccount(amira.accessToken)).toMatchObject({ name: 'Amira' });
    const save = 'mutation ($input: ContactsInput!) { saveContacts(input: $input) { name } }';
    await jonas.ask(save, { input: { name: 'Mr. Jonas', email: jonas.email } }, jonas.accessToken);
    expect(await stored(accountKey(jonas.id))).toMatchObject({ name: 'Mr. Jonas', since: inDays(0) });
  });

  it('is needed for posting a trip: from a card of the first app, if nothing else has one', async () => {
    const amira = await aPerson('Amira');
    const post = 'mutation ($input: CreateTripInput!) { createTrip(input: $input) { traveler { id name since } } }';
    await expect(amira.ask(post, { input: aTrip() }, amira.accessToken)).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field: 'name', rule: 'required' },
    });
    expect(await everythingOf(amira.id)).toEqual([]);
    await store({ ...contactsKey(amira.id), cname: 'Amira S.', email: amira.email });
    expect(await amira.ask(post, { input: aTrip() }, amira.accessToken)).toEqual({
      createTrip: { traveler: { id: amira.id, name: 'Amira S.', since: inDays(0) } },
    });
  });

  it.each(['', 5])('that is malformed in an account (%o) is replaced at the next write', async (name) => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    await settled(amira, jonas);
    for (const { id } of [amira, jonas]) await overwrite(accountKey(id), { name });
    const trip = await amira.posts(aTrip());
    expect(trip).toMatchObject({ traveler: { name: 'Amira' } });
    const { id } = await jonas.sends(aRequest(trip));
    expect(await amira.sees(id)).toMatchObject({ counterpart: { name: 'Jonas' } });
    for (const person of [amira, jonas]) {
      expect(await stored(accountKey(person.id))).toMatchObject({ name: person.name });
      await overwrite(accountKey(person.id), { name });
      await person.savesContacts({ name: person.name, email: person.email });
      expect(await stored(accountKey(person.id))).toMatchObject({ name: person.name });
    }
  });

  it('that changes is carried into trips and open requests, and nobody hears an update', async () => {
    const [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
    await settled(amira, jonas, noor);
    const trip = await amira.posts(aTrip());
    const [pending, accepted] = [await jonas.sends(aRequest(trip)), await noor.sends(aRequest(trip))];
    await amira.accepts(accepted.id);
    await withPhones([jonas, noor], async (jonasPhone, noorPhone) => {
      await amira.changesAccount({ name: 'Amira S.' });
      await noor.changesAccount({ name: 'Noor K.' });
      await settled(amira, noor);
      expect(await jonas.opens(trip.id)).toMatchObject({ version: 1, traveler: { name: 'Amira S.' } });
      expect(await jonas.sees(pending.id)).toMatchObject({ counterpart: { name: 'Amira S.' }, revision: 2 });
      expect(await amira.sees(accepted.id)).toMatchObject({ counterpart: { name: 'Noor K.' }, status: 'ACCEPTED' });
      expect(await noor.sees(accepted.id)).toMatchObject({ counterpart: { name: 'Amira S.' }, revision: 4 });
      await jonas.cancels(pending.id);
      await noor.cancels(accepted.id);
      const [his, hers] = await Promise.all([heardUntilCancelled(jonasPhone), heardUntilCancelled(noorPhone)]);
      expect(his.at(-1)).toMatchObject({ requestId: pending.id, revision: 3 });
      expect(hers.at(-1)).toMatchObject({ requestId: accepted.id, revision: 5 });
      // Updates of the time before may arrive late. The new names have the revisions 2, 3 and 4.
      expect(his.map(({ revision }) => revision)).not.toContain(2);
      for (const revision of [3, 4]) expect(hers.map((update) => update.revision)).not.toContain(revision);
    });
    // Closed requests keep the name that they were closed with.
    await amira.changesAccount({ name: 'Amira T.' });
    await settled(amira);
    expect(await jonas.sees(pending.id)).toMatchObject({ counterpart: { name: 'Amira S.' } });
  });

  it('of a removed person remains nowhere', async () => {
    const [zelda, jonas] = await Promise.all([aMember('Zelda'), aMember('Jonas')]);
    const hisTrip = await jonas.posts(aTrip());
    const { id } = await zelda.sends(aRequest(hisTrip));
    const received = await jonas.sends(aRequest(await zelda.posts(aTrip())));
    await jonas.accepts(id);
    await zelda.deletesAccount();
    expect(await jonas.sees(received.id)).toBeNull();
    expect(JSON.stringify(await everythingOf(jonas.id))).not.toContain('Zelda');
    const [kept] = (await jonas.listsReceived({ status: 'CANCELLED' })).items;
    expect(kept).toMatchObject({ counterpart: { name: null }, fromCity: hisTrip.fromCity, price: 6 });
  });
});
