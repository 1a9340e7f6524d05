import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { DynamoDBClient, TransactWriteItemsInput, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { IndexKeys, typeMismatch } from './indexKeys.ts';
import type { Update } from './indexKeys.ts';
import { isWrongForItsItem, reasonsOf } from './transactions.ts';
import { asking } from './wire.ts';
import type { Answer, Ask } from './wire.ts';

/** What the SDK, which leaves these types open, has a client's connections carry. */
type Handle = (request: HttpRequest, options?: Options) => Promise<Handled>;
type Options = Parameters<DynamoDBClient['config']['requestHandler']['handle']>[1];

interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

interface Handled {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Readable;
  };
}

type TableUpdate = Update & { readonly TableName?: string | undefined };

/**
 * Has a client get DynamoDB's answers where DynamoDB Local has others that a caller can see: for updates of an index's
 * key to another type, and for updates in a transaction that their item does not allow. It sees to requests as they go
 * out, whoever of the client's users has made them.
 * @param engine where DynamoDB Local itself is
 */
export function correct(client: DynamoDBClient, engine: string): void {
  const handler: { handle: Handle } = client.config.requestHandler;
  const handle = handler.handle.bind(handler);
  const keys = new IndexKeys();
  const mismatchIn = async (update: TableUpdate | undefined, ask: Ask) =>
    update?.TableName === undefined ? undefined : typeMismatch(update, await keys.of(update.TableName, ask));

  async function updateItem(request: HttpRequest, next: () => Promise<Handled>): Promise<Handled> {
    const ask = asking(engine, request.headers);
    const mismatch = await mismatchIn(inputOf(request) as UpdateItemInput, ask);
    return mismatch === undefined ? await next() : refused('ValidationException', { message: mismatch });
  }

  async function transactWriteItems(request: HttpRequest, next: () => Promise<Handled>): Promise<Handled> {
    const ask = asking(engine, request.headers);
    const { TransactItems: writes = [] } = inputOf(request) as TransactWriteItemsInput;
    const problems = await Promise.all(writes.map(({ Update }) => mismatchIn(Update, ask)));
    let fallback: Handled | undefined;
    if (problems.every((problem) => problem === undefined)) {
      const [handled, answer] = await read(await next());
      if (answer === undefined || !isWrongForItsItem(answer)) return handled;
      fallback = handled;
    }
    const reasons = await reasonsOf(writes, problems, ask);
    if (!Array.isArray(reasons)) return fallback ?? answered(reasons.body);
    // None: the items are others by now.
    if (fallback !== undefined && reasons.every(({ Code }) => Code === 'None')) return fallback;
    const codes = reasons.map(({ Code }) => Code).join(', ');
    const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
    return refused('TransactionCanceledException', { message, CancellationReasons: reasons });
  }

  handler.handle = async (request, options) => {
    const next = () => handle(request, options);
    const operation = request.headers['x-amz-target']?.split('.').at(-1);
    if (operation === 'UpdateItem') return await updateItem(request, next);
    return operation === 'TransactWriteItems' ? await transactWriteItems(request, next) : await next();
  };
}

/** The header names the operation, and so tells what this is. */
function inputOf({ body }: HttpRequest): unknown {
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
}

/** What an error says, and the answer again, which can be read once. */
async function read({ response }: Handled): Promise<[Handled, Answer | undefined]> {
  if (response.statusCode !== 400) return [{ response }, undefined];
  const body = await text(response.body);
  const again = { response: { ...response, body: Readable.from([Buffer.from(body)]) } };
  return [again, { status: response.statusCode, body: JSON.parse(body) as Answer['body'] }];
}

function refused(name: string, more: object): Handled {
  return answered({ ...more, __type: `com.amazonaws.dynamodb.v20120810#${name}` });
}

/** An error as DynamoDB's JSON protocol has it. */
function answered(body: object): Handled {
  return {
    response: {
      statusCode: 400,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
      body: Readable.from([Buffer.from(JSON.stringify(body))]),
    },
  };
}
