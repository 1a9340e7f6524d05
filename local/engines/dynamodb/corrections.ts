import { randomUUID } from 'node:crypto';
import type { TransactWriteItemsInput, UpdateItemInput } from '@aws-sdk/client-dynamodb';

import type { Connections, HttpRequest, Received } from './connections.ts';
import type { Update } from './indexKeys.ts';
import { IndexKeys, typeMismatch } from './indexKeys.ts';
import { isWrongForItsItem, reasonsOf } from './transactions.ts';
import type { Answer, Ask } from './wire.ts';
import { asking } from './wire.ts';

type TableUpdate = Update & { readonly TableName?: string | undefined };

/**
 * Connections that bring DynamoDB's answers where DynamoDB Local has others that a caller can see: for updates of an
 * index's key to another type, and for updates in a transaction that their item does not allow. It checks each request when
 * it is sent, so all users of a client get the same answers.
 * @param engine where DynamoDB Local itself is
 */
export function corrected(uncorrected: Connections, engine: string): Connections {
  const keys = new IndexKeys();
  const mismatchIn = async (update: TableUpdate | undefined, ask: Ask) =>
    update?.TableName === undefined ? undefined : typeMismatch(update, await keys.of(update.TableName, ask));

  async function updateItem(request: HttpRequest, next: () => Promise<Received>): Promise<Received> {
    const ask = asking(engine, request.headers);
    const mismatch = await mismatchIn(inputOf(request) as UpdateItemInput, ask);
    return mismatch === undefined ? await next() : refused('ValidationException', { message: mismatch });
  }

  async function transactWriteItems(request: HttpRequest, next: () => Promise<Received>): Promise<Received> {
    const ask = asking(engine, request.headers);
    const { TransactItems: writes = [] } = inputOf(request) as TransactWriteItemsInput;
    const problems = await Promise.all(writes.map(({ Update }) => mismatchIn(Update, ask)));
    let fallback: Received | undefined;
    if (problems.every((problem) => problem === undefined)) {
      const received = await next();
      const answer = refusalIn(received);
      if (answer === undefined || !isWrongForItsItem(answer)) return received;
      fallback = received;
    }
    const reasons = await reasonsOf(writes, problems, ask);
    if (!Array.isArray(reasons)) return fallback ?? answered(reasons.body);
    // None: the items are others by now.
    if (fallback !== undefined && reasons.every(({ Code }) => Code === 'None')) return fallback;
    const codes = reasons.map(({ Code }) => Code).join(', ');
    const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
    return refused('TransactionCanceledException', { message, CancellationReasons: reasons });
  }

  return {
    ...uncorrected,
    handle(request, options) {
      const next = () => uncorrected.handle(request, options);
      const operation = request.headers['x-amz-target']?.split('.').at(-1);
      if (operation === 'UpdateItem') return updateItem(request, next);
      return operation === 'TransactWriteItems' ? transactWriteItems(request, next) : next();
    },
  };
}

/** The header names the operation, and so tells what this is. */
function inputOf({ body }: HttpRequest): unknown {
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
}

/** What a refusal says. */
function refusalIn({ response: { statusCode, body } }: Received): Answer | undefined {
  if (statusCode !== 400) return undefined;
  return { status: statusCode, body: JSON.parse(new TextDecoder().decode(body)) as Answer['body'] };
}

function refused(name: string, more: object): Received {
  return answered({ ...more, __type: `com.amazonaws.dynamodb.v20120810#${name}` });
}

/** An error as DynamoDB's JSON protocol has it. */
function answered(body: object): Received {
  return {
    response: {
      statusCode: 400,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
      body: Buffer.from(JSON.stringify(body)),
    },
  };
}
