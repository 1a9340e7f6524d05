import { afterEach, describe, expect, it } from 'vitest';

import type { Engines } from '../../../local/appsync/service.ts';
import { anApi, answering, type ApiParts, served, type ServedApi } from '../../support/host/servedApi.ts';

const running: ServedApi[] = [];
afterEach(async () => {
  for (const api of running.splice(0)) await api.close();
});

async function serving(parts: ApiParts, engines: Partial<Engines> = {}): Promise<ServedApi> {
  const api = await served(anApi(parts), engines);
  running.push(api);
  return api;
}

/** The result of a field of type AWSJSON. */
async function answered(api: ServedApi, query: string, variables: object = {}): Promise<unknown> {
  const { body } = await api.ask({ query, variables: variables as Readonly<Record<string, unknown>> });
  expect(body.errors).toBeUndefined();
  return JSON.parse(Object.values(body.data as Record<string, string>)[0] ?? '') as unknown;
}

describe('ctx.args', () => {
  const schema = `
    type Query { show(id: ID, data: AWSJSON, list: [Int], filter: Filter, filters: [Filter!]): AWSJSON }
    input Filter { size: Int, names: [String], inner: Filter }`;
  const api = () => serving({ schema, resolvers: { 'Query.show': answering('ctx.args') } });

  it.each([
    ['an argument', 'query ($a: ID) { show(id: $a) }', { id: null }],
    ['JSON', 'query ($a: AWSJSON) { show(data: $a) }', { data: null }],
    ['a field of an input object', 'query ($a: Int) { show(filter: { size: $a }) }', { filter: { size: null } }],
    [
      'a field of an object in an object',
      'query ($a: Int) { show(filter: { inner: { size: $a }, names: ["x"] }) }',
      { filter: { inner: { size: null }, names: ['x'] } },
    ],
    [
      'a field of an object in a list',
      'query ($a: Int) { show(filters: [{ size: 1 }, { size: $a }]) }',
      { filters: [{ size: 1 }, { size: null }] },
    ],
    ['a field of a lone object', 'query ($a: Int) { show(filters: { size: $a }) }', { filters: [{ size: null }] }],
    ['an entry of a list', 'query ($a: Int) { show(list: [1, $a]) }', { list: [1, null] }],
  ])('has null for %s whose variable was not sent', async (_, query, expected) => {
    expect(await answered(await api(), query)).toEqual(expected);
  });

  it('lacks arguments that the query does not name', async () => {
    expect(await answered(await api(), '{ show }')).toEqual({});
    expect(await answered(await api(), 'query ($f: Filter) { show(filter: $f) }', { f: { size: 1 } })).toEqual({
      filter: { size: 1 },
    });
  });

  it("has the operation's default value of a variable", async () => {
    expect(await answered(await api(), 'query ($a: ID = "7") { show(id: $a) }')).toEqual({ id: '7' });
  });
});

describe('default values of the schema', () => {
  const schema = `
    type Query { show(size: Int = 20, must: Int! = 5, filter: Filter = { size: 3 }, filters: [Filter!]): AWSJSON }
    input Filter { size: Int = 7, name: String }`;
  const parts = { schema, resolvers: { 'Query.show': answering('ctx.args') } };
  const cases = [
    ['{ show }', {}, {}, { size: 20, must: 5, filter: { size: 3 } }],
    ['query ($s: Int) { show(size: $s) }', {}, { size: null }, { size: 20, must: 5, filter: { size: 3 } }],
    [
      '{ show(must: 1, filter: { name: "x" }) }',
      {},
      { must: 1, filter: { name: 'x' } },
      { size: 20, must: 1, filter: { size: 7, name: 'x' } },
    ],
    [
      'query ($f: Filter, $l: [Filter!]) { show(filter: $f, filters: $l) }',
      { f: { name: 'x' }, l: [{ name: 'y' }, { size: 1 }] },
      { filter: { name: 'x' }, filters: [{ name: 'y' }, { size: 1 }] },
      { size: 20, must: 5, filter: { name: 'x', size: 7 }, filters: [{ name: 'y', size: 7 }, { size: 1 }] },
    ],
  ] as const;

  it.each(cases)('do not reach resolvers in strict mode: %s', async (query, variables, strict) => {
    expect(await answered(await serving(parts), query, variables)).toEqual(strict);
  });

  it.each(cases)('reach the resolvers of other apps: %s', async (query, variables, _, lenient) => {
    expect(await answered(await serving(parts, { strict: false }), query, variables)).toEqual(lenient);
  });
});

