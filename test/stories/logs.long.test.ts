import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey } from '../../domain/keys.ts';
import { createFaults } from '../../local/faults/faults.ts';
import type { FaultRule } from '../../local/faults/rule.ts';
import type { Host } from '../../local/host/types.ts';
import { CANARY, secretsIn, unstructured } from '../support/functions/secrets.ts';
import { startSharingHost } from '../support/host/sharedEngine.ts';
import { shared } from '../support/shared/shared.ts';
import { closed, followed } from '../support/stories/followUp.ts';
import { aMember, type Person } from '../support/stories/people.ts';
import { Refusal } from '../support/stories/refusal.ts';
import { aRequest } from '../support/stories/requests.ts';
import { type StoredItems, tableOf } from '../support/stories/storedItems.ts';
import { whereabouts } from '../support/stories/takeIt.ts';
import { aCity, aTrip, inDays } from '../support/trips.ts';
import { until } from '../support/until.ts';

const LONG = 120_000;
const NOTE = `${CANARY} note: two coats, folded`;
const CARD = { name: CANARY, mobile: '+201001234567', email: `${CANARY}@example.com`, telegram: CANARY };

let host: Host;
let table: StoredItems;
const faults = createFaults();
/** What the API and the functions have written, without the name of who did. */
const lines: string[] = [];
/** What nobody who reads a log may find of the people below. */
const theirs: string[] = [];
beforeAll(async () => {
  const log = (line: string) => {
    // That the host has given up a batch it says itself; on AWS the queue tells.
    if (!/ a batch of \d+ was given up /.test(line)) lines.push(line.replace(/^[\w-]+: /, ''));
  };
  const streams = { retryMilliseconds: 1, pollMilliseconds: 50 };
  host = await startSharingHost({ assembly: await shared('assembly'), faults, log, streams });
  table = tableOf(whereabouts(host));
});
afterAll(() => host.close());

/** Somebody whose name and every way to reach whom would be found again. */
async function aCanary(): Promise<Person> {
  const person = await aMember(CANARY, whereabouts(host), `${CANARY}.${randomUUID()}@example.com`);
  theirs.push(person.id, person.email, person.password, person.idToken, person.accessToken, person.refreshToken);
  await person.savesContacts(CARD);
  await person.changesAccount({ name: CANARY });
  return person;
}

/** A trip with a request that is accepted, one that is pending, and all that the people know of each other. */
async function theirDay() {
  const [amira, jonas, mina] = await Promise.all([aCanary(), aCanary(), aCanary()]);
  const trip = await amira.posts(aTrip({ fromCity: aCity(CANARY), token: CANARY }));
  const { id } = await jonas.sends(aRequest(trip, { note: NOTE }));
  await mina.sends(aRequest(trip, { note: NOTE }));
  expect((await amira.accepts(id)).contacts).toMatchObject({ mobile: CARD.mobile });
  theirs.push(trip.id, id);
  return { amira, jonas, mina, trip, id };
}

const isRemoved = (item: unknown) => (item as { removed?: string } | undefined)?.removed !== undefined;

function expectSilence(): void {
  expect(secretsIn(lines, theirs)).toEqual([]);
  expect(unstructured(lines)).toEqual([]);
}

/** What makes each call of the function that finishes what is left fail a few times, and so its log long. */
const FAULTS: readonly FaultRule[] = [
  { caller: '*FollowUp*', operation: 'Query', fault: 'failed', times: 2 },
  { caller: '*FollowUp*', operation: 'GetItem', fault: 'throttled', times: 2 },
  { caller: '*FollowUp*', operation: 'DeleteItem', fault: 'conflict', times: 2 },
  { caller: '*FollowUp*', operation: 'TransactWriteItems', fault: 'failed', when: 'after', times: 2 },
  { caller: '*FollowUp*', operation: 'TransactWriteItems', fault: 'conflict', position: 1, times: 3 },
];

