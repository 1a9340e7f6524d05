import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';

import { forEachConcurrent } from './concurrency.ts';
import { log, nameOf } from './log.ts';

export interface Pace {
  /** Records of the same lane are worked on in their order, and none after one that failed. */
  readonly laneOf: (record: DynamoDBRecord) => string;
  /** How many lanes at once. */
  readonly width: number;
}

/**
 * Works on a batch of a table's stream and answers with the records that failed, for Lambda to bring those again, and all
 * that came after the first of them (AWS Lambda developer guide, "Implementing partial batch responses with DynamoDB"): so
 * the work must be such as can be done twice.
 */
export async function workOn(
  records: readonly DynamoDBRecord[],
  { laneOf, width }: Pace,
  work: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const lanes = new Map<string, DynamoDBRecord[]>();
  for (const record of records) lanes.set(laneOf(record), [...(lanes.get(laneOf(record)) ?? []), record]);
  const failures: DynamoDBBatchResponse['batchItemFailures'] = [];
  await forEachConcurrent(lanes.values(), width, async (lane) => {
    for (const record of lane) {
      try {
        await work(record);
      } catch (error) {
        log('A record failed and will come again.', { error: nameOf(error) });
        failures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
        return;
      }
    }
  });
  return { batchItemFailures: failures };
}
