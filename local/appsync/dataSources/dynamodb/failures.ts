import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

import { DataSourceError } from '../dataSource.ts';

/** Runs a call to DynamoDB; what it raises becomes a DataSourceError as AppSync words it. */
export async function calling<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw failureOf(error);
  }
}

/** A failure of a call to DynamoDB as `ctx.error` shows it. */
export function failureOf(error: unknown, result: unknown = null): DataSourceError {
  if (error instanceof DynamoDBServiceException) {
    const { httpStatusCode = 400, requestId = '' } = error.$metadata;
    // aws-appsync-community#343.
    const origin = `Service: DynamoDb, Status Code: ${httpStatusCode}, Request ID: ${requestId}`;
    return new DataSourceError(`DynamoDB:${error.name}`, `${error.message} (${origin})`, result, error);
  }
  const message = error instanceof Error ? error.message : 'unknown failure';
  return new DataSourceError('DynamoDB:SdkClientException', `DynamoDB could not be reached: ${message}`, result, error);
}