describe('ctx.info', () => {
  const schema = `
    type Query { found: Found, named: Named }
    union Found = Post | Person
    interface Named { name: String }
    type Post implements Named { id: ID, name: String, seen: AWSJSON }
    type Person implements Named { name: String }`;
  const seen = async (field: string, selection: string, more = '') => {
    const payload = '{ __typename: "Post", seen: [ctx.info.selectionSetList, ctx.info.selectionSetGraphQL] }';
    const api = await serving({ schema, resolvers: { [`Query.${field}`]: answering(payload) } });
    const { body } = await api.ask(`{ ${field} ${selection} } ${more}`);
    expect(body.errors).toBeUndefined();
    const { [field]: found } = body.data as Record<string, { seen: string }>;
    return JSON.parse(found?.seen ?? '') as [string[], string];
  };

  it('has an empty selectionSetList for fragments on members of a union or interface', async () => {
    expect((await seen('found', '{ ... on Post { id seen } }'))[0]).toEqual([]);
    expect((await seen('found', '{ __typename ... on Post { id seen } }'))[0]).toEqual(['__typename']);
    expect((await seen('named', '{ name ... on Post { seen } }'))[0]).toEqual(['name']);
  });

  it('has only the names of fragments in selectionSetGraphQL', async () => {
    expect((await seen('found', '{ ...F }', 'fragment F on Post { seen }'))[1]).toBe('{\n  ...F\n}');
  });
});

describe('reading a property of null', () => {
  const schema = 'type Query { run: String }';
  const fn = (request: string, response = 'return ctx.result;') =>
    `export function request(ctx) { ${request} } export function response(ctx) { ${response} }`;

  it.each([
    ['in a function', fn('return {};', 'return "never";'), [fn('return { payload: ctx.prev.result.a.b };')]],
    ['before the functions', fn('return ctx.source.id;', 'return "never";'), [fn('return { payload: 1 };')]],
    ['of a result', fn('return {};', 'return "never";'), [fn('return {};', 'return ctx.result.a;')]],
    ['by destructuring', fn('return {};', 'return "never";'), [fn('const { a } = ctx.source; return {};')]],
  ])('with %s ends the field with errorType Code', async (_, code, functions) => {
    const log: string[] = [];
    const last = fn('console.log("reached"); return { payload: 1 };');
    const api = await serving(
      { schema, resolvers: { 'Query.run': { code, functions: [...functions, last] } } },
      { log: (line) => log.push(line) },
    );
    const { body } = await api.ask('{ run }');
    expect(body).toMatchObject({ data: { run: null }, errors: [{ path: ['run'], errorType: 'Code' }] });
    expect(log).toEqual([]);
  });
});

describe('strict mode', () => {
  const schema = 'type Query { run: Int }';
  const code = `
    import { runtime } from '@aws-appsync/utils';
    export function request(ctx) { let n = 1; ctx.stash.n = (n += 1); return runtime.earlyReturn(ctx.args.none); }
    export function response(ctx) { return ctx.result; }`;
  const run = async (engines: Partial<Engines>) => {
    const log: string[] = [];
    const api = await serving(
      { schema, resolvers: { 'Query.run': code } },
      { ...engines, log: (line) => log.push(line) },
    );
    const bodies = [(await api.ask('{ run }')).body, (await api.ask('{ run }')).body];
    return { bodies, log };
  };

  it('is the default: code gets the behaviour that AWS only probably has', async () => {
    const { bodies } = await run({});
    for (const body of bodies) {
      expect(body).toMatchObject({ data: { run: null }, errors: [{ errorType: 'Code', message: 'Runtime Error' }] });
    }
  });

  it('switched off runs code as JavaScript and logs one warning per location', async () => {
    const { bodies, log } = await run({ strict: false });
    expect(bodies).toEqual([{ data: { run: null } }, { data: { run: null } }]);
    expect(log).toEqual([
      expect.stringMatching(/^warning: Query\.run: Query\.run:3:\d+: An assignment has no value/),
      expect.stringMatching(/^warning: Query\.run request: Query\.run:3:\d+: runtime\.earlyReturn gets null/),
    ]);
  });
});
