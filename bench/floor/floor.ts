import { QueryCommand, type QueryCommandInput, TransactGetItemsCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

import { contactsKey, halfKey, type Key, type Pair, type Party, SEARCH_INDEXES } from '../../domain/keys.ts';
import { STATUSES } from '../../domain/requestStates.ts';
import { inDays } from '../../test/support/trips.ts';
import { bareClient, exactly, typed, upTo } from '../lib/bare.ts';
import type { Implementations, OpenSide, Places } from '../lib/protocol.ts';
import { type Route, ROUTES } from '../operations/records.ts';
import { BareStream } from './liveUpdate.ts';
import { removeAccount } from './removeAccount.ts';
import { writing } from './writes.ts';

/**
 * The minimum of calls that the promises need, made with the AWS SDK: no API, no input checks, no token, no mapping of
 * results.
 */
export function floor(places: Places): OpenSide {
  const client = bareClient(places);
  const TableName = places.tables.floor;

  const query = async (input: Omit<QueryCommandInput, 'TableName'>) =>
    (await client.send(new QueryCommand({ TableName, ...input }))).Items;

  /** One item more than the page holds shows whether there is a next page. */
  const search = ({ from, to }: Route, size: number) =>
    query({
      IndexName: SEARCH_INDEXES.route.name,
      KeyConditionExpression: 'fromto = :city AND closing > :after',
      ExpressionAttributeValues: typed({ ':city': `${from}_${to}`, ':after': inDays(0) }),
      Limit: size + 1,
    });

  const halves = (party: Party, pair: Pair) => STATUSES.map((status) => halfKey(party, status, pair));

  const readTogether = async (keys: readonly Key[]) => {
    const TransactItems = keys.map((key) => ({ Get: { TableName, Key: typed(key) } }));
    const { Responses = [] } = await client.send(new TransactGetItemsCommand({ TransactItems }));
    return Responses.flatMap(({ Item }) => (Item ? [Item] : []));
  };
  const writes = writing({ client, TableName, readTogether, halves });
  const documents = DynamoDBDocumentClient.from(client);
  const stream = new BareStream(places, client, TableName);
  const implementations: Implementations = {
    searchTwenty: async () => upTo(21, await search(ROUTES.twenty, 20)),
    searchSix: async () => exactly(7, await search(ROUTES.six, 6)),
    listPending: async ({ person }) => {
      const halves = await query({
        KeyConditionExpression: 'username = :me AND begins_with(created, :prefix)',
        ExpressionAttributeValues: typed({ ':me': person.id, ':prefix': 'pending_' }),
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: 21,
      });
      return upTo(21, halves);
    },
    contacts: async ({ person, pair }) => {
      const mine = person.id === pair.traveler ? 'traveler' : 'requester';
      const theirs = mine === 'traveler' ? 'requester' : 'traveler';
      const keys = [...halves(mine, pair), halfKey(theirs, 'ACCEPTED', pair), contactsKey(pair[theirs])];
      return exactly(3, await readTogether(keys));
    },
    requestStatus: async ({ pair }) => exactly(1, await readTogether(halves('requester', pair))),
    ...writes,
    removeAccount: ({ person }) => removeAccount(documents, TableName, person.id),
    liveUpdate: async (work) => {
      const { update } = await stream.nextItem(halfKey('traveler', 'PENDING', work.pair).created);
      await writes.sendRequest(work);
      await update;
    },
  };
  return {
    implementations,
    close: () => {
      stream.close();
      client.destroy();
      return Promise.resolve();
    },
  };
}
