import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

import { DataSourceError } from '../dataSource.ts';

/**
 * Waits for a call to DynamoDB.
 * @throws DataSourceError with AppSync's message, if the call fails
 */
export async function calling<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw failureOf(error);
  }
}

/** Converts a failed call to DynamoDB to the error that `ctx.error` shows. */
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
