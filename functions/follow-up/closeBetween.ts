import { BLOCKS, type Key } from '../../domain/keys.ts';
import { NOTHING_TO_DO, untilSettled } from '../lib/changeHalves.ts';
import { closeOpenRequests } from '../lib/closeRequests.ts';
import { counterpartOf, type Half } from '../lib/halves.ts';
import { log, logAge } from '../lib/log.ts';
import { finishWork, read } from '../lib/table.ts';

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
  const isMeant = (half: Half) => counterpartOf(half) === person;
  // Once the block has ended, the two may send requests to each other again.
  const requests = await untilSettled(async () =>
    (await read(key)) ? closeOpenRequests(key.username, { action: 'BLOCK', isMeant }) : NOTHING_TO_DO,
  );
  log('The requests between two people are closed.', { requests });
  await finishWork(key, 'pending', pending);
}
