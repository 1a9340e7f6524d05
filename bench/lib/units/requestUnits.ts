import { isDeepStrictEqual } from 'node:util';

import { type Item, itemSize } from './itemSize.ts';

/**
 * Read and write request units by AWS's published rules (Amazon DynamoDB developer guide, "DynamoDB read and write
 * operations", "Using Global Secondary Indexes in DynamoDB", "Amazon DynamoDB Transactions: How it works").
 */

export type Consistency = 'eventual' | 'strong' | 'transaction';

/** Units for each 4 KB that are read. */
const READ: Readonly<Record<Consistency, number>> = { eventual: 0.5, strong: 1, transaction: 2 };

/** A global secondary index that projects all attributes. */
export interface Index {
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** An item before and after a write; undefined if there was or is none. */
export interface Change {
  readonly before: Item | undefined;
  /** For a rejected write: the item that it would have put, if known. */
  readonly after: Item | undefined;
}

/** GetItem, BatchGetItem and TransactGetItems: each item counts separately; a missing item counts like the smallest. */
export function unitsOfGets(items: readonly (Item | undefined)[], consistency: Consistency): number {
  return items.reduce((sum, item) => sum + READ[consistency] * blocks(itemSize(item), 4096), 0);
}

/** Query and Scan: all scanned items together, also those that a filter removes; no items count like the smallest. */
export function unitsOfQuery(lookedAt: readonly Item[], consistency: 'eventual' | 'strong'): number {
  const size = lookedAt.reduce((sum, item) => sum + itemSize(item), 0);
  return READ[consistency] * blocks(size, 4096);
}

/** A write, deletion or condition check of one item: the larger of the old and the new item, twice in a transaction. */
export function unitsOfWrite(
  { before, after }: Change,
  { inTransaction }: { readonly inTransaction: boolean },
): number {
  return (inTransaction ? 2 : 1) * blocks(Math.max(itemSize(before), itemSize(after)), 1024);
}

/** The units of the indexes for a successful change; a transaction does not double them. */
export function unitsOfIndexes(change: Change, indexes: readonly Index[]): number {
  return indexes.reduce((sum, index) => sum + unitsOfIndex(change, index), 0);
}

function unitsOfIndex(change: Change, index: Index): number {
  const before = isIn(index, change.before) ? change.before : undefined;
  const after = isIn(index, change.after) ? change.after : undefined;
  if (isDeepStrictEqual(before, after)) return 0;
  if (before && after && isDeepStrictEqual(keyIn(index, before), keyIn(index, after))) {
    return blocks(Math.max(itemSize(before), itemSize(after)), 1024);
  }
  // A new key is a deletion and a put.
  return (before ? blocks(itemSize(before), 1024) : 0) + (after ? blocks(itemSize(after), 1024) : 0);
}

function isIn(index: Index, item: Item | undefined): boolean {
  return keyIn(index, item).every((value) => value !== undefined);
}

function keyIn({ partitionKey, sortKey }: Index, item: Item | undefined) {
  return [item?.[partitionKey], item?.[sortKey]];
}

function blocks(size: number, of: number): number {
  return Math.max(1, Math.ceil(size / of));
}
