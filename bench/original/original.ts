import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';

import { contactsKey, halfKey, type Key, otherParty, type Pair, type Party, tripKeyOf } from '../../domain/keys.ts';
import { inDays } from '../../test/support/trips.ts';
import { bareClient, exactly, typed, upTo } from '../lib/bare.ts';
import type { Implementations, OpenSide, Places } from '../lib/protocol.ts';
import { aTripOf, halvesOf, newPair, type Route, ROUTES } from '../operations/records.ts';
import { ORIGINAL_INDEX, toOriginal } from './records.ts';

/**
 * The calls of the first app as its author describes them, without Flask, Lambda and API Gateway. It searches trips by
 * an index that sorts by the travel date, with a filter that removes closed trips after `Limit` has counted them. It
 * looks for a request's status under one prefix after the other. It writes every record separately.
 */
export function original(places: Places): OpenSide {
  const client = bareClient(places);
  const TableName = places.tables.original;
  const read = async (key: Key) => (await client.send(new GetItemCommand({ TableName, Key: typed(key) }))).Item;
  const put = (item: object) => client.send(new PutItemCommand({ TableName, Item: typed(item) }));
  const remove = (key: Key) => client.send(new DeleteItemCommand({ TableName, Key: typed(key) }));
  const startingWith = async (username: string, prefix: string) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'username = :me AND begins_with(created, :prefix)',
        ExpressionAttributeValues: typed({ ':me': username, ':prefix': prefix }),
      }),
    );
    return Items;
  };

  /** Reads page after page until it has a full page of results, as the app does. */
  async function search({ from, to }: Route, size: number) {
    const found: object[] = [];
    let last: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const page: QueryCommandOutput = await client.send(
        new QueryCommand({
          TableName,
          IndexName: ORIGINAL_INDEX.name,
          KeyConditionExpression: 'fromto = :city',
          FilterExpression: 'acceptto >= :today',
          ExpressionAttributeValues: typed({ ':city': `${from}_${to}`, ':today': inDays(0) }),
          Limit: size,
          ExclusiveStartKey: last,
        }),
      );
      found.push(...(page.Items ?? []));
      last = page.LastEvaluatedKey;
    } while (last && found.length < size);
    return found.slice(0, size);
  }

  /** The halves of a request, looked up in one status after the other. */
  async function findHalves(party: Party, pair: Pair) {
    const keys = (['PENDING', 'ACCEPTED', 'DECLINED'] as const).map((status) => halfKey(party, status, pair));
    const found: object[] = [];
    for (const { username, created } of keys) found.push(...(await startingWith(username, created)));
    return found;
  }

  const putHalves = async (pair: Pair, status: 'PENDING' | 'ACCEPTED') => {
    for (const half of halvesOf(pair, status)) await put(toOriginal(half));
    return {};
  };

  const implementations: Implementations = {
    createTrip: ({ person }) => put(toOriginal(aTripOf(newPair({ traveler: person.id }), ROUTES.others))),
    searchTwenty: async () => upTo(20, await search(ROUTES.twenty, 20)),
    searchSix: async () => exactly(6, await search(ROUTES.six, 6)),
    listPending: async ({ person }) => upTo(Infinity, await startingWith(person.id, 'pending_')),
    sendRequest: async ({ pair }) => {
      if (!(await read(tripKeyOf(pair)))) throw new Error('There should be a trip.');
      exactly(0, await findHalves('requester', pair));
      await read(contactsKey(pair.requester));
      return await putHalves(pair, 'PENDING');
    },
    acceptRequest: async ({ pair }) => {
      exactly(1, await findHalves('traveler', pair));
      await putHalves(pair, 'ACCEPTED');
      for (const party of ['traveler', 'requester'] as const) await remove(halfKey(party, 'PENDING', pair));
      return {};
    },
    contacts: async ({ person, pair }) => {
      const party = person.id === pair.traveler ? 'traveler' : 'requester';
      exactly(1, await findHalves(party, pair));
      return (await read(contactsKey(pair[otherParty(party)]))) ?? {};
    },
    requestStatus: async ({ pair }) => exactly(1, await findHalves('requester', pair)),
    removeAccount: async ({ person }) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'username = :me',
          ExpressionAttributeValues: typed({ ':me': person.id }),
        }),
      );
      for (const { username, created } of Items) {
        await remove({ username: username?.S ?? '', created: created?.S ?? '' });
      }
      return {};
    },
  };
  return {
    implementations,
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}
