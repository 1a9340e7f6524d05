import { BLOCKS, type Key, PREFIXES } from '../../domain/keys.ts';
import { closedBy, STATUSES } from '../../domain/requestStates.ts';
import { type Round, untilSettled } from '../lib/changeHalves.ts';
import { closeRequests } from '../lib/closeRequests.ts';
import { counterpartOf, liveHalves, PARTIES } from '../lib/halves.ts';
import { log, logAge } from '../lib/log.ts';
import { finishWork, itemsFrom, read } from '../lib/table.ts';

/**
 * Closes the open requests between two people after one has blocked the other. `pending` in the block marks the work. It is
 * removed last, unless the person was blocked again. Nobody can send a request past a block, so the work ends.
 * @param key of the block, in the blocker's partition
 * @throws NotSettled, and the errors of DynamoDB
 */
export async function closeBetween(key: Key): Promise<void> {
  const pending = (await read(key))?.['pending'];
  if (pending === undefined) return;
  logAge('A block is taken up.', pending);
  const person = key.created.slice(BLOCKS.blocked.length);
  const requests = await untilSettled(() => closeOpen(key.username, person));
  log('The requests between two people are closed.', { requests });
  await finishWork(key, 'pending', pending);
}

/** One round over the blocker's open requests. */
async function closeOpen(blocker: string, person: string): Promise<Round> {
  let [found, changed] = [0, 0];
  for (const status of STATUSES) {
    const row = closedBy('BLOCK', status);
    for (const party of row ? PARTIES : []) {
      for await (const items of itemsFrom(blocker, PREFIXES[status][party])) {
        const halves = liveHalves(items).filter((half) => counterpartOf(half) === person);
        found += halves.length;
        if (row) changed += await closeRequests(halves, row, () => true);
      }
    }
  }
  return { found, changed };
}
