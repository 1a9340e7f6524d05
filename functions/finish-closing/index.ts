import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamHandler } from 'aws-lambda';
import { type Key, MARKERS } from '../../resolvers/lib/keys.ts';
import { log } from '../lib/log.ts';
import { workOn } from '../lib/stream.ts';
import { dynamodb, TableName } from '../lib/table.ts';
import { closeTrip } from './closeTrip.ts';
import { moveExpiry } from './moveExpiry.ts';

/** What to do about the trip of each kind of marker; null: it is somebody else's to do, and to delete the marker. */
const WORK: Readonly<Record<keyof typeof MARKERS, (trip: Key) => Promise<number | null>>> = {
  closing: closeTrip,
  moved: moveExpiry,
};

/**
 * The second reader of the table's stream: does the slow work that a change leaves behind, so that it never holds up live
 * updates. The work is the marker in the table, and the stream only tells of it: who dies over it is followed by another,
 * and touching a marker calls for it again.
 */
export const handler: DynamoDBStreamHandler = ({ Records }) =>
  workOn(Records, { laneOf: (record) => keyOf(record).username, width: 4 }, finish);

async function finish(record: DynamoDBRecord): Promise<void> {
  const key = keyOf(record);
  const kind = (Object.keys(MARKERS) as (keyof typeof MARKERS)[]).find((name) => key.created.startsWith(MARKERS[name]));
  if (kind === undefined) return;
  const { Item: marker } = await dynamodb.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }));
  if (!marker) return;
  const count = await WORK[kind]({ username: key.username, created: key.created.slice(MARKERS[kind].length) });
  log('Work on the requests of a trip is done.', { kind, requests: count ?? 0, leftToRemoval: count === null });
  if (count !== null) await deleteMarker(key, marker['since']);
}

/** Unless the same came up again meanwhile: then the stream tells of it once more. */
async function deleteMarker(key: Key, since: unknown): Promise<void> {
  try {
    await dynamodb.send(
      new DeleteCommand({
        TableName,
        Key: key,
        ConditionExpression: 'since = :since',
        ExpressionAttributeValues: { ':since': since },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

function keyOf({ dynamodb: change }: DynamoDBRecord): Key {
  return { username: change?.Keys?.['username']?.S ?? '', created: change?.Keys?.['created']?.S ?? '' };
}
