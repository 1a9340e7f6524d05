import { randomUUID } from 'node:crypto';

import type { Principals } from '../../iam/principals.ts';
import { deniedMessage, signerOf } from '../../iam/signature.ts';
import { type Answer, type LocalService, parsed, type ServiceRequest } from '../../services/service.ts';
import { InvocationRefused, type LambdaFunction, type Outcome } from '../function.ts';
import { lambdaError } from './errors.ts';

export interface LambdaApiOptions {
  readonly region: string;
  readonly functions: readonly LambdaFunction[];
  readonly principals: Principals;
  /** Runs a function for a caller. */
  readonly run: (declared: LambdaFunction, event: unknown, from: Invoker) => Promise<Outcome>;
  /** Adds an event to the asynchronous queue of a function. */
  readonly enqueue: (declared: LambdaFunction, payload: string, requestId: string) => void;
}

interface Invoker {
  readonly caller: string;
  readonly requestId: string;
}

/** AWS Lambda developer guide, "Lambda quotas": 6 MB for a synchronous event and for an answer, 1 MB for an asynchronous event. */
const largest = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456, answer: 6_291_556 };

/** `/2015-03-31/functions/NAME/invocations?Qualifier=…` */
const pathForm = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(\?.*)?$/;

/** A name, a partial ARN or an ARN, with or without a qualifier (AWS Lambda API reference, "Invoke", FunctionName). */
const nameForm = /^(?:(?:arn:[\w-]+:lambda:)?(?:[a-z0-9-]+:)?(?:\d{12}:)?function:)?([\w-]+)(?::([\w$-]+))?$/;

/** Lambda's Invoke (AWS Lambda API reference). Callers need `lambda:InvokeFunction` on the function. */
export function lambdaApi(options: LambdaApiOptions): LocalService {
  return {
    callOf: ({ rest, body }) =>
      pathForm.test(rest) ? { operation: 'Invoke', input: parsed(body) ?? null } : undefined,
    answer: async (request) => await invoke(request, options),
  };
}

async function invoke(request: ServiceRequest, options: LambdaApiOptions): Promise<Answer> {
  const [, encoded, query = ''] = pathForm.exec(request.rest) ?? [];
  if (encoded === undefined || request.method !== 'POST') {
    return lambdaError(404, 'UnknownOperationException', 'The local host serves the operation Invoke of Lambda alone.');
  }
  const signer = signerOf(request, options.principals, { service: 'lambda', region: options.region });
  if (signer === null) {
    return lambdaError(403, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  const asked = nameForm.exec(decoded(encoded));
  const qualifier = new URLSearchParams(query).get('Qualifier') ?? asked?.[2] ?? '$LATEST';
  const arnOf = (name: string) => options.functions[0]?.arn.replace(/[^:]*$/, name) ?? name;
  const functionArn = arnOf(asked?.[1] ?? '');
  const named = qualifier === '$LATEST' ? functionArn : `${functionArn}:${qualifier}`;
  if (!signer.rights('lambda:InvokeFunction', named)) {
    return lambdaError(403, 'AccessDeniedException', deniedMessage(signer, 'lambda:InvokeFunction', named));
  }
  const declared = options.functions.find(({ arn }) => arn === functionArn);
  if (declared === undefined || qualifier !== '$LATEST') {
    return lambdaError(404, 'ResourceNotFoundException', `Function not found: ${named}`);
  }
  return await invokeKnown(declared, request, options);
}

/** The text of a path's segment; the segment itself where it is malformed. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

async function invokeKnown(
  declared: LambdaFunction,
  { headers, body, caller }: ServiceRequest,
  { run, enqueue }: LambdaApiOptions,
): Promise<Answer> {
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse' && type !== 'Event' && type !== 'DryRun') {
    return lambdaError(400, 'InvalidParameterValueException', `Unsupported invocation type: ${type}`);
  }
  const unsupported = ['x-amz-client-context', 'x-amz-durable-execution-name'].find((name) => name in headers);
  if (unsupported !== undefined || headers['x-amz-log-type'] === 'Tail') {
    const what = unsupported ?? 'x-amz-log-type Tail';
    return lambdaError(400, 'InvalidParameterValueException', `The local host does not support the header ${what}.`);
  }
  if (body.length > largest[type]) {
    const message = `Request must be smaller than ${largest[type]} bytes for the InvokeFunction operation`;
    return lambdaError(413, 'RequestTooLargeException', message);
  }
  // Lambda takes no payload for an empty object.
  const payload = body.length === 0 ? '{}' : body.toString();
  const event = parsed(payload);
  if (event === undefined) {
    const message = 'Could not parse request body into json: it is not JSON.';
    return lambdaError(400, 'InvalidRequestContentException', message);
  }
  const requestId = randomUUID();
  const common = { 'x-amzn-requestid': requestId, 'content-type': 'application/json' };
  if (type === 'DryRun') return { status: 204, headers: { 'x-amzn-requestid': requestId }, body: '' };
  if (type === 'Event') {
    enqueue(declared, payload, requestId);
    return { status: 202, headers: { ...common, 'content-length': '0' }, body: '' };
  }
  try {
    const outcome = await run(declared, event, { caller, requestId });
    return answerOf(outcome, common);
  } catch (error) {
    if (!(error instanceof InvocationRefused)) throw error;
    return lambdaError(error.status, error.errorType, error.message);
  }
}

/** A function's error is a good answer of Lambda, with a header that says so. */
function answerOf(outcome: Outcome, common: Readonly<Record<string, string>>): Answer {
  const headers = { ...common, 'x-amz-executed-version': '$LATEST' };
  const body = JSON.stringify((outcome.ok ? outcome.value : outcome.error) ?? null);
  if (outcome.ok && Buffer.byteLength(body) <= largest.answer) return { status: 200, headers, body };
  const failed = { ...headers, 'x-amz-function-error': 'Unhandled' };
  if (!outcome.ok) return { status: 200, headers: failed, body };
  const tooLarge = {
    errorMessage: `Response payload size exceeded maximum allowed payload size (${largest.answer} bytes).`,
    errorType: 'Function.ResponseSizeTooLarge',
  };
  return { status: 200, headers: failed, body: JSON.stringify(tooLarge) };
}
