import {
  type AttributeValue,
  type DynamoDBClient,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

import { accountKey, halfKey, type Key, type Pair, type Party, tripKeyOf } from '../../domain/keys.ts';
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

  async function createTrip(username: string) {
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
    await write([counted, put(trip, { when: 'attribute_not_exists(created)' })]);
    return trip;
  }

  async function sendRequest(pair: Pair) {
    exactly(1, await readTogether([tripKeyOf(pair), ...halves('requester', pair)]));
    const [traveler, requester] = halvesOf(pair, 'PENDING');
    const none = (party: Party, status: 'ACCEPTED' | 'DECLINED') =>
      check(halfKey(party, status, pair), ABSENT, { ':now': now() });
    await write([
      check(accountKey(pair.requester), NOT_REMOVING),
      check(tripKeyOf(pair), 'acceptto >= :today', { ':today': inDays(0) }),
      put(traveler ?? {}, absent()),
      put(requester ?? {}, absent()),
      none('traveler', 'ACCEPTED'),
      none('requester', 'ACCEPTED'),
      none('traveler', 'DECLINED'),
      none('requester', 'DECLINED'),
      remove(halfKey('traveler', 'CANCELLED', pair)),
      remove(halfKey('requester', 'CANCELLED', pair), absent()),
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
