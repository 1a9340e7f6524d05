import { afterEach, describe, expect, it } from 'vitest';

import { anApi, answering, type ApiParts, served, type ServedApi } from '../../support/host/servedApi.ts';

const running: ServedApi[] = [];
afterEach(async () => {
  for (const api of running.splice(0)) await api.close();
});

async function serving(parts: ApiParts): Promise<ServedApi> {
  const api = await served(anApi(parts));
  running.push(api);
  return api;
}

describe('a resolver gets in ctx', () => {
  const schema = `
    type Query { show(id: ID, data: AWSJSON, filter: Filter = {size: 3}): Shown }
    input Filter { size: Int, names: [String!] }
    type Shown { seen: AWSJSON, inner: Inner, other: String }
    type Inner { name: String, child: Inner }`;
  const show = (expression: string) => ({ schema, resolvers: { 'Query.show': answering(`{ seen: ${expression} }`) } });
  const seen = async (expression: string, query: string, variables = {}, headers?: Record<string, string>) => {
    const api = await serving({ ...show(expression), environment: { TABLE: 'trips' } });
    const { body } = await api.ask({ query, variables }, headers);
    expect(body.errors).toBeUndefined();
    return JSON.parse((body.data as { show: { seen: string } }).show.seen) as unknown;
  };

  it('its arguments, with AWSJSON parsed', async () => {
    const query = 'query ($data: AWSJSON) { show(id: 7, data: $data) { seen } }';
    expect(await seen('ctx.arguments', query, { data: '{"a":[1,{"b":null}]}' })).toEqual({
      id: '7',
      data: { a: [1, { b: null }] },
    });
  });

  it('the request headers without the cookie', async () => {
    const headers = { 'x-api-key': 'da2-test', cookie: 'secret=1', 'x-phone': 'green' };
    const request = await seen('ctx.request', '{ show { seen } }', {}, headers);
    expect(request).toMatchObject({ headers: { 'x-phone': 'green' }, domainName: null });
    expect(request).not.toHaveProperty('headers.cookie');
  });

  it('its environment, a null identity for an API key, and a null prev', async () => {
    expect(await seen('[ctx.env, ctx.identity, ctx.prev, ctx.source]', '{ show { seen } }')).toEqual([
      { TABLE: 'trips' },
      null,
      null,
      null,
    ]);
  });

  it('the selection by alias, with fragments of its own type, without skipped fields', async () => {
    const query = `query ($no: Boolean!) {
      show { seen mine: inner { name child { n: name } } ...More other @skip(if: $no) }
    }
    fragment More on Shown { inner { name } }`;
    const list = await seen('ctx.info.selectionSetList', query, { no: true });
    expect(list).toEqual(['seen', 'mine', 'mine/name', 'mine/child', 'mine/child/n', 'inner', 'inner/name']);
  });

  it('the selection as text, the variables as sent, and its field and type', async () => {
    const expression =
      '[ctx.info.selectionSetGraphQL, ctx.info.variables, ctx.info.fieldName, ctx.info.parentTypeName]';
    const query = 'query ($data: AWSJSON) { show(data: $data) { seen inner { name } } }';
    expect(await seen(expression, query, { data: '{"a":1}' })).toEqual([
      '{\n  seen\n  inner {\n    name\n  }\n}',
      { data: '{"a":1}' },
      'show',
      'Query',
    ]);
  });
});

describe('a field', () => {
  it("without a resolver reads its source's property; a root field is null", async () => {
    const api = await serving({
      schema: 'type Query { trip: Trip, nothing: String } type Trip { from: String, to: String, legs: [Trip!] }',
      resolvers: { 'Query.trip': answering('{ from: "Berlin", legs: [{ to: "Cairo" }] }') },
    });
    const { body } = await api.ask('{ start: trip { from to legs { to } } nothing }');
    expect(body).toEqual({ data: { start: { from: 'Berlin', to: null, legs: [{ to: 'Cairo' }] }, nothing: null } });
  });

  it('below another field gets the parent as source', async () => {
    const api = await serving({
      schema: 'type Query { trip: Trip } type Trip { from: String, label(size: Int!): String }',
      resolvers: {
        'Query.trip': answering('{ from: "Berlin" }'),
        'Trip.label': answering('`${ctx.source.from} ${ctx.args.size}`'),
      },
    });
    expect((await api.ask('{ trip { label(size: 2) } }')).body).toEqual({ data: { trip: { label: 'Berlin 2' } } });
  });

  it('of an interface or a union is resolved by __typename', async () => {
    const api = await serving({
      schema: `type Query { found: [Found] } union Found = Trip | Person
        type Trip { from: String } type Person { name: String }`,
      resolvers: {
        'Query.found': answering('[{ __typename: "Person", name: "Ada" }, { __typename: "Trip", from: "Berlin" }]'),
      },
    });
    const { body } = await api.ask('{ found { __typename ... on Trip { from } ... on Person { name } } }');
    expect(body.data).toEqual({
      found: [
        { __typename: 'Person', name: 'Ada' },
        { __typename: 'Trip', from: 'Berlin' },
      ],
    });
  });

  it('of a mutation runs after the previous one', async () => {
    const api = await serving({
      schema: 'type Query { none: String } type Mutation { add(text: String!): String }',
      resolvers: { 'Mutation.add': answering('ctx.args.text') },
    });
    const { body } = await api.ask('mutation { a: add(text: "1") b: add(text: "2") }');
    expect(JSON.stringify(body)).toBe('{"data":{"a":"1","b":"2"}}');
  });
});

