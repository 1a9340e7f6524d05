import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';

import type { StreamRecord } from './mapping.ts';

/**
 * Converts a record of DynamoDB's stream to Lambda's format: times in seconds, binary values as base64 (AWS Lambda
 * developer guide, "Using AWS Lambda with Amazon DynamoDB").
 */
export function toStreamRecord(
  record: _Record,
  { streamArn, region }: { streamArn: string; region: string },
): StreamRecord {
  const { dynamodb: change = {}, userIdentity } = record;
  const { Keys = {}, NewImage, OldImage } = change;
  return {
    eventID: record.eventID ?? '',
    eventName: record.eventName ?? '',
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN: streamArn,
    ...(userIdentity === undefined
      ? {}
      : { userIdentity: { type: userIdentity.Type ?? '', principalId: userIdentity.PrincipalId ?? '' } }),
    dynamodb: {
      ApproximateCreationDateTime: creationSeconds(change.ApproximateCreationDateTime),
      Keys: toJson(Keys),
      ...(NewImage === undefined ? {} : { NewImage: toJson(NewImage) }),
      ...(OldImage === undefined ? {} : { OldImage: toJson(OldImage) }),
      SequenceNumber: change.SequenceNumber ?? '',
      SizeBytes: change.SizeBytes ?? 0,
      StreamViewType: change.StreamViewType ?? '',
    },
  };
}

/**
 * The creation time of a record. DynamoDB Local rounds down to the minute, AWS to the second. That would make a record
 * up to a minute older, so within that minute the current time is used.
 */
function creationSeconds(given: Date = new Date(0), now = Date.now()): number {
  const seconds = Math.floor(given.getTime() / 1000);
  return seconds % 60 === 0 ? Math.max(seconds, Math.min(Math.floor(now / 1000), seconds + 59)) : seconds;
}

function toJson(item: Readonly<Record<string, AttributeValue>>): unknown {
  return withBase64(item);
}

function withBase64(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(withBase64);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withBase64(each)]));
}
