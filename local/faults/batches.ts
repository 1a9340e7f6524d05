import type { Answer } from '../services/service.ts';
import { errorAnswer } from './answers.ts';
import type { Call } from './rule.ts';

type Tables = Readonly<Record<string, unknown>>;

/** One request of a batch, with its table. */
type Request = readonly [table: string, request: unknown];

/**
 * Executes a batch without its last requests, which are returned as unprocessed (Amazon DynamoDB API reference,
 * "BatchWriteItem" and "BatchGetItem"). If no request would be executed, the batch is throttled, as DynamoDB does it.
 * @param send gets the body of the batch to execute
 */
export async function leaveUnprocessed(
  call: Call,
  count: number,
  send: (body: string) => Promise<Answer>,
): Promise<Answer> {
  const input = call.input as { readonly RequestItems: Tables };
  const form = call.operation === 'BatchWriteItem' ? writes : reads;
  const requests = Object.entries(input.RequestItems).flatMap(([table, asked]) =>
    form.requestsOf(asked).map((request): Request => [table, request]),
  );
  const cut = requests.length - count;
  if (cut <= 0) return errorAnswer(call, 'throttled');
  const join = (part: readonly Request[]) => tablesOf(part, input.RequestItems, form);
  const answer = await send(JSON.stringify({ ...input, RequestItems: join(requests.slice(0, cut)) }));
  if (answer.status !== 200) return answer;
  const output = JSON.parse(answer.body.toString()) as Tables;
  // It is the checksum of the original body.
  const headers = Object.entries(answer.headers).filter(([name]) => name !== 'x-amz-crc32');
  return {
    ...answer,
    headers: Object.fromEntries(headers),
    body: JSON.stringify({ ...output, [form.left]: join(requests.slice(cut)) }),
  };
}

interface Form {
  /** Splits the requests to one table. */
  readonly requestsOf: (asked: unknown) => readonly unknown[];
  /** Joins requests to one table again. */
  readonly asked: (requests: readonly unknown[], before: unknown) => unknown;
  /** The field of the answer for unprocessed requests. */
  readonly left: string;
}

const writes: Form = {
  requestsOf: (asked) => asked as readonly unknown[],
  asked: (requests) => requests,
  left: 'UnprocessedItems',
};

const reads: Form = {
  requestsOf: (asked) => (asked as { readonly Keys: readonly unknown[] }).Keys,
  asked: (requests, before) => ({ ...(before as Tables), Keys: requests }),
  left: 'UnprocessedKeys',
};

function tablesOf(requests: readonly Request[], before: Tables, form: Form): Tables {
  const tables = [...new Set(requests.map(([table]) => table))];
  const ofTable = (name: string) => requests.filter(([table]) => table === name).map(([, request]) => request);
  return Object.fromEntries(tables.map((table) => [table, form.asked(ofTable(table), before[table])]));
}
