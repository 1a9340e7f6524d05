import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { placeOf } from './item.ts';
import { type Repair, writesOf } from './repair.ts';

/**
 * The maximum number of writes in one transaction: enough to save calls, few enough to rarely conflict with the API.
 */
const MOST_TOGETHER = 40;
/**
 * The maximum bytes of the items in one group, old and new. DynamoDB takes 4 MB in a transaction (Amazon DynamoDB Developer
 * Guide, "Quotas"), and a request has each item twice: in its condition and in its write.
 */
const MOST_BYTES = 2_000_000;

/** Something with a repair, which may share a transaction with others. */
interface Repairable {
  readonly repair: Repair;
}

/**
 * Groups repairs so that each group fits one transaction. No group writes or checks an item twice, except by identical
 * checks.
 */
export function* groupsOf<Entry extends Repairable>(entries: Iterable<Entry>): Generator<Entry[]> {
  let group: Entry[] = [];
  let [written, read] = [new Set<string>(), new Set<string>()];
  let [size, bytes] = [0, 0];
  for (const entry of entries) {
    const { before, after, checks } = entry.repair;
    const own = [...before, ...after].map(placeOf);
    const checked = checks.map(({ key }) => placeOf(key));
    const more = new Set(own).size + checked.length;
    const moreBytes = Buffer.byteLength(JSON.stringify([before, after]));
    const isTwice =
      own.some((place) => written.has(place) || read.has(place)) || checked.some((place) => written.has(place));
    const isFull = size + more > MOST_TOGETHER || bytes + moreBytes > MOST_BYTES;
    if (group.length > 0 && (isFull || isTwice)) {
      yield group;
      [group, written, read] = [[], new Set(), new Set()];
      [size, bytes] = [0, 0];
    }
    group.push(entry);
    for (const place of own) written.add(place);
    for (const place of checked) read.add(place);
    size += more;
    bytes += moreBytes;
  }
  if (group.length > 0) yield group;
}

/** A write, and the repairs that need it. */
export interface Piece {
  readonly write: TransactWriteItem;
  readonly owners: Repair[];
}

/** The writes of several repairs; an identical check of several repairs is made once. */
export function piecesOf(repairs: readonly Repair[], TableName: string): Piece[] {
  const pieces = new Map<string, Piece>();
  for (const repair of repairs) {
    for (const write of writesOf(repair, TableName)) {
      const name = JSON.stringify(write.ConditionCheck ?? write.Put?.Item ?? write.Delete?.Key);
      const known = pieces.get(name);
      if (known) known.owners.push(repair);
      else pieces.set(name, { write, owners: [repair] });
    }
  }
  return [...pieces.values()];
}
