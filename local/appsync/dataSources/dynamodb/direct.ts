import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The part of DynamoDBClient that data sources use. */
export type DynamoDbCalls = Pick<DynamoDBClient, 'send'>;

type Command = Parameters<DynamoDBClient['send']>[0];
type Options = Exclude<Parameters<DynamoDBClient['send']>[1], undefined | ((...values: never[]) => void)>;

/** An HTTP request in the form that the SDK's request handler takes. */
interface Request {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly method: 'POST';
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Record<string, string>;
  readonly body: string;
}

interface Received {
  readonly response: { readonly statusCode: number; readonly body: unknown };
}

interface Handler {
  handle(request: Request, options: Options): Promise<Received>;
}

/** The outcome of an attempt: the response's JSON, or a function that hands the failure to the SDK. */
type Attempt = { readonly output: unknown } | { readonly failed: () => Promise<Received> };

/**
 * Calls DynamoDB without the SDK's middleware, which costs several times as much as the call itself. The first attempt
 * goes to the client's own endpoint over the client's own connections. For any result except a success with a body of
 * bytes, the SDK gets the response as if it had made the attempt. It then creates the error and retries. A client
 * without an endpoint of its own is used unchanged.
 */
export function direct(client: DynamoDBClient): DynamoDbCalls {
  let endpoint: Promise<Endpoint | undefined> | undefined;
  const send = async (command: Command, options: Options = {}): Promise<unknown> => {
    const known = await (endpoint ??= endpointOf(client));
    if (known === undefined) return client.send(command as never, options);
    const request = requestFor(command, known);
    const attempt = await attempted(client.config.requestHandler, request, options);
    if ('output' in attempt) return attempt.output;
    resume(command, request.headers, attempt.failed);
    return client.send(command as never, options);
  };
  // The SDK declares one overload of `send` for each command; this function takes every command.
  return { send: send as DynamoDBClient['send'] };
}

interface Endpoint extends Pick<Request, 'protocol' | 'hostname' | 'port' | 'path'> {
  readonly host: string;
  /** Local engines use the key and the region to tell databases apart; they do not check the signature. */
  readonly authorization: string;
}

async function endpointOf({ config }: DynamoDBClient): Promise<Endpoint | undefined> {
  if (config.endpoint === undefined) return undefined;
  const [{ protocol, hostname, port, path }, region, { accessKeyId }] = await Promise.all([
    config.endpoint(),
    config.region(),
    config.credentials(),
  ]);
  const scope = `${accessKeyId}/${new Date().toISOString().slice(0, 10).replaceAll('-', '')}/${region}/dynamodb/aws4_request`;
  return {
    protocol,
    hostname,
    path,
    ...(port === undefined ? {} : { port }),
    host: port === undefined ? hostname : `${hostname}:${port}`,
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-target, Signature=unsigned`,
  };
}

/** Builds a request of the AWS JSON protocol 1.0 (DynamoDB API reference). */
function requestFor(command: Command, { host, authorization, ...target }: Endpoint): Request {
  const operation = command.constructor.name.replace(/Command$/, '');
  // The SDK would generate a token too. A retry after a lost response must send the same token.
  if (operation === 'TransactWriteItems') Object.assign(command.input, { ClientRequestToken: randomUUID() });
  const body = JSON.stringify(command.input, binaryAsBase64);
  return {
    ...target,
    method: 'POST',
    query: {},
    headers: {
      host,
      authorization,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'amz-sdk-invocation-id': randomUUID(),
    },
    body,
  };
}

function binaryAsBase64(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  // JSON.stringify calls `toJSON` of a Buffer before it calls this function, so `value` is no longer the Buffer.
  const original = this[key];
  return original instanceof Uint8Array ? Buffer.from(original).toString('base64') : value;
}

const utf8 = new TextDecoder();
/** Every JSON text with binary values matches; `"B"` may also be the name of an attribute. */
const binary = /"BS?"/;

async function attempted(handler: Handler, request: Request, options: Options): Promise<Attempt> {
  try {
    const received = await handler.handle(request, options);
    const { statusCode, body } = received.response;
    if (statusCode !== 200 || !(body instanceof Uint8Array)) return { failed: () => Promise.resolve(received) };
    const text = utf8.decode(body);
    const output: unknown = JSON.parse(text);
    return { output: binary.test(text) ? withBinary(output) : output };
  } catch (error) {
    return {
      failed: () => {
        throw error;
      },
    };
  }
}

/**
 * Gives the SDK our attempt's outcome as its first attempt. The SDK makes the retries itself, with the same invocation
 * id.
 */
function resume(
  command: Command,
  { 'amz-sdk-invocation-id': id = '' }: Request['headers'],
  failed: () => Promise<Received>,
) {
  let isFirst = true;
  command.middlewareStack.add(
    (next) => async (args) => {
      (args.request as Request).headers['amz-sdk-invocation-id'] = id;
      if (!isFirst) return next(args);
      isFirst = false;
      return await failed();
    },
    { step: 'deserialize', priority: 'low' },
  );
}

/** Decodes base64 values in place. An attribute value's `B` is a string; an attribute named `B` has an object. */
function withBinary(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    const field = fields[name];
    if (name === 'B' && typeof field === 'string') fields[name] = Buffer.from(field, 'base64');
    else if (name === 'BS' && Array.isArray(field))
      fields[name] = field.map((entry) => Buffer.from(String(entry), 'base64'));
    else withBinary(field);
  }
  return fields;
}
