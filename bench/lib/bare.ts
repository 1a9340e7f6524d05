import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

import type { Places } from './protocol.ts';

/** A client of the store from the AWS SDK, without the product. */
export function bareClient({ region, dynamodb }: Pick<Places, 'region' | 'dynamodb'>): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ region, endpoint: dynamodb, credentials });
}

/** Converts plain values to DynamoDB's notation. */
export function typed(values: object): Record<string, AttributeValue> {
  return marshall({ ...values });
}

/** Returns the items, or throws an error unless there are exactly `count`. */
export function exactly<Value>(count: number, values: readonly Value[] | undefined): readonly Value[] {
  if (values?.length !== count) throw new Error(`There should be ${count}, and there are ${values?.length ?? 0}.`);
  return values;
}

/** Returns the items, or throws an error if there are none or more than `most`. */
export function upTo<Value>(most: number, values: readonly Value[] | undefined): readonly Value[] {
  if (!values?.length || values.length > most) throw new Error(`There are ${values?.length ?? 0}, not 1 to ${most}.`);
  return values;
}