describe('The logs', { timeout: LONG }, () => {
  it('tell nothing of anybody when all goes well', async () => {
    const { amira, jonas, mina, trip } = await theirDay();
    await amira.edits({ id: trip.id, version: trip.version, travelDate: inDays(40) });
    await followed(trip, table.stored);
    await amira.takesDown(trip.id);
    await closed(trip, table.stored);
    for (const person of [amira, jonas, mina]) await person.deletesAccount();
    await until('all are removed', () => table.stored(accountKey(mina.id)), isRemoved);
    expect(lines.join('\n')).toMatch(/Work on the requests of a trip is done[^]*An account was removed/);
    expectSilence();
  });

  it('tell nothing of anybody when DynamoDB and Cognito fail the functions', async () => {
    const { amira, jonas, trip } = await theirDay();
    faults.clear();
    const injected = FAULTS.map((rule) => faults.add(rule));
    await amira.edits({ id: trip.id, version: trip.version, travelDate: inDays(40) });
    await followed(trip, table.stored);
    await amira.takesDown(trip.id);
    await closed(trip, table.stored);
    expect(injected.map(({ hits }) => hits() > 0)).toEqual(FAULTS.map(() => true));
    for (const operation of ['AdminGetUser', 'AdminDisableUser', 'AdminDeleteUser', 'BatchWriteItem']) {
      faults.add({ operation, fault: 'failed', times: 1 });
    }
    await jonas.deletesAccount();
    await until('he is removed', () => table.stored(accountKey(jonas.id)), isRemoved);
    faults.clear();
    expect(lines.join('\n')).toMatch(/InternalServerError/);
    expect(lines.join('\n')).toMatch(/A removal is left to the reader of the stream/);
    expectSilence();
  });

  it('tell nothing of a removal that never began', async () => {
    const amira = await aCanary();
    faults.add({ caller: '*AccountRemoval*', operation: 'UpdateItem', fault: 'failed' });
    await expect(amira.deletesAccount()).rejects.toMatchObject({ errorType: 'TryAgain' });
    expect(lines.join('\n')).toMatch(/A removal was not begun[^]*NotBegun/);
    expectSilence();
  });

  it('tell nothing of an update that is never published, and neither does the dead letter', async () => {
    const { jonas, id } = await theirDay();
    faults.add({ invocation: '*ChangePublisher*', fault: 'failed', times: 1_000 });
    await jonas.cancels(id);
    await until(
      'it is given up',
      () => Promise.resolve(host.deadLetters()),
      (letters) => letters.length > 0,
      60_000,
    );
    faults.clear();
    expect(
      secretsIn(
        host.deadLetters().map((letter) => JSON.stringify(letter)),
        theirs,
      ),
    ).toEqual([]);
    expectSilence();
  });

  it('tell nothing of what the API refuses: AppSync logs what its errors say', async () => {
    const { amira, jonas, trip, id } = await theirDay();
    const wrong = `${CANARY}_1`;
    const calls: readonly (() => Promise<unknown>)[] = [
      ...[{ fromCity: wrong }, { toCity: wrong }, { currency: CANARY }, { token: CANARY.repeat(20) }].map(
        (changes) => () => amira.posts(aTrip(changes)),
      ),
      ...[{ name: wrong.repeat(50) }, { language: wrong }, { currency: wrong }].map(
        (input) => () => amira.changesAccount(input),
      ),
      ...[{ name: '' }, { facebook: `${wrong} !` }, { telegram: `${wrong} !` }].map(
        (changes) => () => amira.savesContacts({ ...CARD, ...changes }),
      ),
      ...[{ from: wrong }, { to: wrong }, { from: 'Berlin-Germany', nextToken: wrong }].map(
        (args) => () => jonas.searches(args),
      ),
      () => jonas.sends(aRequest({ id: wrong }, { note: NOTE })),
      () => jonas.sends(aRequest(trip, { note: NOTE.repeat(50) })),
      () => jonas.sends(aRequest(trip, { note: `${NOTE}, another one` })),
      () => amira.sends(aRequest(trip, { note: NOTE })),
      () => amira.edits({ id: trip.id, version: 99, travelDate: inDays(41) }),
      () => jonas.takesDown(trip.id),
      () => jonas.accepts(id),
      ...(['accepts', 'declines', 'cancels', 'sees', 'opens', 'takesDown'] as const).map(
        (what) => () => amira[what](wrong),
      ),
      () => jonas.listsSent({ status: 'PENDING', nextToken: wrong }),
      () => amira.listsReceived({ status: 'PENDING', tripId: wrong }),
      () => amira.lists({ nextToken: wrong }),
    ];
    const refusals = await Promise.all(
      calls.map((call) =>
        call().then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    refusals.forEach((refusal, at) => {
      expect([calls[at]?.toString(), refusal]).toEqual([calls[at]?.toString(), expect.any(Refusal)]);
    });
    expect(
      secretsIn(
        refusals.map((refusal) => JSON.stringify((refusal as Refusal).all)),
        theirs,
      ),
    ).toEqual([]);
    expectSilence();
  });
});
