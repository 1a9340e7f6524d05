import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';

import { halfKey, type Key, type Party } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import type { RequestStatus } from '../../../domain/schema.types.ts';
import { toUpdate } from '../../../functions/publish-changes/toUpdate.ts';

const PAIR = { tripid: '2026-10-04-19-34-18-736061', traveler: 'amira-1', requester: 'jonas-2' };
const CHANGED = '2026-10-05T06:07:08.901Z';

type Item = Key & Record<string, unknown>;

/** A half as the API stores it, with what a test changes about it. */
function aHalf(party: Party, status: RequestStatus, changes: object = {}): Item {
  return {
    ...halfKey(party, status, PAIR),
    ...PAIR,
    items: { Clothes: 2 },
    note: 'Two coats',
    dtime: PAIR.tripid,
    changed: CHANGED,
    revision: 4,
    tstamp: 1_900_000_000,
    ...changes,
  };
}

/** The stream record of a change. */
function aRecord(eventName: 'INSERT' | 'MODIFY' | 'REMOVE', now: Item | null, before: Item | null = null) {
  const image = (item: Item | null) => (item ? marshall(item, { removeUndefinedValues: true }) : undefined);
  const { username, created } = now ?? before ?? { username: '', created: '' };
  const dynamodb = { Keys: marshall({ username, created }), NewImage: image(now), OldImage: image(before) };
  // Lambda's and the SDK's types name the same form.
  return { eventName, dynamodb } as DynamoDBRecord;
}

describe('A status that a half enters', () => {
  const sides = STATUSES.flatMap((status) => [['traveler', status] as const, ['requester', status] as const]);
  it.each(sides)('is published to the %s: %s', (party, status) => {
    const isTraveler = party === 'traveler';
    expect(toUpdate(aRecord('INSERT', aHalf(party, status)))).toEqual({
      recipient: isTraveler ? 'amira-1' : 'jonas-2',
      counterpart: isTraveler ? 'jonas-2' : 'amira-1',
      role: isTraveler ? 'RECEIVED' : 'SENT',
      requestId: '2026-10-04-19-34-18-736061_amira-1_jonas-2',
      tripId: '2026-10-04-19-34-18-736061_amira-1',
      status,
      revision: 4,
      change: 'STATUS',
      reason: null,
      changedAt: CHANGED,
    });
  });

  it.each(['WITHDRAWN', 'CANCELLED', 'TRIP_DELETED', 'ACCOUNT_REMOVED'])(
    'is published with its reason: %s',
    (reason) => {
      expect(toUpdate(aRecord('INSERT', aHalf('traveler', 'CANCELLED', { reason })))).toMatchObject({ reason });
    },
  );

  it('is published without a reason if the stored one is unknown', () => {
    const half = aHalf('traveler', 'CANCELLED', { reason: 'WHATEVER' });
    expect(toUpdate(aRecord('INSERT', half))).toMatchObject({ reason: null });
  });

  it('is published for any kind of change, also if an expired half had the same key', () => {
    const before = aHalf('requester', 'PENDING', { tstamp: 1_700_000_000, changed: '2026-01-02T03:04:05.678Z' });
    const told = toUpdate(aRecord('MODIFY', aHalf('requester', 'PENDING'), { ...before, dtime: 'before' }));
    expect(told).toMatchObject({ status: 'PENDING', change: 'STATUS' });
    const firstApps = aHalf('requester', 'PENDING', { changed: undefined, revision: undefined });
    expect(toUpdate(aRecord('MODIFY', aHalf('requester', 'PENDING'), firstApps))).toMatchObject({ revision: 4 });
  });

  it('is published to the owner of the half, not to people in its attributes', () => {
    const half = aHalf('traveler', 'ACCEPTED', { traveler: 'mallory-3', requester: 'mallory-3', tripid: 'x' });
    const told = { recipient: 'amira-1', counterpart: 'jonas-2', tripId: `${PAIR.tripid}_amira-1` };
    expect(toUpdate(aRecord('INSERT', half))).toMatchObject(told);
  });
});

