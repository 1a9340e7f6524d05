import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

import type { Places } from './protocol.ts';

/** The AWS SDK's own client of the store. */
export function bareClient({ region, dynamodb }: Pick<Places, 'region' | 'dynamodb'>): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ region, endpoint: dynamodb, credentials });
}

/** Plain values as DynamoDB has them. */
export function typed(values: object): Record<string, AttributeValue> {
  return marshall({ ...values });
}

/** Raises an error unless there are as many as there have to be. */
export function exactly<Thing>(count: number, things: readonly Thing[] | undefined): readonly Thing[] {
  if (things?.length !== count) throw new Error(`There should be ${count}, and there are ${things?.length ?? 0}.`);
  return things;
}

/** Raises an error when there is nothing, or too much. */
export function upTo<Thing>(most: number, things: readonly Thing[] | undefined): readonly Thing[] {
  if (!things?.length || things.length > most) throw new Error(`There are ${things?.length ?? 0}, not 1 to ${most}.`);
  return things;
}
