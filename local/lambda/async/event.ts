import type { FunctionError } from '../function.ts';

/** How a function's asynchronous events are handled, with Lambda's defaults (`AWS::Lambda::EventInvokeConfig`). */
export interface AsyncSettings {
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  /** The ARN that gets the record of an event that failed at every attempt. */
  readonly onFailureArn?: string;
  /** The ARN that gets the record of an event that succeeded. */
  readonly onSuccessArn?: string;
}

/** AWS Lambda developer guide, "How Lambda handles errors and retries with asynchronous invocation". */
export const defaultSettings: AsyncSettings = { maximumRetries: 2, maximumAgeSeconds: 6 * 60 * 60 };

/** An event in the queue of a function. */
export interface QueuedEvent {
  readonly requestId: string;
  readonly functionName: string;
  /** JSON. */
  readonly payload: string;
  /** Epoch milliseconds. */
  readonly queuedAt: number;
  /** How often the function has run for it. */
  readonly invoked: number;
}

/** The record of an event as a destination gets it (AWS Lambda developer guide, "Capturing records of Lambda asynchronous invocations"). */
export interface InvocationRecord {
  readonly version: '1.0';
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  readonly responseContext?: {
    readonly statusCode: number;
    readonly executedVersion: string;
    readonly functionError?: string;
  };
  readonly responsePayload?: unknown;
}

/** A failed event as its `OnFailure` destination gets it. */
export interface FailedEvent {
  readonly destination: string;
  readonly message: InvocationRecord;
}

/** A failed event as the dead-letter queue of its function gets it: the event itself (AWS Lambda developer guide, "Adding a dead-letter queue"). */
export interface DiscardedEvent {
  readonly destination: string;
  readonly message: unknown;
  readonly attributes: {
    readonly RequestID: string;
    /** An HTTP status. */
    readonly ErrorCode: number;
    /** At most 1 KB. */
    readonly ErrorMessage: string;
  };
}

/** What came of the last attempt. */
export type LastAttempt =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: FunctionError }
  /** Lambda refused to run the function. */
  | { readonly refused: string; readonly status: number };

/** The record of an event. */
export function recordOf(
  event: QueuedEvent,
  functionArn: string,
  condition: InvocationRecord['requestContext']['condition'],
  last: LastAttempt | undefined,
): InvocationRecord {
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: event.invoked,
    },
    requestPayload: JSON.parse(event.payload) as unknown,
    ...(last !== undefined && 'ok' in last
      ? {
          responseContext: {
            statusCode: 200,
            executedVersion: '$LATEST',
            ...(last.ok ? {} : { functionError: 'Unhandled' }),
          },
          responsePayload: last.ok ? last.value : last.error,
        }
      : {}),
  };
}

/** A failed event for the dead-letter queue. */
export function discardedEvent(
  destination: string,
  { requestId, payload }: QueuedEvent,
  last: LastAttempt | undefined,
): DiscardedEvent {
  const refused = last !== undefined && 'refused' in last ? last : undefined;
  const failure = last !== undefined && 'ok' in last && !last.ok ? last.error.errorMessage : '';
  return {
    destination,
    message: JSON.parse(payload) as unknown,
    attributes: {
      RequestID: requestId,
      ErrorCode: refused?.status ?? 200,
      ErrorMessage: Buffer.from(refused?.refused ?? failure)
        .subarray(0, 1_024)
        .toString(),
    },
  };
}
