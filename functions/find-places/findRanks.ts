import type { Cities } from './cities.ts';

const TAB = 9;
const COMMA = 44;
const NINE = 57;

/**
 * Finds the cities that have a name with this beginning.
 * @param beginning a folded text (foldName.ts)
 * @param isMeant which of the cities count
 * @returns their ranks, the largest city first
 */
export function findRanks(
  { names, count }: Pick<Cities, 'names' | 'count'>,
  beginning: string,
  limit: number,
  isMeant: (rank: number) => boolean,
): number[] {
  // One letter begins 25,000 names, so this marks ranks instead of collecting and sorting them.
  const isFound = new Uint8Array(count);
  for (let at = firstFrom(names, beginning); names.startsWith(beginning, at);) {
    const end = endOf(names, at);
    markRanks(names, end, isFound);
    at = end + 1;
  }
  const ranks: number[] = [];
  for (let rank = isFound.indexOf(1); rank >= 0 && ranks.length < limit; rank = isFound.indexOf(1, rank + 1)) {
    if (isMeant(rank)) ranks.push(rank);
  }
  return ranks;
}

/** Reads the ranks at the end of a line, from right to left: `name<TAB>a3,1f0` in base 36. */
function markRanks(names: string, end: number, isFound: Uint8Array): void {
  let [rank, unit] = [0, 1];
  for (let at = end - 1; at >= 0; at -= 1) {
    const code = names.charCodeAt(at);
    if (code === COMMA || code === TAB) {
      isFound[rank] = 1;
      if (code === TAB) return;
      [rank, unit] = [0, 1];
    } else {
      // Digits follow each other from 48, letters from 97.
      rank += (code <= NINE ? code - 48 : code - 87) * unit;
      unit *= 36;
    }
  }
}

/** Where the first line begins that is not less than a text. */
function firstFrom(names: string, text: string): number {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = middle === 0 ? 0 : names.lastIndexOf('\n', middle - 1) + 1;
    const end = endOf(names, middle);
    if (names.slice(start, end) < text) low = Math.min(end + 1, high);
    else high = start;
  }
  return low;
}

function endOf(names: string, at: number): number {
  const end = names.indexOf('\n', at);
  return end < 0 ? names.length : end;
}
