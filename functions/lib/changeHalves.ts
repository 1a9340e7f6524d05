import { absent, type PlainExpression, unchanged } from '../../domain/conditions.ts';
import { backOff } from './backoff.ts';
import { type Half, isAlone, mirrorKey, toHalf } from './halves.ts';
import { check, now, read, transactEach, updateIf, type Write } from './table.ts';

/** The most rounds of work. Each failed write means that another writer has made progress. */
const MOST_ROUNDS = 20;

/** The last round still found halves to change. */
export class NotSettled extends Error {
  override readonly name = 'NotSettled';
}

export interface Changes {
  /** The update of both halves of a request, of which this is one. Its placeholders are not `:now` or `:revision`. */
  readonly updateOf: (half: Half) => PlainExpression;
  /** A condition that each transaction checks. @default none */
  readonly common?: readonly Write[];
}

/**
 * Changes both halves of each request in one transaction, if both are unchanged since they were read. The first app could
 * leave one half without the other, or malformed: then the sound half is changed by itself.
 * @returns how many were changed; null when the common condition failed: then the rest was not changed
 * @throws the errors of DynamoDB
 */
export async function changeHalves(
  halves: readonly Half[],
  { updateOf, common = [] }: Changes,
): Promise<number | null> {
  const own = (half: Half) => updateIf(half.key, updateOf(half), unchanged(half.revision, now()));
  const both = (half: Half) =>
    isAlone(half)
      ? [own(half)]
      : [own(half), updateIf(mirrorKey(half), updateOf(half), unchanged(half.revision, now()))];
  const changed = await transactEach(halves, { writesOf: both, common });
  if (changed === null) return null;
  const rest = halves.filter((half) => !changed.includes(half) && !isAlone(half));
  const alone = (half: Half) => [own(half), check(mirrorKey(half), absent(now()))];
  const single = await transactEach(rest, { writesOf: alone, common });
  if (single === null) return null;
  const refused = await withMalformedMirror(rest.filter((half) => !single.includes(half)));
  const last = await transactEach(refused, { writesOf: (half) => [own(half)], common });
  return last === null ? null : changed.length + single.length + last.length;
}

/** Those whose mirror is malformed. No condition on such a mirror ever holds, and the API does not show it. */
export async function withMalformedMirror(halves: readonly Half[]): Promise<Half[]> {
  const found: Half[] = [];
  for (const half of halves) {
    const mirror = await read(mirrorKey(half));
    if (mirror && !toHalf(mirror)) found.push(half);
  }
  return found;
}

/** How many requests one round found to change, and how many it changed. */
export interface Round {
  readonly found: number;
  readonly changed: number;
}

export const NOTHING_TO_DO: Round = { found: 0, changed: 0 };

/**
 * Repeats a round until it finds nothing: a half that changed its status during a round may have kept old values.
 * @returns how many changes were made in all
 * @throws NotSettled when the last round still finds something
 */
export async function untilSettled(round: () => Promise<Round>): Promise<number> {
  let total = 0;
  for (let rounds = 1; rounds <= MOST_ROUNDS; rounds += 1) {
    const { found, changed } = await round();
    if (found === 0) return total;
    total += changed;
    if (changed < found) await backOff(rounds);
  }
  throw new NotSettled('Requests still lack the change.');
}
