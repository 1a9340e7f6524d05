import { afterEach, describe, expect, it } from 'vitest';

import {
  anApi,
  answering,
  type ApiParts,
  type ResolverSource,
  served,
  type ServedApi,
} from '../../support/host/servedApi.ts';

const running: ServedApi[] = [];
afterEach(async () => {
  for (const api of running.splice(0)) await api.close();
});

async function serving(parts: ApiParts): Promise<ServedApi> {
  const api = await served(anApi(parts));
  running.push(api);
  return api;
}

const schema = `
  type Query { trip: Trip, trips: [Trip!], sure: Trip!, count: Int }
  type Trip { id: ID!, from: String, state: State, at: AWSDateTime, legs: [Leg], tags: [String!]! }
  type Leg { to: String }
  enum State { OPEN CLOSED }`;

async function asked(resolvers: Readonly<Record<string, ResolverSource>>, query: string) {
  const api = await serving({ schema, resolvers });
  return (await api.ask(query)).body;
}

const raising = (statement: string) => `
  import { util } from '@aws-appsync/utils';
  export function request(ctx) { ${statement} return { payload: { id: 1, from: "Berlin", tags: [] } }; }
  export function response(ctx) { return ctx.result; }`;

describe('an error that a resolver throws', () => {
  it("makes its field null and has AppSync's format", async () => {
    const code = raising('util.error("No trip.", "NotFound");');
    expect(await asked({ 'Query.trip': code }, '{\n  trip { id }\n}')).toEqual({
      data: { trip: null },
      errors: [
        {
          path: ['trip'],
          data: null,
          errorType: 'NotFound',
          errorInfo: null,
          locations: [{ line: 2, column: 3, sourceName: null }],
          message: 'No trip.',
        },
      ],
    });
  });

  it("has its keys in AppSync's order", async () => {
    const { errors } = await asked({ 'Query.trip': raising('util.error("No.");') }, '{ trip { id } }');
    const keys = Object.keys(errors?.[0] ?? {});
    expect(keys).toEqual(['path', 'data', 'errorType', 'errorInfo', 'locations', 'message']);
  });

  it('returns the selected part of its data, under the alias, and all of errorInfo', async () => {
    const thing = '{ id: "1", from: "Berlin", secret: 2, legs: [{ to: "Cairo", secret: 3 }] }';
    const code = raising(`util.error("No.", "Conflict", ${thing}, ${thing});`);
    const { errors } = await asked({ 'Query.trip': code }, '{ trip { key: id legs { to } } }');
    expect(errors?.[0]).toMatchObject({
      data: { key: '1', legs: [{ to: 'Cairo' }] },
      errorInfo: { id: '1', from: 'Berlin', secret: 2, legs: [{ to: 'Cairo', secret: 3 }] },
    });
    expect(Object.keys(errors?.[0]?.['data'] as object)).toEqual(['key', 'legs']);
  });

  it('propagates to the nearest nullable field', async () => {
    const { data, errors } = await asked({ 'Query.sure': raising('util.error("No.");') }, '{ sure { id } }');
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
  });

  it('names the field if it is util.unauthorized', async () => {
    const { errors } = await asked({ 'Query.trip': raising('util.unauthorized();') }, '{ trip { id } }');
    expect(errors?.[0]).toMatchObject({
      errorType: 'Unauthorized',
      message: 'Not Authorized to access trip on type Query',
      data: null,
    });
  });

  it('may be appended: data and execution continue', async () => {
    const code = raising('util.appendError("Look out.", "Warning", { id: 1, x: 2 }, { why: "x" });');
    expect(await asked({ 'Query.trip': code }, '{ trip { id from } }')).toEqual({
      data: { trip: { id: '1', from: 'Berlin' } },
      errors: [
        {
          path: ['trip'],
          data: { id: 1 },
          errorType: 'Warning',
          errorInfo: { why: 'x' },
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'Look out.',
        },
      ],
    });
  });

  it('has the type Code if the handler crashed', async () => {
    const { errors } = await asked({ 'Query.trip': raising('ctx.missing.deep.down;') }, '{ trip { id } }');
    expect(errors?.[0]).toMatchObject({ errorType: 'Code', path: ['trip'] });
  });
});

describe('a request object that the data source rejects', () => {
  it('is a MappingTemplate error, and the response handler does not run', async () => {
    const code = `
      export function request() { return null; }
      export function response() { return { id: "never" }; }`;
    const { data, errors } = await asked({ 'Query.trip': code }, '{ trip { id } }');
    expect(data).toEqual({ trip: null });
    expect(errors?.[0]).toMatchObject({ errorType: 'MappingTemplate' });
  });
});

