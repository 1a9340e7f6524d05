import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { halfKey, type Key, missedPushKey, type Party } from '../../domain/keys.ts';
import type { NotifyEvent } from '../../domain/notification.ts';
import type { CancelReason, RequestStatus } from '../../domain/schema.types.ts';
import type * as Notify from '../../functions/lib/notify.ts';
import { FakeGoogle } from '../support/functions/fakeGoogle.ts';
import { aFunctionTable, type FunctionTable } from '../support/functions/functionTable.ts';
import { aRequest } from '../support/functions/notifying.ts';
import { setVariables } from '../support/variables.ts';

const TRIP = '2026-10-04-19-34-18-736061';
const DOWN = Array.from({ length: 3 }, () => ({ status: 500 }));

let table: FunctionTable;
let aws: FakeGoogle;
let restore: () => void;
let publish: (records: readonly DynamoDBRecord[]) => Promise<DynamoDBBatchResponse>;
let followUp: (keys: readonly Key[]) => Promise<DynamoDBBatchResponse>;
let lib: typeof Notify;
let amira: string;
let jonas: string;

beforeAll(async () => {
  table = await aFunctionTable();
  aws = await FakeGoogle.start();
  restore = setVariables({ ...aws.environment, NOTIFY: 'notify-function', API_URL: `${aws.url}/graphql` });
  vi.resetModules();
  const publisher = await import('../../functions/publish-changes/index.ts');
  const follower = await import('../../functions/follow-up/index.ts');
  lib = await import('../../functions/lib/notify.ts');
  publish = async (Records) =>
    (await quietly(() =>
      publisher.handler({ Records: [...Records] }, {} as never, () => undefined),
    )) as DynamoDBBatchResponse;
  const context = { getRemainingTimeInMillis: () => 60_000 } as Context;
  followUp = (keys) => quietly(() => follower.handler({ Records: keys.map(toRecord) }, context));
});
afterAll(async () => {
  restore();
  await aws.stop();
  await table.drop();
});
beforeEach(() => {
  aws.forget();
  [amira, jonas] = [`amira-${randomUUID().slice(0, 8)}`, `jonas-${randomUUID().slice(0, 8)}`];
});

async function quietly<Result>(work: () => Result): Promise<Awaited<Result>> {
  const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    return await work();
  } finally {
    log.mockRestore();
  }
}

function toRecord({ username, created }: Key): DynamoDBRecord {
  return {
    eventName: 'INSERT',
    dynamodb: { Keys: { username: { S: username }, created: { S: created } }, SequenceNumber: '1' },
  };
}

/** A half enters a status, or its travel date moves. */
function aChange(
  party: Party,
  status: RequestStatus,
  reason: CancelReason | null = null,
  isMoved = false,
): DynamoDBRecord {
  const key = halfKey(party, status, { tripid: TRIP, traveler: amira, requester: jonas });
  const item = {
    ...key,
    dtime: TRIP,
    changed: '2026-10-05T06:07:08.901Z',
    revision: 3,
    tstamp: 1_900_000_000,
    fromcity: 'Cairo-Egypt',
    tocity: 'Berlin-Germany',
    trdate: '2026-12-05',
    currency: 'EUR',
    cost: { Clothes: 3 },
    note: 'Two coats',
    tname: 'Amira',
    rname: 'Jonas',
    ...(reason === null ? {} : { reason }),
  };
  const before = { ...item, changed: '2026-10-05T06:00:00.000Z', revision: 2 };
  const images = { Keys: marshall(key), NewImage: marshall(item), ...(isMoved && { OldImage: marshall(before) }) };
  // Lambda's and the SDK's types describe the same form.
  return { eventName: isMoved ? 'MODIFY' : 'INSERT', dynamodb: { ...images, SequenceNumber: '7' } } as DynamoDBRecord;
}

const handedOver = () =>
  aws.got
    .filter(({ name }) => name === 'invoke')
    .flatMap(({ body }) => (JSON.parse(body) as NotifyEvent).notifications);
const missed = (of: string) => table.everythingOf(of, 'push_');

