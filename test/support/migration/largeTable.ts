import { randomUUID } from 'node:crypto';

import { ODDITIES } from './originalOddities.ts';
import { anOriginalHalf, plant, type Planted, STORIES } from './originalStore.ts';

/** Requests so large that each of a scan's four segments has more than one page. */
const LARGE = 26;
const LARGE_NOTE = 'x'.repeat(90_000);
const SEED = 20_241_004;

/** When an item was created, as the first app wrote it; later with each number. */
export const created = (at: number) => `2024-10-04-19-34-18-${String(at).padStart(6, '0')}`;

/** Numbers that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The items of many people of the first app, with each kind of story and oddity many times.
 * @param many how many items, or some more
 * @param from the number of the first trip
 */
export function manyRecords(many: number, from: number): Planted[] {
  const random = seeded(SEED);
  const hex = (length: number) =>
    random()
      .toString(16)
      .slice(2, 2 + length)
      .padEnd(length, '0');
  const somebody = () => [8, 4, 4, 4, 12].map(hex).join('-');
  const ways = [...STORIES.map((story) => (pair: Parameters<typeof plant>[1]) => plant(story, pair))];
  const all = [...ways, ...Object.values(ODDITIES)];
  const planted: Planted[] = [];
  for (let count = 0, at = from; count < many; at += 1) {
    // Each kind once, then at random.
    const way = all[at - from] ?? all[Math.floor(random() * all.length)];
    const one = way?.({ tripid: created(at), traveler: somebody(), requester: somebody() });
    if (!one) break;
    planted.push(one);
    count += one.items.length;
  }
  return planted;
}

/** Complete requests that need no repair and fill the pages of a scan. */
export function largeRequests(): Planted[] {
  return Array.from({ length: LARGE }, (_, at) => {
    const pair = { tripid: created(800_000 + at), traveler: randomUUID(), requester: randomUUID() };
    const items = (['traveler', 'requester'] as const).map((party) =>
      anOriginalHalf(party, 'DECLINED', pair, { note: LARGE_NOTE }),
    );
    return { items, expected: items, found: {}, outcomes: { fine: items.length, expired: 0, left: 0, toRepair: 0 } };
  });
}
