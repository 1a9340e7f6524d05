import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';

import { createService } from '../../../local/appsync/service.ts';
import { Gate } from '../../support/host/gate.ts';
import { anApi, answering, type ApiParts, asking, type ResolverSource, served } from '../../support/host/servedApi.ts';

const schema = `
  type Query { trip: Trip, sure: Trip, count(of: [Int!]): Int, trips: [Trip] }
  type Mutation { slow: Int }
  type Trip { id: ID!, from: String, legs: [Leg], all: [Sure!]!, seats: Int }
  type Leg { to: String }
  type Sure { to: String! }`;

const dataSources: NonNullable<ApiParts['dataSources']> = new Map([
  ['none', { type: 'NONE', name: 'none' }],
  ['fn', { type: 'AWS_LAMBDA', name: 'fn', functionArn: 'fn' }],
]);

/** An API whose one function returns this. */
async function serving(parts: Omit<ApiParts, 'schema'>, answer: (event: unknown) => unknown = (event) => event) {
  const invoke = (_: string, event: unknown) =>
    Promise.resolve({ ok: true, requestId: 'request', value: answer(event) } as const);
  const api = await served(anApi({ schema, dataSources, ...parts }), { functions: { invoke } });
  onTestFinished(api.close);
  return api;
}

async function asked(resolvers: Readonly<Record<string, ResolverSource>>, query: string) {
  return (await (await serving({ resolvers })).ask(query)).body;
}

const handingOn = `
  export function request() { return {}; }
  export function response(ctx) { return ctx.prev.result; }`;

/** No field of these tests uses a table. */
const noDynamoDb = new DynamoDBClient({ region: 'eu-central-1' });

describe('a request has 30 seconds', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Sends a query with fake timers; `answered` returns the response, or null before there is one. */
  function asking30(query: string, functions: Gate) {
    const resolvers = {
      'Query.trip': answering('{ id: 1 }'),
      'Query.count': { on: 'fn', code: asking("{ operation: 'Invoke', payload: 1 }") },
      'Mutation.slow': { on: 'fn', code: asking("{ operation: 'Invoke', payload: 2 }") },
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const service = createService(anApi({ schema, dataSources, resolvers }), {
      dynamodb: noDynamoDb,
      userPools: new Map(),
      functions,
    });
    let answered: unknown = null;
    const request = { headers: { 'x-api-key': 'da2-test' }, sourceIp: '127.0.0.1', body: JSON.stringify({ query }) };
    const asked = service.execute(request).then(({ status, body }) => {
      answered = { status, ...(JSON.parse(body) as object) };
    });
    return { answered: () => answered, asked };
  }

  it('then a field that waits for its data source fails; the others return', async () => {
    const { answered, asked } = asking30('{ trip { id } count }', new Gate());
    await vi.advanceTimersByTimeAsync(29_999);
    expect(answered()).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await asked;
    expect(answered()).toMatchObject({
      status: 200,
      data: { trip: { id: '1' }, count: null },
      errors: [{ path: ['count'], errorType: 'ExecutionTimeout', message: 'Execution timed out.' }],
    });
  });

  it('then the API calls no more data sources', async () => {
    const gate = new Gate();
    const { answered, asked } = asking30('mutation { one: slow two: slow }', gate);
    await vi.advanceTimersByTimeAsync(30_000);
    await asked;
    expect(answered()).toMatchObject({
      data: { one: null, two: null },
      errors: [{ path: ['one'] }, { path: ['two'] }],
    });
    expect(gate.calls).toBe(1);
  });
});

describe('a result has at most 5 MB:', () => {
  const tooLarge = (name: string) => ({
    errorType: 'ResponseSizeTooLarge',
    message: `The result of ${name} is larger than 5 MB.`,
  });
  const frame = Buffer.byteLength(JSON.stringify({ id: 1, from: '' }));

  it('that of a resolver, in bytes', async () => {
    const full = (5 * 1024 * 1024 - frame) / 2;
    const answer = async (letters: number) => {
      const api = await serving(
        { resolvers: { 'Query.trip': { on: 'fn', code: asking("{ operation: 'Invoke', payload: null }") } } },
        () => ({ id: 1, from: 'é'.repeat(letters) }),
      );
      return (await api.ask('{ trip { id } }')).body;
    };
    expect(await answer(Math.floor(full))).toEqual({ data: { trip: { id: '1' } } });
    const { data, errors } = await answer(Math.floor(full) + 1);
    expect(data).toEqual({ trip: null });
    expect(errors).toEqual([expect.objectContaining(tooLarge('Query.trip'))]);
  });

  it('that of a function in a pipeline, even if no handler passes it on', async () => {
    const large = { on: 'fn', code: asking("{ operation: 'Invoke', payload: null }") };
    const api = await serving(
      { resolvers: { 'Query.count': { code: handingOn, functions: [large, answering('1')] } } },
      () => 'x'.repeat(5 * 1024 * 1024),
    );
    const { data, errors } = (await api.ask('{ count }')).body;
    expect(data).toEqual({ count: null });
    expect(errors).toEqual([expect.objectContaining(tooLarge('function1'))]);
  });
});

