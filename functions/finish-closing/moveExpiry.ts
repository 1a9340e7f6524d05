import { type Key, PREFIXES } from '../../domain/keys.ts';
import { STATUSES } from '../../domain/requestStates.ts';
import { type Half, isAlone, liveHalves, mirrorKey } from '../lib/halves.ts';
import { itemsFrom, now, read, transactEach, updateIf } from '../lib/table.ts';

/**
 * Lets the requests of a trip expire when it does, after its day of travel was moved. A request that is declined or
 * withdrawn meanwhile may carry over the day that it was read with, so the lists are read until there is nothing to do.
 * @param trip its key; of a trip that is gone by now there is nothing to do
 * @returns how many requests were changed
 */
export async function moveExpiry(trip: Key): Promise<number> {
  let moved = 0;
  for (;;) {
    const expiresAt = (await read(trip))?.['tstamp'];
    const count = typeof expiresAt === 'number' ? await moveAll(trip, expiresAt) : 0;
    if (count === 0) return moved;
    moved += count;
  }
}

async function moveAll({ username, created }: Key, expiresAt: number): Promise<number> {
  let moved = 0;
  for (const status of STATUSES) {
    for await (const items of itemsFrom(username, `${PREFIXES[status].traveler}${created}_`)) {
      const stale = liveHalves(items).filter((half) => half.expiresAt !== expiresAt);
      const keysOf = (half: Half) => (isAlone(half) ? [half.key] : [half.key, mirrorKey(half)]);
      const writesOf = (half: Half) => keysOf(half).map((key) => expireAt(key, expiresAt));
      moved += (await transactEach(stale, { writesOf }))?.length ?? 0;
    }
  }
  return moved;
}

function expireAt(key: Key, expiresAt: number) {
  return updateIf(
    key,
    { text: 'SET tstamp = :expiresAt', values: { ':expiresAt': expiresAt } },
    { text: 'tstamp > :now', values: { ':now': now() } },
  );
}
