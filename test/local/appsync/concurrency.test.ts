import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { evaluateCode } from '../../../local/appsync-js/evaluate.ts';
import type { AppSyncApi } from '../../../local/appsync/api.ts';
import { Gate } from '../../support/host/gate.ts';
import { anApi, type Answer, served } from '../../support/host/servedApi.ts';
import { aDynamoDb, type TestDynamoDb, type TestTable } from '../../support/table.ts';

/** What a handler does for its request, besides leaving its mark in the stash and in its module's state. */
const acts = ['nothing', 'header', 'headers', 'error'] as const;
type Act = (typeof acts)[number];

/** One field of a request: its mark, and the act of each handler. */
interface Field {
  readonly mark: string;
  readonly acts: readonly Act[];
  /** The number of the handler that fails; HANDLERS if none fails. */
  readonly fails: number;
}

/** The pipeline's own two handlers, and two of each function. */
const HANDLERS = 10;
const SCHEMA = 'type Query { mark(field: AWSJSON!): AWSJSON }';

/** Leaves marks wherever a handler can, and records the state of the module in the stash. */
const leaving = `
  import { util } from '@aws-appsync/utils';
  const held = { marks: [], last: {} };
  let count = 0;
  function leave(ctx, handler) {
    const { mark, acts, fails } = ctx.args.field;
    count += 1;
    held.marks.push(mark);
    held.last[mark] = handler;
    ctx.stash.trail = (ctx.stash.trail ?? []).concat([[handler, count, held.marks, Object.keys(held.last)]]);
    ctx.stash[mark] = mark;
    const act = acts[handler];
    if (act === 'header') util.http.addResponseHeader('x-mark-' + mark, mark);
    if (act === 'headers') util.http.addResponseHeaders({ ['x-marks-' + mark]: mark, ['x-at-' + mark]: handler });
    if (act === 'error') util.appendError(mark, 'Marked', { mark }, { handler });
    if (fails === handler) util.error(mark, 'Failed', { mark }, { handler });
  }`;

/** A function whose handlers have this number and the next. */
function step(handler: number, request: string, result: string): string {
  return `${leaving}
    export function request(ctx) { leave(ctx, ${handler}); return ${request}; }
    export function response(ctx) {
      leave(ctx, ${handler + 1});
      ctx.stash.results = (ctx.stash.results ?? []).concat([${result}]);
      return ctx.result;
    }`;
}

const typedKey = '{ id: { S: ctx.args.field.mark }, sort: { S: "mark" } }';
const whole = `${leaving}
  export function request(ctx) { leave(ctx, 0); return {}; }
  export function response(ctx) { leave(ctx, 9); return ctx.stash; }`;

/** A pipeline with a table, a Lambda function and a None data source: put, invoke, get, pass on. */
function anApiOn(table: TestTable): AppSyncApi {
  const functions = [
    {
      on: 'table',
      code: step(1, `{ operation: 'PutItem', key: ${typedKey}, attributeValues: {} }`, 'ctx.result.id'),
    },
    { on: 'gate', code: step(3, `{ operation: 'Invoke', payload: ctx.args.field.mark }`, 'ctx.result') },
    { on: 'table', code: step(5, `{ operation: 'GetItem', key: ${typedKey} }`, 'ctx.result.id') },
    { on: 'none', code: step(7, `{ payload: ctx.args.field.mark }`, 'ctx.result') },
  ];
  return anApi({
    schema: SCHEMA,
    resolvers: { 'Query.mark': { code: whole, functions } },
    dataSources: new Map([
      ['none', { type: 'NONE', name: 'none' }],
      ['table', { type: 'AMAZON_DYNAMODB', name: 'table', tableName: table.name }],
      ['gate', { type: 'AWS_LAMBDA', name: 'gate', functionArn: 'gate' }],
    ]),
  });
}

/** The entries that the handlers before `end` add to the stash. */
function trailOf({ mark }: Field, end: number): unknown[] {
  return Array.from({ length: end }, (_, handler) => [handler, 1, [mark], [mark]]);
}

function dataOf(field: Field): unknown {
  const { mark, fails } = field;
  if (fails < HANDLERS) return null;
  return { trail: trailOf(field, HANDLERS), [mark]: mark, results: [mark, mark, mark, mark] };
}

/** The acts of the handlers that run: all up to the failing one. */
function done({ acts: all, fails }: Field): readonly Act[] {
  return all.slice(0, fails + 1);
}

