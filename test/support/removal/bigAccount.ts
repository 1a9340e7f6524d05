import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

import { contactsKey, halfKey, type Key, type Pair, type Party, tripKeyOf } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import type { CancelReason, RequestStatus } from '../../../domain/schema.types.ts';

export type Item = Record<string, unknown>;

/** A request that an account holds. */
export interface HeldRequest {
  readonly pair: Pair;
  /** What the account's person is in it. */
  readonly party: Party;
  readonly status: RequestStatus;
}

/** What was made up for one account. */
export interface BigAccount {
  readonly trips: readonly Key[];
  readonly requests: readonly HeldRequest[];
  /** Everything that was stored, in both people's partitions. */
  readonly items: readonly (Key & Item)[];
}

const KG = 2;
const OFFERED = 10;
const EXPIRY = Math.floor(Date.now() / 1000) + 40 * 24 * 60 * 60;

/**
 * Makes up what somebody has who used the app for long: trips, requests sent and received in every status, contacts.
 * @param records how many items their partition holds
 * @param noteRepeats how many sentences the note of each request has
 */
export function aBigAccount(userId: string, records: number, noteRepeats = 3): BigAccount {
  const tripCount = Math.max(1, Math.floor(records / 20));
  const trips = Array.from({ length: tripCount }, (_, at) => ({ username: userId, created: createdAt(at) }));
  const requests = Array.from({ length: records - tripCount - 1 }, (_, at) => aHeldRequest(userId, trips, at));
  const items = [
    { ...contactsKey(userId), cname: 'Amira', email: 'amira@example.com' },
    ...trips.map((key) => aStoredTrip(key, OFFERED)),
    ...requests.flatMap(({ pair, party, status }) => [
      ...halvesOf(pair, status, noteRepeats),
      ...(party === 'requester' ? [aStoredTrip(tripKeyOf(pair), status === 'ACCEPTED' ? OFFERED - KG : OFFERED)] : []),
    ]),
  ];
  return { trips, requests, items };
}

function aHeldRequest(userId: string, trips: readonly Key[], at: number): HeldRequest {
  const status = STATUSES[at % STATUSES.length] ?? 'PENDING';
  const isSent = Math.floor(at / STATUSES.length) % 2 === 0;
  const pair = isSent
    ? { tripid: createdAt(at), traveler: randomUUID(), requester: userId }
    : { tripid: trips[at % trips.length]?.created ?? '', traveler: userId, requester: randomUUID() };
  return { pair, party: isSent ? 'requester' : 'traveler', status };
}

function createdAt(at: number): string {
  return `2026-01-01-00-00-00-${String(at).padStart(6, '0')}`;
}

function halvesOf(pair: Pair, status: RequestStatus, noteRepeats: number): (Key & Item)[] {
  const reason: CancelReason = 'WITHDRAWN';
  const attributes = {
    tripid: pair.tripid,
    traveler: pair.traveler,
    requester: pair.requester,
    tname: 'The traveler',
    rname: 'The requester',
    items: { Clothes: KG },
    note: 'Two coats for my mother, folded, in a bag of their own. '.repeat(noteRepeats),
    dtime: pair.tripid,
    changed: '2026-01-01T00:00:00.000Z',
    revision: 2,
    tstamp: EXPIRY,
    ...(status === 'CANCELLED' ? { reason } : {}),
  };
  return (['traveler', 'requester'] as const).map((party) => ({ ...halfKey(party, status, pair), ...attributes }));
}

function aStoredTrip(key: Key, free: number): Key & Item {
  const [fromcity, tocity] = ['Berlin-Germany', 'Cairo-Egypt'];
  return {
    ...key,
    fromcity,
    tocity,
    fromto: `${fromcity}_${tocity}`,
    acceptfrom: '2026-01-01',
    acceptto: '2026-01-10',
    trdate: '2026-01-12',
    currency: 'EUR',
    allowed: { Clothes: { cost: 3, kg: OFFERED, free } },
    closing: `2026-01-10#${key.created}#${key.username}`,
    version: 1,
    updated: '2026-01-01T00:00:00.000Z',
    tstamp: EXPIRY,
  };
}

/** Stores many items in place of what was there. */
export async function storeAll(
  dynamodb: DynamoDBDocumentClient,
  TableName: string,
  items: readonly Item[],
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, at) => items.slice(at * 25, at * 25 + 25));
  const next = batches.values();
  const lanes = Array.from({ length: 8 }, async () => {
    for (const batch of next) {
      const requests = batch.map((Item) => ({ PutRequest: { Item } }));
      await dynamodb.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
    }
  });
  await Promise.all(lanes);
}
