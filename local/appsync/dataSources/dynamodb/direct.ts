import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** As much of a DynamoDBClient as data sources need. */
export type DynamoDbCalls = Pick<DynamoDBClient, 'send'>;

type Command = Parameters<DynamoDBClient['send']>[0];
type Options = Exclude<Parameters<DynamoDBClient['send']>[1], undefined | ((...values: never[]) => void)>;

/** An HTTP request as the SDK's handler of them takes it. */
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

/** What an attempt came to: the answer's JSON, or what the SDK has to judge. */
type Attempt = { readonly output: unknown } | { readonly failed: () => Promise<Received> };

/**
 * Calls DynamoDB without the SDK's many steps, which cost several times what the call itself costs. A first attempt goes
 * straight to the client's own endpoint, over the client's own connections. All but success, in bytes, is the SDK's
 * affair: it is shown what came back, words the error and tries again, as if it had made the attempt itself.
 * A client without an endpoint of its own is used as it is.
 */
export function direct(client: DynamoDBClient): DynamoDbCalls {
  let place: Promise<Place | undefined> | undefined;
  const send = async (command: Command, options: Options = {}): Promise<unknown> => {
    const known = await (place ??= placeOf(client));
    if (known === undefined) return client.send(command as never, options);
    const request = requestFor(command, known);
    const attempt = await attempted(client.config.requestHandler, request, options);
    if ('output' in attempt) return attempt.output;
    resume(command, request.headers, attempt.failed);
    return client.send(command as never, options);
  };
  // The SDK declares `send` once for each command; this one takes them all alike.
  return { send: send as DynamoDBClient['send'] };
}

interface Place extends Pick<Request, 'protocol' | 'hostname' | 'port' | 'path'> {
  readonly host: string;
  /** Local engines tell databases apart by key and region; a signature they don't check. */
  readonly authorization: string;
}

async function placeOf({ config }: DynamoDBClient): Promise<Place | undefined> {
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

/** AWS's JSON protocol 1.0, as DynamoDB's API reference has it. */
function requestFor(command: Command, { host, authorization, ...place }: Place): Request {
  const operation = command.constructor.name.replace(/Command$/, '');
  // The SDK would make the token up too, and an attempt after a lost answer has to bring the same one.
  if (operation === 'TransactWriteItems') Object.assign(command.input, { ClientRequestToken: randomUUID() });
  const body = JSON.stringify(command.input, binaryAsBase64);
  return {
    ...place,
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
  // What a Buffer says of itself comes here as its value.
  const held = this[key];
  return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value;
}

const utf8 = new TextDecoder();
/** What a text must hold to have binary values in it; it may also be the name of an attribute. */
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

/** Lets the SDK's first attempt meet what ours met; the later ones it makes itself, as attempts at the same call. */
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

/** Turns base64 back into bytes, in place. An attribute value's `B` is text; an attribute of that name is an object. */
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