describe('a result that does not match the schema', () => {
  const complaint = async (field: string, value: string, query: string) =>
    asked({ [`Query.${field}`]: answering(value) }, query);

  it('null for a non-null type', async () => {
    expect(await complaint('trip', '{ from: "Berlin" }', '{ trip { id } }')).toEqual({
      data: { trip: null },
      errors: [
        {
          path: ['trip', 'id'],
          locations: null,
          message: "Cannot return null for non-nullable type: 'ID' within parent 'Trip' (/trip/id)",
        },
      ],
    });
  });

  it('null in a list of non-null items, and null for a non-null list', async () => {
    const { errors } = await complaint('trips', '[null]', '{ trips { id } }');
    expect(errors?.[0]).toMatchObject({
      path: ['trips', 0],
      message: "Cannot return null for non-nullable type: 'Trip' within parent 'Query' (/trips[0])",
    });
    const { errors: others } = await complaint('trips', '[{ id: 1 }]', '{ trips { tags } }');
    expect(others?.[0]).toMatchObject({
      message: "Cannot return null for non-nullable type: 'null' within parent 'Trip' (/trips[0]/tags)",
    });
  });

  it('an object for a list, a list for an object', async () => {
    const { errors } = await complaint('trips', '{ id: 1 }', '{ trips { id } }');
    expect(errors).toEqual([
      {
        path: ['trips'],
        locations: null,
        message: "Can't resolve value (/trips) : type mismatch error, expected type LIST, got OBJECT",
      },
    ]);
    const { errors: others } = await complaint('trip', '[{ id: 1 }]', '{ trip { id } }');
    expect(others?.[0]?.['message']).toContain('expected type OBJECT, got LIST');
  });

  it('an unknown enum value, a time without an offset, a string for a number', async () => {
    const { data, errors } = await complaint(
      'trips',
      '[{ id: 1, state: "LOST", at: "2026-05-06T00:00:00.000" }]',
      '{ trips { id state at } }',
    );
    expect(data).toEqual({ trips: [{ id: '1', state: null, at: null }] });
    expect(errors?.map((error) => error['message'])).toEqual([
      "Can't serialize value (/trips[0]/state) : Invalid input for Enum 'State'.",
      "Can't serialize value (/trips[0]/at) : Unable to serialize `2026-05-06T00:00:00.000` as a valid DateTime Object.",
    ]);
    const { errors: others } = await complaint('count', '"many"', '{ count }');
    expect(others?.[0]?.['message']).toBe("Can't serialize value (/count) : Expected type 'Int' but was 'String'.");
  });

  it('an Int has 32 bits', async () => {
    const counted = async (value: string) => (await complaint('count', value, '{ count }')).data;
    expect(await counted('-2147483648')).toEqual({ count: -2_147_483_648 });
    expect(await counted('-2147483649')).toEqual({ count: null });
    expect(await counted('2147483648')).toEqual({ count: null });
  });

  it('is converted where AppSync converts', async () => {
    const value = '{ id: 12, from: { city: "Berlin", n: 1 }, tags: [1, true] }';
    const { data } = await complaint('trip', value, '{ trip { id from tags } }');
    expect(data).toEqual({ trip: { id: '12', from: '{city=Berlin, n=1}', tags: ['1', 'true'] } });
  });
});

describe('a start is rejected', () => {
  const refusal = (parts: ApiParts) =>
    serving(parts).then(
      () => 'it started',
      (error: unknown) => (error as Error).message,
    );
  const it1 = answering('1');

  it.each<[string, ApiParts, string]>([
    ['a schema that does not parse', { schema: 'type Query {' }, 'The schema is not valid in line 1'],
    ['an unknown type', { schema: 'type Query { a: Nope }' }, 'Unknown type "Nope"'],
    ['a scalar of its own', { schema: 'scalar Color type Query { a: Color }' }, 'scalar Color'],
    ['a resolver without field', { schema, resolvers: { 'Query.nope': it1 } }, 'Query.nope'],
    ['an unknown data source', { schema, resolvers: { 'Query.count': { on: 'gone', code: it1 } } }, 'data source gone'],
    [
      'eleven functions',
      { schema, resolvers: { 'Query.count': { code: it1, functions: Array.from({ length: 11 }, () => it1) } } },
      'Query.count has 11 functions',
    ],
    [
      'a user pool it does not serve',
      {
        schema,
        defaultAuthentication: { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: 'pool', defaultAction: 'ALLOW' },
      },
      'user pool pool',
    ],
  ])('for %s', async (_, parts, message) => {
    expect(await refusal(parts)).toContain(message);
  });
});
