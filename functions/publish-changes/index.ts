import type { DynamoDBRecord, DynamoDBStreamHandler } from 'aws-lambda';

import { workOn } from '../lib/stream.ts';
import { publish } from './publish.ts';
import { toUpdate } from './toUpdate.ts';

/**
 * Publishes every status that a half of a request enters to the person who owns it, whatever made it enter. It does
 * nothing else, so that nothing else delays it.
 */
export const handler: DynamoDBStreamHandler = ({ Records }) =>
  // What happens to one request is told in order, as far as the batch has it; `revision` tells the rest.
  workOn(Records, { laneOf: halfOf, width: 20 }, async (record) => {
    const update = toUpdate(record);
    if (update) await publish(update);
  });

/** Whose half of which request a change is of, whatever its status. */
function halfOf({ dynamodb: change }: DynamoDBRecord): string {
  const { username, created } = change?.Keys ?? {};
  return `${username?.S ?? ''} ${created?.S?.replace(/^[a-z]+_/, '') ?? ''}`;
}
