import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey } from '../../../domain/keys.ts';
import type { FaultRule } from '../../../local/faults/rule.ts';
import { aBigAccount } from '../../support/removal/bigAccount.ts';
import {
  aRemovalLab,
  labAssembly,
  type Leaver,
  type RemovalLab,
  type Step,
  stepsIn,
} from '../../support/removal/removalFaults.ts';
import { pictureOf } from '../../support/removal/removedAccount.ts';
import { shared } from '../../support/shared/shared.ts';
import { Refusal } from '../../support/stories/refusal.ts';
import { until } from '../../support/until.ts';

const LONG = 120_000;
/** All that the removal of a small account asks of DynamoDB and Cognito. */
const CALLS = [
  ...['UpdateItem', 'AdminGetUser', 'AdminDisableUser'],
  // The trips.
  ...['Query', 'UpdateItem', 'BatchWriteItem'],
  // Pending requests, received and sent; accepted ones.
  ...['Query', 'TransactWriteItems', 'Query', 'TransactWriteItems'],
  ...['Query', 'TransactWriteItems', 'Query', 'BatchGetItem', 'TransactWriteItems'],
  // The rest, and what others keep.
  ...[
    'Query',
    'UpdateItem',
    'BatchWriteItem',
    'BatchWriteItem',
    'BatchWriteItem',
    'BatchWriteItem',
    'TransactWriteItems',
  ],
  // A look at whether nothing is left.
  ...['Query', 'Query', 'Query', 'Query', 'Query'],
  ...['AdminGetUser', 'AdminDeleteUser', 'PutItem'],
];
const STEPS = stepsIn(CALLS);
/** An answer that is lost of what only reads is as one that never was. */
const WRITES = STEPS.filter(({ operation }) => !/^(Query|AdminGetUser|BatchGetItem)$/.test(operation));
const CONFLICTS = STEPS.filter(({ operation }) => /^(Transact|Update|Put)/.test(operation));
const BATCHES = STEPS.filter(({ operation }) => operation.startsWith('Batch'));
/** One call of each kind. */
const KINDS = STEPS.filter(({ skip }) => skip === 0);
const KIND_WRITES = KINDS.filter((step) => WRITES.includes(step));
const KIND_CONFLICTS = KINDS.filter((step) => CONFLICTS.includes(step));

const REMOVAL = '*AccountRemoval*';
const FOLLOW_UP = '*FollowUp*';

let lab: RemovalLab;
/** Where the function gives up soon, for those who wait in vain. */
let hastyLab: RemovalLab;
const bystander = '00000000-0000-4000-8000-000000000000';
let untouched: string[];
beforeAll(async () => {
  [lab, hastyLab] = await Promise.all([
    aRemovalLab(labAssembly(await shared('assembly'), 25)),
    aRemovalLab(labAssembly(await shared('assembly'), 8)),
  ]);
  await lab.table.storeAll(aBigAccount(bystander, 40).items);
  untouched = pictureOf(await lab.table.everythingOf(bystander));
}, LONG);
afterAll(() => Promise.all([lab.host.close(), hastyLab.host.close()]));

/** Asks until it is begun, and no more: the reader of the stream has to do the rest. */
async function leaves(leaver: Leaver, tries = 5): Promise<void> {
  try {
    await leaver.person.deletesAccount();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ errorType: 'TryAgain' });
    expect(tries).toBeGreaterThan(1);
    if (!(await leaver.letTimePass())) await leaves(leaver, tries - 1);
  }
}

/** That the end is the same as without a fault. */
async function expectRemoved(leaver: Leaver): Promise<void> {
  await leaver.removed();
  expect(await leaver.picture()).toEqual(leaver.expected);
  expect(await leaver.users()).toBe(0);
  const { trips, requests } = leaver.account;
  const done = { status: 'COMPLETE', trips: trips.length, requests: requests.length };
  expect(await leaver.person.deletesAccount()).toEqual(done);
}

/** As if `deleteAccount` had died when it had just begun. */
async function isLeft({ person }: Leaver): Promise<void> {
  await lab.table.overwrite(accountKey(person.id), { removing: 1, touched: new Date().toISOString() });
}

type Fault = Pick<FaultRule, 'fault'> & { readonly when?: 'before' | 'after'; readonly attempts?: number };
type Case = readonly [name: string, step: Step, fault: Fault];

const each = (steps: readonly Step[], name: string, fault: object): Case[] =>
  steps.map((step) => [`${name} ${step.name}`, step, fault as Fault]);

it('without a fault a removal makes these calls', async () => {
  const leaver = await lab.aLeaver();
  expect(await leaver.person.deletesAccount()).toMatchObject({ status: 'COMPLETE' });
  await expectRemoved(leaver);
  const calls = lab.faults.calls().filter((call) => call.caller.includes('AccountRemoval') && leaver.isMine(call));
  // The last one is the look at how far it is.
  expect(calls.map(({ operation }) => operation)).toEqual([...CALLS, 'UpdateItem', 'GetItem']);
});

/** Removes an account while a fault meets a call of `deleteAccount`; answers with how many calls it has met. */
async function removedDespite({ operation, skip }: Step, fault: Fault): Promise<number> {
  const { aLeaver, faults } = fault.fault === 'hangs' ? hastyLab : lab;
  const leaver = await aLeaver();
  const met = faults.add({ caller: REMOVAL, operation, skip, where: leaver.isMine, ...fault } as FaultRule);
  await leaves(leaver);
  await expectRemoved(leaver);
  // Each rule that stays looks into every later call.
  met.remove();
  return met.hits();
}

