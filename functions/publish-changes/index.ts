import type { DynamoDBStreamHandler } from 'aws-lambda';
import { workOn } from '../lib/stream.ts';
import { publish } from './publish.ts';
import { toUpdate } from './toUpdate.ts';

/**
 * Publishes every status that a half of a request enters to the person who owns it, whatever made it enter. It does
 * nothing else, so that nothing else delays it.
 */
export const handler: DynamoDBStreamHandler = ({ Records }) =>
  // One person is told in order, as far as the batch has it; `revision` tells the rest.
  workOn(Records, { laneOf: ({ dynamodb }) => dynamodb?.Keys?.['username']?.S ?? '', width: 20 }, async (record) => {
    const update = toUpdate(record);
    if (update) await publish(update);
  });
