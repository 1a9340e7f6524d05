import type { Answer } from '../services/service.ts';

/** FCM's own codes of failures (Firebase, FCM REST reference, "ErrorCode"). */
export type FcmErrorCode =
  | 'UNREGISTERED'
  | 'INVALID_ARGUMENT'
  | 'SENDER_ID_MISMATCH'
  | 'QUOTA_EXCEEDED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  | 'THIRD_PARTY_AUTH_ERROR';

interface Failure {
  readonly status: number;
  /** Google's general name of the status. */
  readonly name: string;
  readonly message: string;
}

/** The messages are those that clients report, in issues of firebase-admin-node, firebase-admin-go and others. */
const failures: Readonly<Record<FcmErrorCode, Failure>> = {
  UNREGISTERED: { status: 404, name: 'NOT_FOUND', message: 'Requested entity was not found.' },
  INVALID_ARGUMENT: {
    status: 400,
    name: 'INVALID_ARGUMENT',
    message: 'The registration token is not a valid FCM registration token',
  },
  SENDER_ID_MISMATCH: { status: 403, name: 'PERMISSION_DENIED', message: 'SenderId mismatch' },
  QUOTA_EXCEEDED: { status: 429, name: 'RESOURCE_EXHAUSTED', message: 'Device message rate exceeded.' },
  UNAVAILABLE: { status: 503, name: 'UNAVAILABLE', message: 'The service is currently unavailable.' },
  INTERNAL: { status: 500, name: 'INTERNAL', message: 'Internal error encountered.' },
  THIRD_PARTY_AUTH_ERROR: {
    status: 401,
    name: 'UNAUTHENTICATED',
    message: 'Auth error from APNS or Web Push Service',
  },
};

/** Firebase, "Best practices when sending FCM messages at scale": 60 seconds where a 429 has no Retry-After. */
const retryAfterQuota = 60;

/**
 * An error answer of FCM.
 * @param retryAfterSeconds the header Retry-After of QUOTA_EXCEEDED (default 60) and UNAVAILABLE (default: none)
 */
export function fcmError(code: FcmErrorCode, retryAfterSeconds?: number): Answer {
  const { status, name, message } = failures[code];
  const quota = {
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [{ subject: 'device', description: message }],
  };
  const details = [fcmDetail(code), ...(code === 'QUOTA_EXCEEDED' ? [quota] : [])];
  const after = retryAfterSeconds ?? (code === 'QUOTA_EXCEEDED' ? retryAfterQuota : undefined);
  return googleError(status, name, message, details, after === undefined ? {} : { 'retry-after': String(after) });
}

function fcmDetail(errorCode: FcmErrorCode) {
  return { '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode };
}

/**
 * The answer to a message that does not fit the schema (Firebase, "FCM error codes", example 1).
 * @param isOfFcm whether FCM itself refuses the value; otherwise Google's front end does, without a code of FCM
 */
export function invalidMessage(field: string, description: string, isOfFcm = false): Answer {
  const violation = { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description }] };
  const details = isOfFcm ? [violation, fcmDetail('INVALID_ARGUMENT')] : [violation];
  return googleError(400, 'INVALID_ARGUMENT', description, details);
}

/** An error answer of a Google API (Google Cloud APIs, "Errors"). */
export function googleError(
  code: number,
  status: string,
  message: string,
  details?: readonly unknown[],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const error = { code, message, status, ...(details && { details }) };
  return { ...json(code, { error }), headers: { ...json(code, {}).headers, ...headers } };
}

/** An answer of a Google API. */
export function json(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}
