import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';

import { forEachConcurrent } from './concurrency.ts';
import { log, nameOf } from './log.ts';

export interface Pace {
  /** Records of the same lane are processed in order, and none after a failed one. */
  readonly laneOf: (record: DynamoDBRecord) => string;
  /** How many lanes are processed at the same time. */
  readonly width: number;
}

/**
 * Processes a batch of a table's stream and returns the records that failed. Lambda delivers the first failed record and all
 * records after it again (AWS Lambda developer guide, "Implementing partial batch responses with DynamoDB"). So the work must
 * be idempotent.
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
