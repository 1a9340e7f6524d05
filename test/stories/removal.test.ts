import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../support/people.ts';
import { aPhone } from '../support/phone.ts';
import { aRequest, freeClothes } from '../support/requests.ts';
import { everythingOf } from '../support/storedItems.ts';
import { aTrip } from '../support/trips.ts';

describe('Amira leaves', () => {
  let amira: Person;
  let jonas: Person;
  beforeAll(async () => {
    [amira, jonas] = await Promise.all([aPerson('Amira'), aPerson('Jonas')]);
  });

  it('and nothing is left of her, while Jonas keeps his requests without her name', async () => {
    const his = await aPhone(jonas);
    const [trip, hisTrip] = [await amira.posts(aTrip()), await jonas.posts(aTrip())];
    await amira.savesContacts({ name: 'Amira' });
    const received = await jonas.sends(aRequest(trip));
    const sent = await amira.sends(aRequest(hisTrip));
    await jonas.accepts(sent.id);
    expect(await freeClothes(jonas, hisTrip)).toBe(8);
    const t = await amira.exportsAccount();
    expect(t.lists).toMatchObject({ trips: [{}], requests: [{}, {}], contacts: [{}], account: [{}] });
    expect(await amira.deletesAccount()).toEqual({ status: 'COMPLETE', trips: 1, requests: 2 });
    expect(await everythingOf(amira.id)).toMatchObject([{ created: 'account', removedtrips: 1, removedrequests: 2 }]);
    expect(await freeClothes(jonas, hisTrip)).toBe(10);
    const updates = await his.hearsAll(5);
    expect(updates.filter(({ status }) => status === 'CANCELLED')).toMatchObject([
      { reason: 'ACCOUNT_REMOVED' },
      { reason: 'ACCOUNT_REMOVED' },
    ]);
    expect(updates.map(({ requestId }) => requestId)).toContain(received.id);
    const items = await everythingOf(jonas.id);
    expect(JSON.stringify(items)).not.toContain(amira.id);
    expect((await jonas.listsSent({ status: 'CANCELLED' })).items).toMatchObject([{ reason: 'ACCOUNT_REMOVED' }]);
    await his.goesOff();
  });
});