describe('a pipeline', () => {
  const schema = 'type Query { run(stop: String): AWSJSON }';
  const first = (request: string, response = 'return ctx.result;') => `
    import { util, runtime } from '@aws-appsync/utils';
    export function request(ctx) { ${request} }
    export function response(ctx) { ${response} }`;
  const run = async (code: string, functions: string[], query = '{ run }') => {
    const api = await serving({ schema, resolvers: { 'Query.run': { code, functions } } });
    const { body } = await api.ask(query);
    const { run: answer } = body.data as { run: string | null };
    return { answer: answer === null ? null : (JSON.parse(answer) as unknown), errors: body.errors };
  };
  const last = 'return [ctx.prev.result, ctx.result, ctx.stash];';

  it('passes each result on as prev.result, with one stash for all functions', async () => {
    const { answer } = await run(first('ctx.stash.seen = ["before"]; return { n: 1 };', last), [
      first('ctx.stash.seen.push("one"); return { payload: ctx.prev.result.n + 1 };'),
      first('return { payload: ctx.prev.result * 10 };', 'ctx.stash.seen.push("two"); return ctx.result + 1;'),
    ]);
    expect(answer).toEqual([21, 21, { seen: ['before', 'one', 'two'] }]);
  });

  it('skips the data source and the response handler after an early return', async () => {
    const { answer } = await run(first('return {};', last), [
      first('runtime.earlyReturn(5);', 'return "never";'),
      first('return { payload: ctx.prev.result + 1 };'),
    ]);
    expect(answer).toEqual([6, 6, {}]);
  });

  it('continues with its own response handler after an early return with END', async () => {
    const { answer } = await run(first('return {};', last), [
      first('runtime.earlyReturn({ found: true }, { skipTo: "END" });'),
      first('return { payload: "never" };'),
    ]);
    expect(answer).toEqual([{ found: true }, { found: true }, {}]);
  });

  it('runs no function after an early return in its own request handler', async () => {
    const { answer } = await run(first('runtime.earlyReturn({ early: 1 });', last), [first('return { payload: 2 };')]);
    expect(answer).toEqual([{ early: 1 }, { early: 1 }, {}]);
  });

  it('ends with the first error', async () => {
    const { answer, errors } = await run(first('return {};', 'return "never";'), [
      first('util.error("No.", "Stop");'),
      first('return { payload: "never" };'),
    ]);
    expect(answer).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ message: 'No.', errorType: 'Stop', path: ['run'] })]);
  });
});

describe('a unit resolver', () => {
  it('returns the value of an early return', async () => {
    const code = `
      import { runtime } from '@aws-appsync/utils';
      export function request() { runtime.earlyReturn('early'); }
      export function response() { return 'late'; }`;
    const api = await serving({ schema: 'type Query { it: String }', resolvers: { 'Query.it': code } });
    expect((await api.ask('{ it }')).body).toEqual({ data: { it: 'early' } });
  });

  it('can set a header of the HTTP response', async () => {
    const code = `
      import { util } from '@aws-appsync/utils';
      export function request() { util.http.addResponseHeader('x-trip', 'cairo'); return { payload: 1 }; }
      export function response(ctx) { return ctx.result; }`;
    const api = await serving({ schema: 'type Query { it: Int }', resolvers: { 'Query.it': code } });
    expect((await api.ask('{ it }')).headers.get('x-trip')).toBe('cairo');
  });

  it('fails if it sets a header that HTTP does not allow', async () => {
    const code = `
      import { util } from '@aws-appsync/utils';
      export function request() { util.http.addResponseHeader('x-trip', 'to Łódź'); return { payload: 1 }; }
      export function response(ctx) { return ctx.result; }`;
    const api = await serving({ schema: 'type Query { it: Int }', resolvers: { 'Query.it': code } });
    const { status, body } = await api.ask('{ it }');
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: { it: null }, errors: [{ path: ['it'] }] });
  });
});

describe('requests that run at the same time', () => {
  it('see no data of each other', async () => {
    const code = `
      import { util } from '@aws-appsync/utils';
      export function request(ctx) {
        ctx.stash.mine = ctx.args.name;
        util.http.addResponseHeader('x-name', ctx.args.name);
        util.appendError(ctx.args.name, 'Note');
        return { payload: null };
      }
      export function response(ctx) { return ctx.stash.mine; }`;
    const api = await serving({ schema: 'type Query { it(name: String!): String }', resolvers: { 'Query.it': code } });
    const names = Array.from({ length: 40 }, (_, index) => `n${index}`);
    const answers = await Promise.all(
      names.map((name) => api.ask({ query: 'query ($name: String!) { it(name: $name) }', variables: { name } })),
    );
    expect(answers.map(({ body }) => (body.data as { it: string }).it)).toEqual(names);
    expect(answers.map(({ headers }) => headers.get('x-name'))).toEqual(names);
    expect(answers.map(({ body }) => body.errors?.map((error) => error['message']))).toEqual(
      names.map((name) => [name]),
    );
  });
});
