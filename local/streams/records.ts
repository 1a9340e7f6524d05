import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';

import type { StreamRecord } from './mapping.ts';

/**
 * A record of DynamoDB's stream as Lambda hands it to a function: times in seconds, binary values as base64 (AWS Lambda
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
 * DynamoDB Local rounds down to the minute where AWS does to the second, which would age a record by up to a minute:
 * within that minute, the time at which it is read comes closest.
 */
function creationSeconds(told: Date = new Date(0), now = Date.now()): number {
  const seconds = Math.floor(told.getTime() / 1000);
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