describe('The publisher', () => {
  it('hands over a push with the terms and the name, and no contacts, note or price', async () => {
    await publish([aChange('traveler', 'PENDING')]);
    const tripId = `${TRIP}_${amira}`;
    expect(handedOver()).toEqual([aRequest(amira, { requestId: `${tripId}_${jonas}`, tripId, revision: 3 })]);
    const [invocation] = aws.got.filter(({ name }) => name === 'invoke');
    expect(invocation?.headers).toMatchObject({ 'x-amz-invocation-type': 'Event' });
    expect(invocation?.headers.authorization).toContain('/lambda/aws4_request');
    expect(invocation?.headers.authorization).toContain('x-amz-invocation-type');
  });

  const both: readonly Party[] = ['traveler', 'requester'];
  it.each<[RequestStatus, CancelReason | null, readonly Party[]]>([
    ['PENDING', null, ['traveler']],
    ['ACCEPTED', null, ['requester']],
    ['DECLINED', null, ['requester']],
    ['CANCELLED', 'WITHDRAWN', ['traveler']],
    ['CANCELLED', 'CANCELLED', both],
    ['CANCELLED', 'TRIP_DELETED', ['requester']],
    ['CANCELLED', 'ACCOUNT_REMOVED', both],
    ['CANCELLED', 'BLOCKED', both],
    ['CANCELLED', 'SUSPENDED', both],
  ])('of %s %s tells those who have not done it themselves: %s%s', async (status, reason, told) => {
    await publish(both.map((party) => aChange(party, status, reason)));
    const people = handedOver().map(({ recipient }) => recipient);
    expect(people.sort()).toEqual(told.map((party) => (party === 'traveler' ? amira : jonas)).sort());
    expect(aws.count('publish')).toBe(2);
  });

  it('of a moved trip tells the requester, with the new day', async () => {
    await publish([aChange('traveler', 'ACCEPTED', null, true), aChange('requester', 'ACCEPTED', null, true)]);
    expect(handedOver()).toMatchObject([
      { recipient: jonas, change: 'TRIP_MOVED', travelDate: '2026-12-05', name: 'Amira' },
    ]);
  });

  it('publishes every update before it hands over a push', async () => {
    await publish([aChange('traveler', 'CANCELLED', 'BLOCKED'), aChange('requester', 'CANCELLED', 'BLOCKED')]);
    expect(aws.got.map(({ name }) => name)).toEqual(['publish', 'publish', 'invoke']);
  });

  it('hands over no push for an update that it could not publish', async () => {
    aws.plan('publish', DOWN);
    expect(await publish([aChange('traveler', 'PENDING')])).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
    expect(handedOver()).toEqual([]);
  });

  it('of a stage without push calls nobody', async () => {
    vi.stubEnv('NOTIFY', undefined);
    expect(await publish([aChange('traveler', 'PENDING')])).toEqual({ batchItemFailures: [] });
    vi.unstubAllEnvs();
    expect(aws.got.map(({ name }) => name)).toEqual(['publish']);
  });
});

describe('A push that Lambda does not take', () => {
  it('is handed over at another try, if the failure passes', async () => {
    aws.plan('invoke', [{ status: 500 }, { status: 429 }]);
    await publish([aChange('traveler', 'PENDING')]);
    expect(aws.count('invoke')).toBe(3);
    expect(await missed(amira)).toEqual([]);
  });

  it.each([
    ['fails three times', DOWN, 3],
    ['is not allowed', [{ status: 403 }], 1],
    ['loses its answers', DOWN.map(() => ({ status: 202, isLost: true })), 3],
  ])('because the call %s is stored, and the record succeeds', async (_, answers, calls) => {
    aws.plan('invoke', answers);
    expect(await publish([aChange('traveler', 'PENDING')])).toEqual({ batchItemFailures: [] });
    expect(aws.count('invoke')).toBe(calls);
    const [item, ...more] = await missed(amira);
    expect(more).toEqual([]);
    const inADay = Date.now() / 1000 + 24 * 60 * 60;
    expect(Math.abs(Number(item?.['tstamp']) - inADay)).toBeLessThan(60);
    aws.forget();
    const key = missedPushKey(amira, `${TRIP}_${amira}_${jonas}_3`);
    expect(await followUp([key])).toEqual({ batchItemFailures: [] });
    expect(handedOver()).toMatchObject([{ recipient: amira, revision: 3, name: 'Jonas' }]);
    expect(await missed(amira)).toEqual([]);
    // The stream may deliver the record twice.
    await followUp([key]);
    expect(handedOver()).toHaveLength(1);
  });

  it('stays stored while Lambda takes nothing, and its record comes again', async () => {
    aws.plan('invoke', [...DOWN, ...DOWN]);
    await publish([aChange('traveler', 'PENDING')]);
    const key = missedPushKey(amira, `${TRIP}_${amira}_${jonas}_3`);
    expect(await followUp([key])).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(await missed(amira)).toHaveLength(1);
    expect(await followUp([key])).toEqual({ batchItemFailures: [] });
  });

  it('and that cannot be stored either makes the batch come again', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', aws.url);
    aws.plan('invoke', DOWN);
    aws.plan('store', [{ status: 400, body: { __type: 'ThrottlingException' } }, ...DOWN]);
    await expect(publish([aChange('traveler', 'PENDING')])).rejects.toMatchObject({ name: 'Rejected' });
    vi.unstubAllEnvs();
    expect(aws.count('store')).toBe(3);
  });
});

describe('Handing over many notifications', () => {
  it('makes events of at most 25, each below the limit of Lambda', async () => {
    const many = Array.from({ length: 60 }, (_, at) => aRequest(amira, { revision: at + 1 }));
    await lib.notify(many);
    const events = aws.got.map(({ body }) => (JSON.parse(body) as NotifyEvent).notifications);
    expect(events.map(({ length }) => length).sort()).toEqual([10, 25, 25]);
    expect(
      events
        .flat()
        .map((one) => one.kind === 'REQUEST' && one.revision)
        .sort((one, other) => Number(one) - Number(other)),
    ).toEqual(many.map(({ revision }) => revision));
    aws.forget();
    await lib.notify(Array.from({ length: 3 }, () => aRequest(amira, { name: '𒐪'.repeat(25_000) })));
    expect(aws.count('invoke')).toBe(3);
    for (const { body } of aws.got) expect(Buffer.byteLength(body)).toBeLessThan(256 * 1024);
  });

  it('names those that Lambda did not take', async () => {
    const many = Array.from({ length: 26 }, (_, at) => aRequest(amira, { revision: at + 1 }));
    aws.plan('invoke', [{ status: 413 }]);
    const error = await lib.notify(many).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(lib.NotInvoked);
    expect([1, 25]).toContain((error as Notify.NotInvoked).missed.length);
  });
});