describe('a pipeline', () => {
  const counting = `
    export function request(ctx) { return { payload: (ctx.prev.result ?? 0) + 1 }; }
    export function response(ctx) { return ctx.result; }`;
  const code = `
    export function request() { return 0; }
    export function response(ctx) { return ctx.prev.result; }`;
  const pipeline = (length: number) => ({ code, functions: Array.from({ length }, () => counting) });

  it('has at most ten functions', async () => {
    expect(await asked({ 'Query.count': pipeline(10) }, '{ count }')).toEqual({ data: { count: 10 } });
    await expect(asked({ 'Query.count': pipeline(11) }, '{ count }')).rejects.toThrow('Query.count has 11 functions');
  });
});

describe('a handler', () => {
  it('visits at most 1,000 elements in a loop, without an error', async () => {
    const looping = `
      export function request(ctx) {
        let sum = 0;
        for (const one of ctx.args.of) { sum += one; }
        return { payload: sum };
      }
      export function response(ctx) { return ctx.result; }`;
    const count = (length: number) =>
      asked({ 'Query.count': looping }, `{ count(of: [${Array.from({ length }, () => 1).join(' ')}]) }`);
    expect(await count(1_000)).toEqual({ data: { count: 1_000 } });
    expect(await count(1_001)).toEqual({ data: { count: 1_000 } });
  });
});

describe('a query', () => {
  it('has at most 15,000 tokens', async () => {
    const api = await serving({ resolvers: { 'Query.count': answering('ctx.args.of.length') } });
    const query = (tokens: number) => `{ count(of: [${'1 '.repeat(tokens - 9)}]) }`;
    expect((await api.ask(query(15_000))).body).toEqual({ data: { count: 14_991 } });
    const { status, body } = await api.ask(query(15_001));
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { errorType: 'MalformedHttpRequestException', message: 'Unable to parse GraphQL query.' },
    ]);
  });

  const nested = answering('{ id: 1, legs: [{ to: "Cairo" }], all: [{ to: "Cairo" }] }');

  it("returns errors for fields below the API's depth limit", async () => {
    const api = await serving({ resolvers: { 'Query.trip': nested }, queryDepthLimit: 2 });
    expect((await api.ask('{ trip { id } }')).body.errors).toBeUndefined();
    const { status, body } = await api.ask('{ trip { legs { to } } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ trip: { legs: [{ to: null }] } });
    expect(body.errors?.[0]).toMatchObject({ errorType: 'QueryDepthLimitReached', path: ['trip', 'legs', 0, 'to'] });
  });

  it('propagates such an error to the nearest nullable field', async () => {
    const api = await serving({ resolvers: { 'Query.trip': nested }, queryDepthLimit: 2 });
    const { body } = await api.ask('{ trip { id all { to } } }');
    expect(body.data).toEqual({ trip: null });
    expect(body.errors).toEqual([expect.objectContaining({ errorType: 'QueryDepthLimitReached' })]);
  });

  it('runs as many resolvers as the API allows; the others fail', async () => {
    const api = await serving({ resolvers: { 'Query.count': answering('1') }, resolverCountLimit: 2 });
    const { status, body } = await api.ask('{ a: count b: count c: count }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ a: 1, b: 1, c: null });
    expect(body.errors).toEqual([expect.objectContaining({ errorType: 'ResolverExecutionLimitReached', path: ['c'] })]);
  });

  it('runs 10,000 resolvers at any depth if the API sets no limits', async () => {
    const trips = Array.from({ length: 10_000 }, (_, id) => ({ id }));
    const resolvers = {
      'Query.trips': { on: 'fn', code: asking("{ operation: 'Invoke', payload: null }") },
      'Trip.seats': answering('2'),
    };
    const api = await serving({ resolvers }, () => trips);
    const { data, errors } = (await api.ask('{ trips { seats } }')).body;
    const { trips: answered } = data as { trips: { seats: number | null }[] };
    expect(answered.filter(({ seats }) => seats === 2)).toHaveLength(9_999);
    expect(answered.at(-1)).toEqual({ seats: null });
    expect(errors).toEqual([
      expect.objectContaining({ errorType: 'ResolverExecutionLimitReached', path: ['trips', 9_999, 'seats'] }),
    ]);
  });
});