describe.concurrent('A removal ends as it should', () => {
  it.each<Case>([
    ...each(KINDS, 'that fails before', { fault: 'failed' }),
    ...each(WRITES, 'that fails after', { fault: 'failed', when: 'after' }),
    // Killed after one call is killed before the next.
    ...each(STEPS, 'that is killed before', { fault: 'killed' }),
    ...each(STEPS.slice(-1), 'that is killed after', { fault: 'killed', when: 'after' }),
    ...each(CONFLICTS, 'with a conflict in', { fault: 'conflict' }),
    ...each(BATCHES, 'with something left undone by', { fault: 'unprocessed' }),
    ...each(KINDS, 'that is throttled all the time at', { fault: 'throttled' }),
    ...each(KINDS, 'that waits in vain at', { fault: 'hangs' }),
    ...each(KIND_WRITES, 'that waits in vain after', { fault: 'hangs', when: 'after' }),
  ])(
    '%s',
    async (_, step, fault) => {
      let hits = 0;
      // On a busy machine the function may run out of time before the call, and the reader makes it: then once more.
      for (let tries = 0; tries < 3 && hits === 0; tries += 1) hits = await removedDespite(step, fault);
      expect(hits).toBe(1);
    },
    LONG,
  );
});

/** What a call overcomes by itself, so that the others need not be spared. */
// One after the other: each retry of the AWS SDK takes tokens that all calls of a function share.
describe('A removal is not disturbed', () => {
  it.each<readonly [name: string, steps: readonly Step[], fault: Fault]>([
    ['when each call is throttled', STEPS, { fault: 'throttled', attempts: 1 }],
    ['when each call that writes loses an answer', WRITES, { fault: 'failed', when: 'after', attempts: 1 }],
  ])(
    '%s',
    async (_, steps, fault) => {
      const leaver = await lab.aLeaver();
      // The reader continues what takes too long for the call.
      const met = [...new Set(steps.map(({ operation }) => operation))].map((operation) =>
        lab.faults.add({ operation, times: 1_000, where: leaver.isMine, ...fault } as FaultRule),
      );
      await leaves(leaver);
      await expectRemoved(leaver);
      expect(met.reduce((sum, { hits }) => sum + hits(), 0)).toBeGreaterThanOrEqual(steps.length);
      for (const { remove } of met) remove();
    },
    LONG,
  );
});

describe('To remove an account more than once does no harm', () => {
  it.each([
    ['by two phones at once', (leaver: Leaver) => Promise.all([leaves(leaver), leaves(leaver)])],
    [
      'by four phones and the reader at once',
      (leaver: Leaver) => Promise.all([isLeft(leaver), leaves(leaver), leaves(leaver), leaves(leaver), leaves(leaver)]),
    ],
    ['by the reader twice', (leaver: Leaver) => isLeft(leaver).then(() => isLeft(leaver))],
  ])('%s', async (_, ask) => {
    const leaver = await lab.aLeaver();
    await ask(leaver);
    await expectRemoved(leaver);
  });

  it('and by somebody who was taken for dead, and goes on', async () => {
    const leaver = await lab.aLeaver();
    // Just before it parts, the lease is over and somebody else does it all.
    const slow = lab.faults.add({
      caller: REMOVAL,
      operation: 'TransactWriteItems',
      skip: 4,
      where: leaver.isMine,
      fault: async () => {
        await leaver.letTimePass();
        await leaver.removed();
      },
    });
    await leaves(leaver);
    await slow.hit;
    await expectRemoved(leaver);
  });
});

describe.concurrent('What was left is brought to the same end by the reader of the stream', () => {
  it.each<Case>([
    ...each(KIND_WRITES, 'that fails after', { fault: 'failed', when: 'after' }),
    ...each(WRITES, 'that is killed after', { fault: 'killed', when: 'after' }),
    ...each(KIND_CONFLICTS, 'with a conflict in', { fault: 'conflict' }),
  ])(
    '%s',
    async (_, { operation, skip }, fault) => {
      const leaver = await lab.aLeaver();
      const met = lab.faults.add({ caller: FOLLOW_UP, operation, skip, where: leaver.isMine, ...fault } as FaultRule);
      await isLeft(leaver);
      await met.hit;
      if (fault.fault === 'killed') await leaver.letTimePass();
      await expectRemoved(leaver);
      met.remove();
    },
    LONG,
  );
});

it(
  'what fails each time is given up after ten more, and touching the account has it done',
  async () => {
    const leaver = await lab.aLeaver();
    const asked = { caller: FOLLOW_UP, operation: 'AdminDisableUser' } as const;
    const refusal = lab.faults.add({ ...asked, where: leaver.isMine, fault: 'failed', times: 1_000 });
    const before = lab.host.deadLetters().length;
    await isLeft(leaver);
    await until(
      'a dead letter',
      () => Promise.resolve(lab.host.deadLetters().length),
      (count) => count > before,
    );
    expect(refusal.hits()).toBe(11);
    // Its tries have called for no further ones: the reader has got to somebody else's.
    const other = await lab.aLeaver();
    await isLeft(other);
    await expectRemoved(other);
    expect(refusal.hits()).toBe(11);
    expect(lab.host.deadLetters()).toHaveLength(before + 1);
    refusal.remove();
    await lab.table.overwrite(accountKey(leaver.person.id), { touched: new Date().toISOString() });
    await expectRemoved(leaver);
  },
  LONG,
);

it('and through all of this nobody else has lost anything', async () => {
  expect(pictureOf(await lab.table.everythingOf(bystander))).toEqual(untouched);
  expect(lab.host.deadLetters()).toHaveLength(1);
});
