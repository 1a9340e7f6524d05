import { QueryCommand } from '@aws-sdk/lib-dynamodb';

import { ALERTS, CLOSINGS, route, SEARCH_INDEXES } from '../../../domain/keys.ts';
import { type Conditions, toConditions } from '../../../domain/tripFilter.ts';
import { dynamodb, type Item, now, TableName } from '../../lib/table.ts';

/** A route alert that has not expired. */
export interface Alert {
  readonly id: string;
  readonly username: string;
  readonly filter: Conditions;
}

/** In the order in which they are read. An alert is in one of them. */
const INDEXES = ['route', 'from', 'to'] as const;
type Index = (typeof INDEXES)[number];

/** Alerts, and the place after them; null at the end. */
export interface AlertPage {
  readonly alerts: readonly Alert[];
  readonly next: string | null;
}

/**
 * Reads alerts for the cities of a trip. A new alert sorts after the older ones of its index, so the reader still finds it.
 * The indexes are eventually consistent: an alert of the last moment may be missing.
 * @param place where the last page ended: the index, and the last `closing` that was read
 * @param most how many alerts
 */
export async function readAlerts(
  cities: { readonly from: string; readonly to: string },
  place: unknown,
  most: number,
): Promise<AlertPage> {
  const start = toPlace(place);
  const items: Item[] = [];
  for (const index of INDEXES.slice(INDEXES.indexOf(start.index))) {
    const after = index === start.index ? start.after : null;
    const { Items = [], LastEvaluatedKey } = await query(index, cityOf(index, cities), after, most - items.length);
    items.push(...Items);
    const last: unknown = Items.at(-1)?.['closing'];
    // A query that reaches its limit returns this key (Amazon DynamoDB API reference, "Query": Limit).
    if (LastEvaluatedKey) {
      const end = typeof last === 'string' ? last : (after ?? CLOSINGS.firstAlert);
      return { alerts: toAlerts(items), next: `${index} ${end}` };
    }
  }
  return { alerts: toAlerts(items), next: null };
}

function toPlace(place: unknown): { readonly index: Index; readonly after: string | null } {
  const [word, after = null] = typeof place === 'string' ? place.split(' ') : [];
  const index = INDEXES.find((name) => name === word);
  return index ? { index, after } : { index: INDEXES[0], after: null };
}

function cityOf(index: Index, { from, to }: { readonly from: string; readonly to: string }): string {
  if (index === 'route') return route(from, to);
  return index === 'from' ? from : to;
}

function query(index: Index, city: string, after: string | null, Limit: number) {
  const { name, partitionKey } = SEARCH_INDEXES[index];
  const command = new QueryCommand({
    TableName,
    IndexName: name,
    KeyConditionExpression: `${partitionKey} = :city AND closing BETWEEN :next AND :last`,
    ExpressionAttributeValues: {
      ':city': city,
      // BETWEEN includes its bounds. No `closing` continues another one with a space.
      ':next': after === null ? CLOSINGS.firstAlert : `${after} `,
      ':last': CLOSINGS.lastAlert,
    },
    Limit,
  });
  return dynamodb.send(command);
}

/** An expired alert counts as absent before TTL deletes it. */
function toAlerts(items: readonly Item[]): Alert[] {
  const time = now();
  return items.flatMap(({ username, created, filter, tstamp }) => {
    if (typeof username !== 'string' || typeof created !== 'string') return [];
    if (!created.startsWith(ALERTS) || typeof tstamp !== 'number' || tstamp <= time) return [];
    return [{ id: created.slice(ALERTS.length), username, filter: toConditions(filter) }];
  });
}