describe('A travel date that moves', () => {
  it.each(['traveler', 'requester'] as const)('is published to the %s as TRIP_MOVED', (party) => {
    const before = aHalf(party, 'ACCEPTED', { trdate: '2026-10-20', changed: '2026-10-04T19:34:18.736Z', revision: 3 });
    const moved = aHalf(party, 'ACCEPTED', { trdate: '2026-10-25' });
    expect(toUpdate(aRecord('MODIFY', moved, before))).toMatchObject({
      change: 'TRIP_MOVED',
      status: 'ACCEPTED',
      revision: 4,
      changedAt: CHANGED,
    });
  });

  it('is not one when a request is sent again over an expired half', () => {
    const before = aHalf('traveler', 'PENDING', {
      dtime: '2026-10-01-00-00-00-000000',
      changed: '2026-10-01T00:00:00.000Z',
    });
    expect(toUpdate(aRecord('MODIFY', aHalf('traveler', 'PENDING'), before))).toMatchObject({ change: 'STATUS' });
  });
});

describe('No update is', () => {
  const half = aHalf('traveler', 'ACCEPTED');
  const place = halfKey('traveler', 'ACCEPTED', PAIR);
  it.each<[string, DynamoDBRecord]>([
    ['an expiry that moves', aRecord('MODIFY', half, { ...half, tstamp: 1_800_000_000 })],
    ['a half that changes in nothing', aRecord('MODIFY', half, half)],
    [
      'a half that the migration restores',
      aRecord('MODIFY', half, { ...half, changed: undefined, revision: (half['revision'] as number) + 1 }),
    ],
    ['a half that goes', aRecord('REMOVE', null, half)],
    [
      'a half of the first app',
      aRecord('INSERT', { ...place, tripid: PAIR.tripid, dtime: 'x', tstamp: 1_900_000_000 }),
    ],
    ['a trip', aRecord('INSERT', { ...half, username: 'amira-1', created: PAIR.tripid })],
    ['an account', aRecord('INSERT', { ...half, created: 'account' })],
    ['contacts', aRecord('INSERT', { ...half, created: 'contacts' })],
    ['work on a deleted trip', aRecord('INSERT', { ...half, created: `closing_${PAIR.tripid}` })],
    ['work on a moved trip', aRecord('INSERT', { ...half, created: `moved_${PAIR.tripid}` })],
    ['a half with oneself', aRecord('INSERT', { ...half, created: `accepted_${PAIR.tripid}_amira-1` })],
    ['a half with nobody', aRecord('INSERT', { ...half, created: `accepted_${PAIR.tripid}_` })],
    ['a half of no trip', aRecord('INSERT', { ...half, created: 'accepted_contacts_jonas-2' })],
    ['a half in an unknown status', aRecord('INSERT', { ...half, created: `lost_${PAIR.tripid}_jonas-2` })],
    ['a half with more parts', aRecord('INSERT', { ...half, created: `accepted_${PAIR.tripid}_jonas-2_x` })],
    ['a half of a day alone', aRecord('INSERT', { ...half, created: 'accepted_2026-10-04_jonas-2' })],
    [
      'a half whose counterpart is removed',
      aRecord('INSERT', { ...half, created: `accepted_${PAIR.tripid}_removed-7` }),
    ],
    ['a key that goes on', aRecord('INSERT', { ...half, created: `accepted_${PAIR.tripid}_jonas-2\n` })],
    ['a half that never expires', aRecord('INSERT', { ...half, tstamp: 'never' })],
    ['a revision that is no number', aRecord('INSERT', { ...half, revision: 'x' })],
    ['a revision of more than 32 bits', aRecord('INSERT', { ...half, revision: 3_000_000_000 })],
    ['a change in a year of six digits', aRecord('INSERT', { ...half, changed: '+010000-01-01T00:00:00.000Z' })],
    [
      'a half for a trip of a day that does not exist',
      aRecord('INSERT', { ...half, created: 'accepted_2026-02-30-19-34-18-736061_jonas-2' }),
    ],
    ['a name that changes', aRecord('MODIFY', { ...half, rname: 'Jonas B.', revision: 5 }, half)],
    ['half a revision', aRecord('INSERT', { ...half, revision: 1.5 })],
    ['a change at no time', aRecord('INSERT', { ...half, changed: undefined })],
    ['a change in a month that does not exist', aRecord('INSERT', { ...half, changed: '2026-13-05T06:07:08.901Z' })],
    ['a change on a day', aRecord('INSERT', { ...half, changed: '2026-10-05' })],
    ['a record without images', aRecord('INSERT', null)],
    ['an empty record', {}],
  ])('%s', (_, record) => {
    expect(toUpdate(record)).toBeNull();
  });
});