function headersOf(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => {
    const { mark } = field;
    const last = done(field).lastIndexOf('headers');
    const [one, more] = [done(field).includes('header'), last >= 0];
    return [
      ...(one ? [`x-mark-${mark}: ${mark}`] : []),
      ...(more ? [`x-marks-${mark}: ${mark}`, `x-at-${mark}: ${last}`] : []),
    ];
  });
}

function errorsOf(fields: readonly Field[]): string[] {
  return fields.flatMap((field, index) => {
    const textOf = (handler: number, type: string) => errorText([`f${index}`], type, field.mark, handler);
    const appended = done(field).flatMap((act, handler) => (act === 'error' ? [textOf(handler, 'Marked')] : []));
    return field.fails < HANDLERS ? [...appended, textOf(field.fails, 'Failed')] : appended;
  });
}

function errorText(path: unknown, type: unknown, mark: unknown, handler: unknown): string {
  return JSON.stringify({ path, type, mark, handler });
}

/** One client's response in a form that does not depend on the order in which its fields were resolved. */
function seen({ headers, body: { data, errors = [] } }: Answer): unknown {
  const values = Object.values(data as Record<string, string | null>);
  return {
    data: values.map((text) => (text === null ? null : (JSON.parse(text) as unknown))),
    headers: [...headers]
      .flatMap(([name, value]) => (/^x-(at|marks?)-/.test(name) ? [`${name}: ${value}`] : []))
      .sort(),
    errors: errors
      .map(({ path, errorType, message, errorInfo }) =>
        errorText(path, errorType, message, (errorInfo as { handler: number }).handler),
      )
      .sort(),
  };
}

const anAct = fc.constantFrom(...acts);
const aField = fc.record({
  acts: fc.array(anAct, { minLength: HANDLERS, maxLength: HANDLERS }),
  fails: fc.oneof({ weight: 3, arbitrary: fc.constant(HANDLERS) }, { weight: 1, arbitrary: fc.nat(HANDLERS - 1) }),
});
/** Several requests of one to three fields each; every field has a unique mark. */
const manyRequests = fc
  .array(fc.array(aField, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 12 })
  .map((requests) =>
    requests.map((fields, one) => fields.map((field, other) => ({ ...field, mark: `m${one}x${other}` }))),
  );

let db: TestDynamoDb;
beforeAll(async () => {
  db = await aDynamoDb();
});
afterAll(() => db.close());

describe('concurrent requests', () => {
  it('see only their own marks: in the stash, headers, errors and module state', async () => {
    const gate = new Gate();
    const api = await served(anApiOn(await db.table()), { dynamodb: db.client, functions: gate });
    onTestFinished(api.close);
    const ask = (fields: readonly Field[]) => {
      const names = fields.map((_, index) => `$v${index}: AWSJSON!`).join();
      const asked = fields.map((_, index) => `f${index}: mark(field: $v${index})`).join(' ');
      const variables = Object.fromEntries(fields.map((field, index) => [`v${index}`, JSON.stringify(field)]));
      return api.ask({ query: `query (${names}) { ${asked} }`, variables });
    };
    await fc.assert(
      fc.asyncProperty(manyRequests, fc.infiniteStream(fc.nat()), async (requests, choices) => {
        // A field that fails before its Lambda call never reaches the gate.
        const callers = requests.flat().filter(({ fails }) => fails > 3);
        const answers = Promise.all(requests.map(ask));
        await gate.openOneByOne(callers.length, (waiting) => {
          const [at = 0] = [...choices.take(1)].map((choice) => choice % waiting);
          // EvaluateCode runs between them; it must not see their data either.
          expectAlone(requests.flat()[at]);
          return at;
        });
        expect((await answers).map(seen)).toEqual(
          requests.map((fields) => ({
            data: fields.map(dataOf),
            headers: headersOf(fields).sort(),
            errors: errorsOf(fields).sort(),
          })),
        );
      }),
      { numRuns: 12 },
    );
    expect(gate.mostAtOnce).toBeGreaterThan(8);
  }, 60_000);
});

function expectAlone(field: Field | undefined): void {
  const mark = 'evaluated';
  const context = { arguments: { field: { ...field, mark, fails: HANDLERS } } };
  const { stash, outErrors } = evaluateCode({ code: whole, context: JSON.stringify(context), function: 'request' });
  expect(JSON.parse(stash)).toEqual({ trail: [[0, 1, [mark], [mark]]], [mark]: mark });
  expect((JSON.parse(outErrors) as { message: string }[]).map(({ message }) => message)).toEqual(
    field?.acts[0] === 'error' ? [mark] : [],
  );
}
