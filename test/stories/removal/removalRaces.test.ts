import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { accountKey, HALVES } from '../../../domain/keys.ts';
import type { RequestUpdate } from '../../../domain/schema.types.ts';
import { shared } from '../../support/shared/shared.ts';
import { SIZES } from '../../support/sizes.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { type Phone, withPhones } from '../../support/stories/phone.ts';
import { aRequest, freeClothes } from '../../support/stories/requests.ts';
import { everythingOf, type Item, mentioning, stored } from '../../support/stories/storedItems.ts';
import { poolOf } from '../../support/stories/userPool.ts';
import { aTrip } from '../../support/trips.ts';
import { until } from '../../support/until.ts';

const LONG = 240_000;
const ROUNDS = SIZES.leavingOrders;

async function removed(person: Person): Promise<void> {
  await until('the account is removed', () => stored(accountKey(person.id)), isTombstone, LONG);
  expect(await poolOf(await shared('takeIt')).usersOf(person.id)).toEqual([]);
}

function isTombstone(item: Item | undefined): boolean {
  return item?.['removed'] !== undefined;
}

/** What stands between three people: requests each way, open and accepted, and what they may do about it all at once. */
async function aScene() {
  const [amira, jonas, noor] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Noor')]);
  const hers = [await amira.posts(aTrip()), await amira.posts(aTrip())] as const;
  const his = [await jonas.posts(aTrip()), await jonas.posts(aTrip())] as const;
  const noors = [await noor.posts(aTrip()), await noor.posts(aTrip()), await noor.posts(aTrip())] as const;
  const asked = await jonas.sends(aRequest(hers[0]));
  const taken = await noor.sends(aRequest(hers[0]));
  const [toHim, byHim, toNoor, byNoor] = [
    await amira.sends(aRequest(his[0])),
    await amira.sends(aRequest(his[1])),
    await amira.sends(aRequest(noors[0])),
    await amira.sends(aRequest(noors[2])),
  ];
  // Nobody of these two leaves.
  const apart = await noor.sends(aRequest(his[0]));
  await Promise.all([
    amira.accepts(taken.id),
    jonas.accepts(byHim.id),
    jonas.accepts(apart.id),
    noor.accepts(byNoor.id),
  ]);
  const takenDown = { hers: hers[1].id, his: his[1].id };
  const actions: Record<string, () => Promise<unknown>> = {
    'she posts': () => amira.posts(aTrip()),
    'she sends': () => amira.sends(aRequest(noors[1])),
    'she saves her contacts': () => amira.savesContacts({ name: 'Amira', email: 'amira@example.com' }),
    'she accepts': () => amira.accepts(asked.id),
    'she cancels': () => amira.cancels(byHim.id),
    'she gives kilograms back': () => amira.cancels(byNoor.id),
    'she takes a trip down': () => amira.takesDown(takenDown.hers),
    'he sends': () => jonas.sends(aRequest(hers[1])),
    'he accepts': () => jonas.accepts(toHim.id),
    'he withdraws': () => jonas.cancels(asked.id),
    'he takes a trip down': () => jonas.takesDown(takenDown.his),
    'Noor sends': () => noor.sends(aRequest(hers[1])),
    'Noor accepts': () => noor.accepts(toNoor.id),
    'Noor cancels': () => noor.cancels(taken.id),
    'Noor takes kilograms back': () => noor.cancels(byNoor.id),
  };
  return { amira, jonas, noor, actions, takenDown, trips: { his: his[0], noors } };
}

const HERS = [
  'she posts',
  'she sends',
  'she saves her contacts',
  'she accepts',
  'she cancels',
  'she gives kilograms back',
  'she takes a trip down',
];
const HIS = ['he sends', 'he accepts', 'he withdraws', 'he takes a trip down'];
const ALL = [...HERS, ...HIS, 'Noor sends', 'Noor accepts', 'Noor cancels', 'Noor takes kilograms back'];

