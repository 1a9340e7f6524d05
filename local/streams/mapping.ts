import type { Pattern } from './pattern.ts';

/** An event source mapping of a table's stream, with all defaults. */
export interface StreamMapping {
  readonly id: string;
  /** The name in messages. */
  readonly name: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** A record that matches one of the patterns is delivered; without patterns every record is. */
  readonly patterns: readonly Pattern[];
  readonly batchSize: number;
  /** The maximum number of concurrent batches of one shard. */
  readonly parallelizationFactor: number;
  readonly batchingWindowSeconds: number;
  readonly reportsItemFailures: boolean;
  readonly bisects: boolean;
  /** -1: until the record is too old. */
  readonly maximumRetries: number;
  /** -1: as long as the stream keeps the record. */
  readonly maximumAgeSeconds: number;
  /** The queue for dead letters. */
  readonly deadLetterArn?: string;
}

/** A record as a function gets it from Lambda. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  /** The author of the change, if it was DynamoDB's TTL. */
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

/** A failed batch as the queue gets it (AWS Lambda developer guide, "Retain records of failed batches"). */
export interface StreamDeadLetter {
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
