import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

import { ACCOUNT, BLOCKS, type Key, MARKERS, MATCHING, MISSED_PUSH } from '../../domain/keys.ts';
import { log, logAge } from '../lib/log.ts';
import { workOn } from '../lib/stream.ts';
import { condition, dynamodb, read, TableName, unhindered } from '../lib/table.ts';
import { matchAlerts } from './alerts/matchAlerts.ts';
import { carryName } from './carryName.ts';
import { closeBetween } from './closeBetween.ts';
import { closeTrip } from './closeTrip.ts';
import { followSuspension } from './followSuspension.ts';
import { moveExpiry } from './moveExpiry.ts';
import { pushAgain } from './pushAgain.ts';
import { goOnRemoving } from './removeAccount.ts';

/** Long work ends this many milliseconds before the function times out. */
const MARGIN = 20_000;

type Kind = keyof typeof MARKERS;

/** The work for each kind of marker. It returns null when another worker does it and deletes the marker. */
const WORK: Readonly<Record<Kind, (trip: Key) => Promise<number | null>>> = {
  closing: closeTrip,
  moved: moveExpiry,
};

/**
 * The second reader of the table's stream. It does the slow work that a change leaves behind, so live updates never wait
 * for it. The table records the work and the stream only triggers it: after a crash another worker does it, and touching
 * the item triggers it again.
 */
export function handler({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  const stopAt = Date.now() + context.getRemainingTimeInMillis() - MARGIN;
  return workOn(Records, { laneOf: (record) => keyOf(record).username, width: 4 }, async (record) => {
    const key = keyOf(record);
    const kind = kindOf(key);
    if (kind) await finish(kind, key);
    else if (key.created.startsWith(MISSED_PUSH)) await pushAgain(key);
    else if (key.created.startsWith(BLOCKS.blocked)) await closeBetween(key);
    else if (key.created.startsWith(MATCHING)) await matchAlerts(key);
    else if (key.created === ACCOUNT) {
      // First, so nothing of the person's own delays it.
      await followSuspension(key.username);
      await carryName(key.username);
      await goOnRemoving(key.username, stopAt);
    }
  });
}

async function finish(kind: Kind, key: Key): Promise<void> {
  const marker = await read(key);
  if (!marker) return;
  logAge('Work on the requests of a trip is taken up.', marker['since']);
  const count = await WORK[kind]({ username: key.username, created: key.created.slice(MARKERS[kind].length) });
  log('Work on the requests of a trip is done.', { kind, requests: count ?? 0, leftToRemoval: count === null });
  if (count !== null) await deleteMarker(key, marker['since']);
}

/** Keeps the marker if the same work has become necessary again: then the stream triggers it again. */
async function deleteMarker(key: Key, since: unknown): Promise<void> {
  // A marker that an operator wrote by hand may have no `since`.
  const isSame =
    since === undefined
      ? { text: 'attribute_not_exists(since)', values: {} }
      : { text: 'since = :since', values: { ':since': since } };
  try {
    const command = new DeleteCommand({ TableName, Key: key, ...condition(isSame) });
    await unhindered(() => dynamodb.send(command));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

function kindOf({ created }: Key): Kind | undefined {
  return (Object.keys(MARKERS) as Kind[]).find((kind) => created.startsWith(MARKERS[kind]));
}

function keyOf({ dynamodb: change }: DynamoDBRecord): Key {
  return { username: change?.Keys?.['username']?.S ?? '', created: change?.Keys?.['created']?.S ?? '' };
}
