import { describe, expect, it, onTestFinished } from 'vitest';

import type { InvokedFunctions } from '../../../../local/appsync/dataSources/lambda.ts';
import type { TestRuntime } from '../../../support/host/functionCode.ts';
import { aFunction, aRuntime } from '../../../support/host/functionCode.ts';
import type { ApiParts, ServedApi } from '../../../support/host/servedApi.ts';
import { anApi, answering, asking, served } from '../../../support/host/servedApi.ts';
import { until } from '../../../support/processes.ts';

interface Served extends ServedApi {
  readonly runtime: TestRuntime;
}

/** An API with one Lambda function as the data source `fn`. */
async function withFunction(
  code: string,
  parts: Pick<ApiParts, 'schema' | 'resolvers'>,
  enqueue?: InvokedFunctions['enqueue'],
): Promise<Served> {
  const declared = aFunction(code);
  const runtime = aRuntime([declared]);
  const dataSources: ApiParts['dataSources'] = new Map([
    ['none', { type: 'NONE', name: 'none' }],
    ['fn', { type: 'AWS_LAMBDA', name: 'fn', functionArn: declared.arn }],
  ]);
  const functions = { ...runtime, ...(enqueue && { enqueue }) };
  const api = await served(anApi({ ...parts, dataSources }), { functions });
  onTestFinished(async () => {
    await api.close();
    await runtime.close();
  });
  return { ...api, runtime };
}

const schema = 'type Query { city(name: String): AWSJSON }';
const invoke = (more = '') => asking(`{ operation: 'Invoke', payload: { name: ctx.args.name }${more} }`);

describe('a field with a Lambda function', () => {
  it("sends its payload and gets the function's result", async () => {
    const api = await withFunction('export const handler = async (event) => ({ event, n: 1 });', {
      schema,
      resolvers: { 'Query.city': { on: 'fn', code: invoke() } },
    });
    const { body } = await api.ask('{ city(name: "Riga") }');
    expect(body).toEqual({ data: { city: '{"event":{"name":"Riga"},"n":1}' } });
  });

  it("shows the function's error as Lambda:Unhandled", async () => {
    const api = await withFunction(
      "export const handler = async () => { throw new Error('Parameter cannot be empty'); };",
      {
        schema,
        resolvers: { 'Query.city': { on: 'fn', code: invoke() } },
      },
    );
    expect((await api.ask('{ city }')).body).toMatchObject({
      data: { city: null },
      errors: [
        { path: ['city'], errorType: 'Lambda:Unhandled', message: 'Parameter cannot be empty', errorInfo: null },
      ],
    });
  });

  it('does not wait for an Event', async () => {
    const code =
      "export const handler = async (event) => { console.log('got', event.name); throw new Error('unseen'); };";
    const api = await withFunction(code, {
      schema,
      resolvers: { 'Query.city': { on: 'fn', code: invoke(", invocationType: 'Event'") } },
    });
    expect((await api.ask('{ city(name: "Riga") }')).body).toEqual({ data: { city: null } });
    await until(() => api.runtime.lines.includes('worker: got Riga'), 'the function runs');
  });

  it('puts an Event into the asynchronous queue of its function', async () => {
    const queued: string[] = [];
    const api = await withFunction(
      'export const handler = async () => { console.log("ran"); };',
      { schema, resolvers: { 'Query.city': { on: 'fn', code: invoke(", invocationType: 'Event'") } } },
      (arn, payload) => queued.push(`${arn.split(':').at(-1) ?? ''} ${payload}`),
    );
    expect((await api.ask('{ city(name: "Riga") }')).body).toEqual({ data: { city: null } });
    expect([queued, api.runtime.lines]).toEqual([['worker {"name":"Riga"}'], []]);
  });

  it.each([
    ['no operation', '{ payload: 1 }', "Value for field '$[operation]' not found."],
    ['another operation', "{ operation: 'Scan' }", "Unsupported operation 'Scan'"],
    [
      'another way to invoke',
      "{ operation: 'Invoke', invocationType: 'DryRun' }",
      "Unsupported invocationType 'DryRun'",
    ],
  ])('rejects a request with %s', async (_what, request, message) => {
    const api = await withFunction('export const handler = async () => 1;', {
      schema,
      resolvers: { 'Query.city': { on: 'fn', code: asking(request) } },
    });
    const [error] = (await api.ask('{ city }')).body.errors ?? [];
    expect(error?.['errorType']).toBe('MappingTemplate');
    expect(error?.['message']).toContain(message);
  });
});

describe('BatchInvoke', () => {
  const people = {
    schema: 'type Query { people: [Person] } type Person { id: ID name: String }',
    resolvers: {
      'Query.people': answering("['1', '2', '3', '4', '5', '6', '7'].map((id) => ({ id }))"),
      'Person.name': {
        on: 'fn',
        code: `
          import { util } from '@aws-appsync/utils';
          export function request(ctx) { return { operation: 'BatchInvoke', payload: ctx.source.id }; }
          export function response(ctx) {
            if (ctx.error) util.error(ctx.error.message, ctx.error.type);
            if (ctx.result.errorMessage) util.appendError(ctx.result.errorMessage, ctx.result.errorType);
            return ctx.result.data;
          }`,
      },
    },
  };

  it('sends lists of up to five; each field gets its own result or error', async () => {
    const code = `
      export const handler = async (ids) => {
        console.log(ids.join());
        return ids.map((id) => (id === '3' ? { data: null, errorMessage: 'gone', errorType: 'Gone' } : { data: 'name' + id }));
      };`;
    const api = await withFunction(code, people);
    const { body } = await api.ask('{ people { name } }');
    expect(body.data).toEqual({
      people: ['1', '2', null, '4', '5', '6', '7'].map((id) => ({ name: id && `name${id}` })),
    });
    expect(body.errors).toMatchObject([{ path: ['people', 2, 'name'], errorType: 'Gone', message: 'gone' }]);
    expect([...api.runtime.lines].sort()).toEqual(['worker: 1,2,3,4,5', 'worker: 6,7']);
  });

  it('fails each field if the result is not a list of that length', async () => {
    const api = await withFunction('export const handler = async () => [1];', people);
    const { body } = await api.ask('{ people { name } }');
    expect(body.errors).toHaveLength(7);
    expect(body.errors?.[0]).toMatchObject({ errorType: 'Lambda:IllegalArgument' });
  });
});
