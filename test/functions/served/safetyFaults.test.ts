import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, blockKey, halfKey, type Key, type Pair, type Party, tripKeyOf } from '../../../domain/keys.ts';
import type { RequestStatus } from '../../../domain/schema.types.ts';
import { followUpFunction } from '../../support/functions/followUpFunction.ts';
import { aFunctionTable, type FunctionTable } from '../../support/functions/functionTable.ts';
import { shared } from '../../support/shared/shared.ts';
import { SIZES } from '../../support/sizes.ts';
import { aPerson, type Person } from '../../support/stories/people.ts';
import { poolOf } from '../../support/stories/userPool.ts';
import { inDays } from '../../support/trips.ts';

const PARTIES: readonly Party[] = ['traveler', 'requester'];
const STATUSES = ['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED'] as const;
const tstamp = Date.parse(inDays(30)) / 1000;
/** The commands that change something. */
const WRITES = /^(?:TransactWrite|Update|Delete|BatchWrite|AdminDisableUser|AdminEnableUser)/;

/** A function that ends in the middle of its work, as if Lambda had killed it. */
class Killed extends Error {}

let table: FunctionTable;
/** Delivers a change of an item again and again, as a stream does, and answers how often. */
let follow: (key: Key) => Promise<number>;
/** The write at which the function ends, and whether it went through. */
let fault: { readonly at: number; readonly when: 'before' | 'after' } | undefined;
let writes: string[] = [];

beforeAll(async () => {
  table = await aFunctionTable(await shared('takeIt'));
  const { dynamodb, invoke } = await followUpFunction();
  const { cognito } = await import('../../../functions/lib/removal/user.ts');
  for (const client of [dynamodb, cognito]) {
    // The two clients have types of their own for the same stack.
    (client as typeof dynamodb).middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          if (!WRITES.test(commandName)) return next(args);
          const isMeant = fault?.at === writes.push(commandName) - 1;
          if (isMeant && fault?.when === 'before') throw new Killed();
          const answer = await next(args);
          if (isMeant) throw new Killed();
          return answer;
        },
      { step: 'initialize' },
    );
  }
  follow = async (key) => {
    for (let times = 1; times < 10; times += 1) {
      const { batchItemFailures } = await invoke(key);
      if (batchItemFailures.length === 0) return times;
    }
    throw new Error('The work does not end.');
  };
});
afterAll(() => table.drop());

let made = 0;
const newTripId = () => `2026-10-04-19-34-18-${String(++made).padStart(6, '0')}`;

/** A trip with 6 of 10 kilograms free, and a request for the other 4 in a status. */
async function aRequest(status: RequestStatus, traveler: string, requester: string): Promise<Pair> {
  const pair = { tripid: newTripId(), traveler, requester };
  const free = status === 'ACCEPTED' ? 6 : 10;
  const key = tripKeyOf(pair);
  await table.store({ ...key, allowed: { Clothes: { cost: 1, kg: 10, free } }, closing: `z#${key.created}`, tstamp });
  const half = { dtime: pair.tripid, changed: '2026-10-04T19:34:18.736Z', revision: 4, items: { Clothes: 4 }, tstamp };
  for (const party of PARTIES) await table.store({ ...half, ...halfKey(party, status, pair) });
  return pair;
}

/** Both halves of a request and the free kilograms of its trip: `CANCELLED BLOCKED 5 / CANCELLED BLOCKED 5, 10 kg`. */
async function standOf(pair: Pair): Promise<string> {
  const sides = PARTIES.map(async (party) => {
    const halves = await Promise.all(STATUSES.map((status) => table.stored(halfKey(party, status, pair))));
    return halves
      .flatMap((half, at) => (half ? [[STATUSES[at], half['reason'], half['revision']].filter(Boolean).join(' ')] : []))
      .join(' and ');
  });
  const trip = (await table.stored(tripKeyOf(pair))) as { allowed: { Clothes: { free: number } } };
  return `${(await Promise.all(sides)).join(' / ')}, ${String(trip.allowed.Clothes.free)} kg`;
}