/** What a phone is told, the last of each request, as soon as that is all there is to tell: changes come in any order. */
async function lastOfEach(phone: Phone, isAll: (last: readonly RequestUpdate[]) => boolean): Promise<RequestUpdate[]> {
  const last = new Map<string, RequestUpdate>();
  while (!isAll([...last.values()])) {
    const update = await phone.hears();
    if (update.revision >= (last.get(update.requestId)?.revision ?? 0)) last.set(update.requestId, update);
  }
  return [...last.values()];
}

describe('While Amira leaves, her other phone and those who know her go on', () => {
  it(
    `in ${ROUNDS} orders: no item names her, and her open requests say that she has left`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(ALL, { minLength: ALL.length }),
          fc.integer({ min: 0, max: ALL.length }),
          round,
        ),
        { numRuns: ROUNDS, endOnFailure: true },
      );
    },
    LONG,
  );

  async function round(order: readonly string[], leavesAfter: number): Promise<void> {
    const { amira, jonas, noor, actions, takenDown, trips } = await aScene();
    await withPhones([jonas, noor], async (his, noors) => {
      const outcomes = new Map<string, boolean>();
      const act = async (name: string) => {
        const [outcome] = await Promise.allSettled([actions[name]?.()]);
        outcomes.set(name, outcome.status === 'fulfilled');
      };
      const before = order.slice(0, leavesAfter).map(act);
      const leaving = amira.deletesAccount();
      await Promise.all([...before, leaving, ...order.slice(leavesAfter).map(act)]);
      await removed(amira);

      const telling = await mentioning([amira.id]);
      expect(telling).toMatchObject([{ ...accountKey(amira.id), removed: expect.any(String) as string }]);
      // Only their own request to each other is still there.
      expect(await freeClothes(jonas, trips.his)).toBe(8);
      for (const trip of trips.noors) expect(await freeClothes(noor, trip)).toBe(10);

      const down = [
        ...(outcomes.get('she takes a trip down') ? [takenDown.hers] : []),
        ...(outcomes.get('he takes a trip down') ? [takenDown.his] : []),
      ];
      for (const [person, phone] of [
        [jonas, his],
        [noor, noors],
      ] as const) {
        const alone = (await everythingOf(person.id)).filter(({ alone: is }) => is === true);
        const isWithHer = ({ counterpart }: RequestUpdate) => counterpart === amira.id;
        const told = await lastOfEach(phone, (last) => {
          const over = last.filter(isWithHer).filter(({ status }) => status === 'CANCELLED');
          const byRemoval = over.filter(({ reason }) => reason === 'ACCOUNT_REMOVED');
          return over.length === last.filter(isWithHer).length && byRemoval.length === alone.length;
        });
        for (const { reason, tripId } of told.filter(isWithHer)) {
          expect(reason).not.toBeNull();
          if (reason === 'TRIP_DELETED') expect(down).toContain(tripId);
        }
        for (const half of alone) expect(half).toMatchObject({ reason: 'ACCOUNT_REMOVED' });
      }
    });
  }
});

describe('When two who know each other leave at the same moment', () => {
  it(
    'nothing is left of either but two tombstones',
    async () => {
      for (let at = 0; at < SIZES.leavingTogether; at += 1) {
        const { amira, jonas, noor } = await aScene();
        const removals = await Promise.all([amira.deletesAccount(), jonas.deletesAccount()]);
        expect(removals.map(({ status }) => status)).toEqual(['COMPLETE', 'COMPLETE']);
        await Promise.all([removed(amira), removed(jonas)]);
        for (const { id } of [amira, jonas]) expect(await everythingOf(id)).toMatchObject([accountKey(id)]);
        expect(await mentioning([amira.id, jonas.id])).toHaveLength(2);
        const halves = (await everythingOf(noor.id)).filter(
          ({ created }) => `${String(created).split('_')[0] ?? ''}_` in HALVES,
        );
        expect(halves).toHaveLength(4);
        for (const half of halves) expect(half).toMatchObject({ reason: 'ACCOUNT_REMOVED', alone: true });
      }
    },
    LONG,
  );
});
