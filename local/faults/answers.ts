import { randomUUID } from 'node:crypto';

import { fcmError, json } from '../fcm/errors.ts';
import { lambdaError } from '../lambda/api/errors.ts';
import type { Answer } from '../services/service.ts';
import { type Call, itemCount } from './rule.ts';

interface ServiceError {
  readonly status: number;
  readonly name: string;
  readonly message: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The error format of each service: its JSON protocol, and the prefix of an error's name. */
const protocols = {
  dynamodb: { version: '1.0', namespace: 'com.amazonaws.dynamodb.v20120810#' },
  'cognito-idp': { version: '1.1', namespace: '' },
  secretsmanager: { version: '1.1', namespace: '' },
};

const throttled = {
  dynamodb: {
    status: 400,
    name: 'ProvisionedThroughputExceededException',
    message: 'The level of configured provisioned throughput for the table was exceeded.',
  },
  'cognito-idp': { status: 400, name: 'TooManyRequestsException', message: 'Rate exceeded' },
  secretsmanager: { status: 400, name: 'ThrottlingException', message: 'Rate exceeded' },
};

const failed = {
  dynamodb: { status: 500, name: 'InternalServerError', message: 'Internal server error' },
  'cognito-idp': { status: 500, name: 'InternalErrorException', message: 'Internal error' },
  secretsmanager: {
    status: 500,
    name: 'InternalServiceError',
    message: 'An unexpected error occurred on the server side.',
  },
};

/** Services whose errors have another form than AWS's JSON protocol. */
const otherForms: Readonly<Record<string, Readonly<Record<'throttled' | 'failed', (call: Call) => Answer>>>> = {
  lambda: {
    throttled: () => lambdaError(429, 'TooManyRequestsException', 'Rate Exceeded.'),
    failed: () => lambdaError(500, 'ServiceException', 'The service encountered an internal error.'),
  },
  fcm: {
    throttled: ({ operation }) =>
      operation === 'token' ? json(429, { error: 'rate_limit_exceeded' }) : fcmError('QUOTA_EXCEEDED'),
    failed: ({ operation }) =>
      operation === 'token' ? json(500, { error: 'internal_failure' }) : fcmError('INTERNAL'),
  },
};

/**
 * The error answer of a service (Amazon DynamoDB developer guide, "Error handling with DynamoDB"; Amazon Cognito user
 * pools API reference, "Common Errors"; AWS Secrets Manager API reference, "GetSecretValue").
 * @param position for a conflict: the item that another transaction holds
 */
export function errorAnswer(call: Call, fault: 'conflict' | 'throttled' | 'failed', position = 0): Answer {
  const form = fault === 'conflict' ? undefined : otherForms[call.service]?.[fault];
  if (form !== undefined) return form(call);
  const service = call.service === 'cognito-idp' || call.service === 'secretsmanager' ? call.service : 'dynamodb';
  const errors = { throttled: throttled[service], failed: failed[service], conflict: conflict(call, position) };
  const { status, name, message, more }: ServiceError = errors[fault];
  const { version, namespace } = protocols[service];
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify({ __type: `${namespace}${name}`, message, ...more }),
  };
}

/**
 * The error of a conflict (Amazon DynamoDB API reference, "TransactWriteItems"): one reason for each item, in order. A
 * write of one item has a separate error.
 */
function conflict(call: Call, position: number): ServiceError {
  if (!call.operation.startsWith('Transact')) {
    return { status: 400, name: 'TransactionConflictException', message: 'Transaction is ongoing for the item' };
  }
  const reasons = Array.from({ length: itemCount(call) }, (_, index) =>
    index === position
      ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
      : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return {
    status: 400,
    name: 'TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    more: { CancellationReasons: reasons },
  };
}
