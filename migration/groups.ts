import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { placeOf } from './item.ts';
import { type Repair, writesOf } from './repair.ts';

/** How many writes go together: large enough to save calls, small enough to be seldom in the way of the API. */
const MOST_TOGETHER = 40;

/** Something that is to be repaired, with other things in one transaction. */
interface Repairable {
  readonly repair: Repair;
}

/** Puts things into groups that one transaction takes each: none writes or checks an item twice, but for the same check. */
export function* groupsOf<Thing extends Repairable>(things: Iterable<Thing>): Generator<Thing[]> {
  let group: Thing[] = [];
  let places = new Set<string>();
  let size = 0;
  for (const thing of things) {
    const { before, after, checks } = thing.repair;
    const own = [...before, ...after].map(placeOf);
    const checked = checks.map(({ key }) => placeOf(key));
    const more = new Set(own).size + checked.length;
    if (group.length > 0 && (size + more > MOST_TOGETHER || own.some((place) => places.has(place)))) {
      yield group;
      [group, places, size] = [[], new Set(), 0];
    }
    group.push(thing);
    for (const place of own) places.add(place);
    size += more;
  }
  if (group.length > 0) yield group;
}

/** A write, and whose it is. */
export interface Piece {
  readonly write: TransactWriteItem;
  readonly owners: Repair[];
}

/** The writes of several repairs; a check that is the same for some is made once. */
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
