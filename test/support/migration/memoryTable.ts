import { isDeepStrictEqual } from 'node:util';

import { absent, NOT_REMOVING } from '../../../domain/conditions.ts';
import { type Item, placeOf } from '../../../migration/item.ts';
import { type Check, MOST_WRITES, type Repair, writesOf } from '../../../migration/repair.ts';
import type { Table } from '../../../migration/table.ts';

/** DynamoDB's answer to a check: the migration uses only these five forms. */
function holds({ when: { text, values } }: Check, item: Item | undefined): boolean {
  if (text === 'attribute_exists(created)') return item !== undefined;
  if (text === 'trdate = :trdate') return item?.['trdate'] === values[':trdate'];
  if (text === 'attribute_not_exists(since)') return item?.['since'] === undefined;
  if (text === NOT_REMOVING) return item?.['removing'] === undefined;
  if (text === absent(0).text) return item === undefined || Number(item['tstamp']) <= Number(values[':now']);
  throw new Error(`No such check: ${text}`);
}

/** A table in memory that behaves like the migration's table, for thousands of runs a second. */
export function aMemoryTable(items: readonly Item[]) {
  const stored = new Map(items.map((item) => [placeOf(item), item]));
  const writeOne = ({ before, after, checks }: Repair): boolean => {
    const places = new Set([...before, ...after].map(placeOf));
    const writes = writesOf({ before, after, checks }, 'T');
    if (writes.length > MOST_WRITES) throw new Error('More writes than a transaction takes.');
    if (writes.length !== places.size + checks.length) throw new Error('Two writes of one item.');
    if (checks.some(({ key }) => places.has(placeOf(key)))) throw new Error('A check of an item that is written.');
    const known = new Set(before.map(placeOf));
    const isAsRead =
      before.every((item) => isDeepStrictEqual(stored.get(placeOf(item)), item)) &&
      after.every((item) => known.has(placeOf(item)) || !stored.has(placeOf(item))) &&
      checks.every((check) => holds(check, stored.get(placeOf(check.key))));
    if (!isAsRead) return false;
    for (const item of before) stored.delete(placeOf(item));
    for (const item of after) stored.set(placeOf(item), item);
    return true;
  };
  const table: Table = {
    readAll: (take) => {
      for (const item of stored.values()) take(item);
      return Promise.resolve();
    },
    write: (repairs) => {
      const changed = repairs.filter((repair) => !writeOne(repair));
      return Promise.resolve(new Map(changed.map((repair) => [repair, 'changed'])));
    },
    describe: () => Promise.resolve({ table: {}, timeToLive: undefined }),
    close: () => undefined,
  };
  return { table, stored };
}