/** Everything that two people, and a third, can have open with each other. */
async function openRequests(one: string, other: string) {
  const third = `noor-${randomUUID()}`;
  return {
    between: [
      await aRequest('PENDING', one, other),
      await aRequest('PENDING', other, one),
      await aRequest('ACCEPTED', one, other),
      await aRequest('ACCEPTED', other, one),
    ],
    withThird: await aRequest('ACCEPTED', one, third),
    over: await aRequest('DECLINED', one, other),
  };
}

/** Does the work once without a fault, and answers which writes it made. */
async function writesOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  fault = undefined;
  writes = [];
  await work();
  return writes;
}

/** Does the work with a fault before and after each of its writes. */
async function atEachWrite(work: () => Promise<void>): Promise<void> {
  const count = (await writesOf(work)).length;
  expect(count).toBeGreaterThan(2);
  // The first write, one in the middle, and the last two differ in what they leave undone.
  const some = [0, Math.floor(count / 2), count - 2, count - 1];
  for (const at of SIZES.everyFault ? Array(count).keys() : some) {
    for (const when of ['before', 'after'] as const) {
      writes = [];
      fault = { at, when };
      await work();
      expect(writes.length).toBeGreaterThan(at);
    }
  }
}

describe('A function that is killed before or after any of its writes', () => {
  it('closes the requests between two people after a block, each once', async () => {
    await atEachWrite(async () => {
      const [blocker, person] = [`amira-${randomUUID()}`, `jonas-${randomUUID()}`];
      const { between, withThird, over } = await openRequests(blocker, person);
      const block = blockKey(blocker, person);
      await table.store({ ...block, since: inDays(0), pending: new Date().toISOString() });
      await follow(block);
      for (const pair of between) expect(await standOf(pair)).toBe('CANCELLED BLOCKED 5 / CANCELLED BLOCKED 5, 10 kg');
      expect(await standOf(withThird)).toBe('ACCEPTED 4 / ACCEPTED 4, 6 kg');
      expect(await standOf(over)).toBe('DECLINED 4 / DECLINED 4, 10 kg');
      expect(await table.stored(block)).toEqual({ ...block, since: inDays(0) });
    });
  });

  describe('carries a suspension and its end', () => {
    let person: Person;
    beforeAll(async () => {
      person = await aPerson('Salma');
    });
    const signsIn = async () => poolOf(await shared('takeIt')).signIn(person);

    it('into trips, requests and the user, each once', async () => {
      const account = accountKey(person.id);
      await atEachWrite(async () => {
        const { between, withThird } = await openRequests(person.id, `jonas-${randomUUID()}`);
        const own = [...between, withThird].filter(({ traveler }) => traveler === person.id).map(tripKeyOf);
        await table.store({ ...account, suspended: '2026-10-05T00:00:00.000Z', suspending: new Date().toISOString() });
        await follow(account);
        const closed = 'CANCELLED SUSPENDED 5 / CANCELLED SUSPENDED 5, 10 kg';
        for (const pair of [...between, withThird]) expect(await standOf(pair)).toBe(closed);
        for (const key of own) {
          const trip = await table.stored(key);
          expect([trip?.['hidden'], trip?.['closing']]).toEqual([`z#${key.created}`, undefined]);
        }
        expect(await table.stored(account)).not.toHaveProperty('suspending');
        await expect(signsIn()).rejects.toThrow(/disabled/i);

        // The end of the suspension, with the same fault.
        writes = [];
        await table.store({ ...account, suspending: new Date().toISOString() });
        await follow(account);
        for (const key of own) {
          const trip = await table.stored(key);
          expect([trip?.['hidden'], trip?.['closing']]).toEqual([undefined, `z#${key.created}`]);
          await table.forget(key);
        }
        expect(await table.stored(account)).toEqual(account);
        expect(await signsIn()).toHaveProperty('idToken');
      });
    }, 120_000);
  });
});
