import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

import {
  accountKey,
  blockedByKey,
  blockKey,
  contactsKey,
  halfKey,
  type Key,
  matchingKey,
  type Pair,
  type Party,
  tripKeyOf,
} from '../../domain/keys.ts';
import { inDays } from '../../test/support/trips.ts';
import { exactly, typed } from '../lib/bare.ts';
import type { Implementation } from '../lib/protocol.ts';
import { aTripOf, halvesOf, newPair, ROUTES } from '../operations/records.ts';

type Stored = Record<string, AttributeValue>;

export interface Store {
  readonly client: DynamoDBClient;
  readonly TableName: string;
  readonly readTogether: (keys: readonly Key[]) => Promise<Stored[]>;
  readonly halves: (party: Party, pair: Pair) => Key[];
}

interface When {
  readonly when?: string;
  readonly values?: object;
}

const NOT_REMOVING = 'attribute_not_exists(removing)';
const ABSENT = 'attribute_not_exists(created) OR tstamp <= :now';
const HAS_CARD = 'attribute_exists(created)';
const UNCHANGED = 'tstamp > :now AND revision = :revision';

/** The transactions of the writing operations. */
export function writing({
  client,
  TableName,
  readTogether,
  halves,
}: Store): Record<'createTrip' | 'sendRequest' | 'acceptRequest', Implementation> {
  const under = ({ when, values }: When) => ({
    ...(when === undefined ? {} : { ConditionExpression: when }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: typed(values) }),
  });
  const put = (item: object, when: When): TransactWriteItem => ({
    Put: { TableName, Item: typed(item), ...under(when) },
  });
  const remove = (key: Key, when: When = {}): TransactWriteItem => ({
    Delete: { TableName, Key: typed(key), ...under(when) },
  });
  const check = (key: Key, when: string, values?: object): TransactWriteItem => ({
    ConditionCheck: {
      TableName,
      Key: typed(key),
      ...under({ when, ...(values ? { values } : {}) }),
      ConditionExpression: when,
    },
  });
  const write = async (TransactItems: TransactWriteItem[]) => {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return {};
  };
  const absent = () => ({ when: ABSENT, values: { ':now': now() } });

  /** The trip shows the name that the account has. */
  async function createTrip(username: string) {
    await client.send(new GetItemCommand({ TableName, Key: typed(accountKey(username)), ConsistentRead: true }));
    const trip = aTripOf(newPair({ traveler: username }), ROUTES.others);
    const counted = {
      Update: {
        TableName,
        Key: typed(accountKey(username)),
        UpdateExpression: 'SET trips = trips + :one, lasttoken = :token, lasttrip = :trip',
        ConditionExpression: `${NOT_REMOVING} AND trips < :most AND (attribute_not_exists(lasttoken) OR lasttoken <> :token)`,
        ExpressionAttributeValues: typed({ ':one': 1, ':token': trip.created, ':trip': trip.created, ':most': 50 }),
      },
    };
    const marker = { ...matchingKey(trip), since: trip['updated'], was: {}, fresh: true };
    await write([counted, put(trip, { when: 'attribute_not_exists(created)' }), put(marker, {})]);
    return trip;
  }

  async function sendRequest(pair: Pair) {
    // The first app could leave a traveler's half alone, beside which nothing can be sent.
    const theirs = (['PENDING', 'ACCEPTED', 'DECLINED'] as const).map((status) => halfKey('traveler', status, pair));
    const keys = [tripKeyOf(pair), accountKey(pair.requester), ...halves('requester', pair), ...theirs];
    exactly(2, await readTogether(keys));
    const [traveler, requester] = halvesOf(pair, 'PENDING');
    await write([
      {
        Update: {
          TableName,
          Key: typed(accountKey(pair.requester)),
          UpdateExpression: 'SET sends = if_not_exists(sends, :none) + :one',
          ConditionExpression: NOT_REMOVING,
          ExpressionAttributeValues: typed({ ':none': 0, ':one': 1 }),
        },
      },
      check(tripKeyOf(pair), 'acceptto >= :today AND version = :version', { ':today': inDays(0), ':version': 1 }),
      check(contactsKey(pair.requester), HAS_CARD),
      put(traveler ?? {}, absent()),
      put(requester ?? {}, absent()),
      // Neither person has blocked the other.
      check(blockKey(pair.requester, pair.traveler), 'attribute_not_exists(created)'),
      check(blockedByKey(pair.traveler, pair.requester), 'attribute_not_exists(created)'),
    ]);
    return requester;
  }

  async function acceptRequest(pair: Pair) {
    exactly(2, await readTogether([tripKeyOf(pair), ...halves('traveler', pair)]));
    const [traveler, requester] = halvesOf(pair, 'ACCEPTED');
    const read = { when: UNCHANGED, values: { ':now': now(), ':revision': 1 } };
    await write([
      check(accountKey(pair.traveler), NOT_REMOVING),
      put({ ...traveler, revision: 2 }, absent()),
      put({ ...requester, revision: 2 }, absent()),
      remove(halfKey('traveler', 'PENDING', pair), read),
      remove(halfKey('requester', 'PENDING', pair), read),
      {
        Update: {
          TableName,
          Key: typed(tripKeyOf(pair)),
          UpdateExpression: 'SET allowed.Clothes.#free = allowed.Clothes.#free - :kg',
          ConditionExpression: 'trdate >= :today AND allowed.Clothes.#free >= :kg',
          ExpressionAttributeNames: { '#free': 'free' },
          ExpressionAttributeValues: typed({ ':kg': 2, ':today': inDays(0) }),
        },
      },
      check(contactsKey(pair.traveler), HAS_CARD),
      check(contactsKey(pair.requester), HAS_CARD),
      // The requester has not blocked the traveler.
      check(blockedByKey(pair.requester, pair.traveler), 'attribute_not_exists(created)'),
    ]);
    return traveler;
  }

  return {
    createTrip: ({ person }) => createTrip(person.id),
    sendRequest: ({ pair }) => sendRequest(pair),
    acceptRequest: ({ pair }) => acceptRequest(pair),
  };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
