import type { Pattern } from './pattern.ts';

/** How a table's stream calls a function, every default filled in. */
export interface StreamMapping {
  readonly id: string;
  /** For messages. */
  readonly name: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** A record that fits one of them is delivered; without any, each is. */
  readonly patterns: readonly Pattern[];
  readonly batchSize: number;
  /** Of one shard. */
  readonly batchesAtOnce: number;
  readonly batchingWindowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly bisects: boolean;
  /** -1: until the record is too old. */
  readonly maximumRetries: number;
  /** -1: as long as the stream keeps it. */
  readonly maximumAgeSeconds: number;
  /** The queue that is told what was given up. */
  readonly deadLetterArn?: string;
}

/** A record as Lambda hands it to a function. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  /** Who made the change, where that is DynamoDB's own time to live. */
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: unknown;
    readonly NewImage?: unknown;
    readonly OldImage?: unknown;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
}

/** A batch that was given up, as the queue gets told (AWS Lambda developer guide, "Retain records of failed batches"). */
export interface DeadLetter {
  readonly destination: string;
  readonly message: {
    readonly requestContext: {
      readonly requestId: string;
      readonly functionArn: string;
      readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
      readonly approximateInvokeCount: number;
    };
    readonly responseContext: {
      readonly statusCode: number;
      readonly executedVersion: string;
      readonly functionError: string | null;
    };
    readonly version: '1.0';
    readonly timestamp: string;
    readonly DDBStreamBatchInfo: {
      readonly shardId: string;
      readonly startSequenceNumber: string;
      readonly endSequenceNumber: string;
      readonly approximateArrivalOfFirstRecord: string;
      readonly approximateArrivalOfLastRecord: string;
      readonly batchSize: number;
      readonly streamArn: string;
    };
  };
}
