import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFaults } from '../../../local/faults/faults.ts';
import type { Host } from '../../../local/host/types.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { shared } from '../../support/shared/shared.ts';
import { aPerson } from '../../support/stories/people.ts';
import { whereabouts } from '../../support/stories/takeIt.ts';
import { inDays } from '../../support/trips.ts';

const ROUTE = { fromCity: 'Berlin-Germany', toCity: 'Cairo-Egypt' };

/** A trip as stored, its acceptance closed or open. */
function storedTrip(at: number, isOpen: boolean) {
  const username = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  const created = `2026-01-02-03-04-05-${String(at).padStart(6, '0')}`;
  const acceptto = inDays(isOpen ? at % 60 : -1 - (at % 20));
  return {
    username,
    created,
    fromcity: ROUTE.fromCity,
    tocity: ROUTE.toCity,
    fromto: `${ROUTE.fromCity}_${ROUTE.toCity}`,
    acceptfrom: inDays(-40),
    acceptto,
    trdate: inDays(isOpen ? 61 : 1),
    currency: 'EUR',
    allowed: { Clothes: { cost: 3, kg: 10, free: 10 }, Electronics: { cost: 20, kg: 5, free: 5 } },
    closing: `${acceptto}#${created}#${username}`,
    version: 1,
    updated: '2026-01-02T03:04:05.000Z',
    tstamp: Date.parse(inDays(90)) / 1000,
  };
}

describe('on a route of 2,000 trips, four fifths of them closed', () => {
  let host: Host;
  const faults = createFaults();

  beforeAll(async () => {
    host = await startSharingHost({ assembly: await shared('assembly'), faults });
    const { tableName } = whereabouts(host);
    const documents = DynamoDBDocumentClient.from(host.dynamodb);
    const puts = Array.from({ length: 2000 }, (_, at) => ({ PutRequest: { Item: storedTrip(at, at % 5 === 0) } }));
    for (let at = 0; at < puts.length; at += 25) {
      const { UnprocessedItems = {} } = await documents.send(
        new BatchWriteCommand({ RequestItems: { [tableName]: puts.slice(at, at + 25) } }),
      );
      expect(UnprocessedItems).toEqual({});
    }
  });
  afterAll(() => host.close());

  it('the six that close soonest come in one query that looks at no closed one, for half a read unit', async () => {
    const jonas = await aPerson('Jonas', whereabouts(host));
    const { items, nextToken } = await jonas.searches({ from: ROUTE.fromCity, to: ROUTE.toCity, limit: 6 });
    expect(items).toHaveLength(6);
    expect(items.every(({ acceptTo }) => acceptTo >= inDays(0))).toBe(true);
    expect(nextToken).not.toBeNull();
    const [query, ...more] = faults.calls().filter(({ caller }) => caller === 'api');
    expect([query?.operation, more]).toEqual(['Query', []]);
    // The same once more, to see what it costs.
    const input = { ...(query?.input as QueryCommandInput), ReturnConsumedCapacity: 'TOTAL' } as const;
    const { Count, ScannedCount, ConsumedCapacity } = await host.dynamodb.send(new QueryCommand(input));
    // Six, and the one that tells that there is a next page.
    expect([Count, ScannedCount, ConsumedCapacity?.CapacityUnits]).toEqual([7, 7, 0.5]);
  });

  it('all 400 open ones come page by page, every page full', async () => {
    const jonas = await aPerson('Jonas', whereabouts(host));
    const pages = await jonas.searchesOn({ from: ROUTE.fromCity, to: ROUTE.toCity, limit: 40 });
    expect(pages.map((page) => page.length)).toEqual(Array.from({ length: 10 }, () => 40));
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(400);
  });
});
