import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluation, valueOf } from '../../support/host/handlers.ts';

type Typed = Record<string, unknown>;

interface Expression {
  readonly expression: string;
  readonly expressionNames: Readonly<Record<string, string>>;
  readonly expressionValues: Readonly<Record<string, Typed>>;
}

/** The typed form that the SDK expects. AppSync keeps numbers as numbers and writes NULL: null. */
function forTheSdk(typed: unknown): unknown {
  if (Array.isArray(typed)) return typed.map(forTheSdk);
  if (typeof typed !== 'object' || typed === null) return typed;
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => {
      if (name === 'N' && typeof value === 'number') return [name, String(value)];
      return name === 'NULL' && value === null ? [name, true] : [name, forTheSdk(value)];
    }),
  );
}

const plain = (typed: Typed) => unmarshall({ value: forTheSdk(typed) } as never)['value'] as unknown;

// Excludes one-letter names, so that the conversion above mistakes no member for a type.
const memberName = fc.string({ minLength: 5, maxLength: 8, unit: fc.constantFrom('a', 'b', '.', '_', '#', 'é') });
const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
      .map((value) => Math.round(value * 100) / 100 + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(memberName, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe('util.dynamodb', () => {
  it('converts any value so that the SDK reads the same value back', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const typed = valueOf('util.dynamodb.toDynamoDB(ctx.args.value)', { value }) as Typed;
        // The context is JSON, and JSON has no -0.
        expect(plain(typed)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['toDynamoDB(12)', { N: 12 }],
    ['toMapValues({ a: 1, b: undefined, c: null })', { a: { N: 1 }, c: { NULL: null } }],
    ['toMap({ a: 1 })', { M: { a: { N: 1 } } }],
    ['toList([1])', { L: [{ N: 1 }] }],
    ["toStringSet(['a'])", { SS: ['a'] }],
    ['toString(null)', null],
    ['toNumberSet(undefined)', null],
    ['toMap(null)', null],
    [
      "fromS3ObjectJson(util.dynamodb.toS3Object('k', 'b', 'r', 'v').S)",
      { key: 'k', bucket: 'b', region: 'r', version: 'v' },
    ],
  ])('%s', (call, expected) => {
    expect(valueOf(`util.dynamodb.${call}`)).toEqual(expected);
  });

  it('rejects a function', () => {
    expect(evaluation('return util.dynamodb.toDynamoDB({ f: () => 1 });').error?.message).toContain(
      'no type for a function',
    );
  });
});

describe('a request built with @aws-appsync/utils/dynamodb', () => {
  const key = { id: { S: 'x' } };
  const condition = {
    expression: '(#version = :version_eq)',
    expressionNames: { '#version': 'version' },
    expressionValues: { ':version_eq': { N: 1 } },
  };

  it.each([
    [
      "get({ key: { id: 'x' }, consistentRead: true, projection: ['a', 'b.c', 'b.d'] })",
      {
        ...{ operation: 'GetItem', key, consistentRead: true },
        projection: {
          expression: '#expName_1, #expName_2.#expName_3, #expName_2.#expName_4',
          expressionNames: { '#expName_1': 'a', '#expName_2': 'b', '#expName_3': 'c', '#expName_4': 'd' },
        },
      },
    ],
    [
      "put({ key: { id: 'x' }, item: { n: 1 }, condition: { version: { eq: 1 } }, _version: null })",
      { operation: 'PutItem', key, attributeValues: { n: { N: 1 } }, condition },
    ],
    ["remove({ key: { id: 'x' }, condition: { version: { eq: 1 } } })", { operation: 'DeleteItem', key, condition }],
    [
      "query({ query: { id: { eq: 'x' }, sort: { beginsWith: 'a' } }, index: 'i', limit: 3, nextToken: null, scanIndexForward: false })",
      {
        ...{ operation: 'Query', index: 'i', limit: 3, scanIndexForward: false },
        query: {
          expression: '(#id = :id_eq) AND (begins_with(#sort,:sort_beginsWith))',
          expressionNames: { '#id': 'id', '#sort': 'sort' },
          expressionValues: { ':id_eq': { S: 'x' }, ':sort_beginsWith': { S: 'a' } },
        },
      },
    ],
    [
      'scan({ filter: { version: { eq: 1 } }, totalSegments: 4, segment: 1 })',
      { operation: 'Scan', filter: condition, totalSegments: 4, segment: 1 },
    ],
    ['sync({ lastSync: 5, limit: 2 })', { operation: 'Sync', lastSync: 5, limit: 2 }],
    [
      "batchGet({ tables: { T: { keys: [{ id: 'x' }], consistentRead: true } } })",
      { operation: 'BatchGetItem', tables: { T: { keys: [key], consistentRead: true } } },
    ],
    ["batchPut({ tables: { T: [{ id: 'x' }] } })", { operation: 'BatchPutItem', tables: { T: [key] } }],
    ["batchDelete({ tables: { T: [{ id: 'x' }] } })", { operation: 'BatchDeleteItem', tables: { T: [key] } }],
    [
      "transactGet({ items: [{ table: 'T', key: { id: 'x' } }] })",
      { operation: 'TransactGetItems', transactItems: [{ table: 'T', key }] },
    ],
    [
      `transactWrite({ items: [
        { putItem: { table: 'T', key: { id: 'x' }, item: { n: 1 } } },
        { updateItem: { table: 'T', key: { id: 'x' }, update: { n: ddb.operations.remove() } } },
        { deleteItem: { table: 'T', key: { id: 'x' } } },
        { conditionCheck: { table: 'T', key: { id: 'x' }, condition: { version: { eq: 1 } } } }] })`,
      {
        operation: 'TransactWriteItems',
        transactItems: [
          { table: 'T', operation: 'PutItem', key, attributeValues: { n: { N: 1 } } },
          {
            ...{ table: 'T', operation: 'UpdateItem', key },
            update: { expression: 'REMOVE #expName_1', expressionNames: { '#expName_1': 'n' }, expressionValues: {} },
          },
          { table: 'T', operation: 'DeleteItem', key },
          { table: 'T', operation: 'ConditionCheck', key, condition },
        ],
      },
    ],
  ])('%s', (call, expected) => {
    expect(valueOf(`ddb.${call}`)).toEqual(expected);
  });

  it.each([
    [
      "put({ key: {}, item: {}, condition: { a: { like: 'x' } } })",
      'The condition cannot be rendered: {"a":{"like":"x"}}.',
    ],
    ['transactWrite({ items: [{ touchItem: {} }] })', 'an item has touchItem'],
    ['transactGet({ items: 1 })', 'Expected a list.'],
  ])('refuses %s', (call, message) => {
    expect(evaluation(`return ddb.${call};`).error?.message).toContain(message);
  });
});

describe('update', () => {
  const rendered = (changes: string, values = {}) =>
    (valueOf(`ddb.update({ key: { id: 'x' }, update: ${changes} })`, values) as { update: Expression }).update;

  it('renders each operation, SET first, then REMOVE', () => {
    const { expression, expressionNames } = rendered(`{
      gone: ddb.operations.remove(), one: ddb.operations.add(1), two: ddb.operations.increment(),
      three: ddb.operations.decrement(3), four: ddb.operations.append([1]), five: ddb.operations.prepend([1]),
      six: ddb.operations.updateListItem('x', 1), seven: ddb.operations.replace(null), eight: 'bare', nine: undefined }`);
    expect(expression).toBe(
      [
        'SET #expName_1 = :expValue_1',
        '#expName_2 = #expName_2 + :expValue_2',
        '#expName_3 = #expName_3 - :expValue_3',
        '#expName_4 = list_append(#expName_4, :expValue_4)',
        '#expName_5 = list_append(:expValue_5, #expName_5)',
        '#expName_6[1] = :expValue_6',
        '#expName_7 = :expValue_7',
        '#expName_8 = :expValue_8 REMOVE #expName_9',
      ].join(', '),
    );
    expect(Object.values(expressionNames)).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eight',
      'gone',
    ]);
  });

  it('updates members of maps and several elements of a list', () => {
    expect(
      rendered(`{ info: { address: ddb.operations.replace('a'), old: ddb.operations.remove() },
        list: [ddb.operations.updateListItem('x', 0), ddb.operations.updateListItem('y', 2)] }`),
    ).toEqual({
      expression:
        'SET #expName_1.#expName_2 = :expValue_1, #expName_3[0] = :expValue_2, #expName_3[2] = :expValue_3 REMOVE #expName_1.#expName_4',
      expressionNames: { '#expName_1': 'info', '#expName_2': 'address', '#expName_3': 'list', '#expName_4': 'old' },
      expressionValues: { ':expValue_1': { S: 'a' }, ':expValue_2': { S: 'x' }, ':expValue_3': { S: 'y' } },
    });
  });

  it('of any flat object sets exactly its attributes', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 }));
    fc.assert(
      fc.property(fc.dictionary(memberName, scalar, { minKeys: 1, maxKeys: 6, noNullPrototype: true }), (changes) => {
        const { expression, expressionNames, expressionValues } = rendered('ctx.args.changes', { changes });
        const set = expression
          .replace(/^SET /, '')
          .split(', ')
          .map((clause) => {
            const [name = '', value = ''] = clause.split(' = ');
            return [expressionNames[name], plain(expressionValues[value] ?? {})];
          });
        expect(Object.fromEntries(set)).toEqual(changes);
        expect(set).toHaveLength(Object.keys(expressionNames).length);
        expect(Object.keys(expressionValues)).toHaveLength(set.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('util.transform', () => {
  const filter = (value: string) => valueOf(`util.transform.toDynamoDBFilterExpression(${value})`);

  it('brackets several fields in a group, so that NOT and OR apply to all of them', () => {
    expect(JSON.parse(String(filter('{ not: { a: { eq: 1 }, b: { eq: 2 } } }')))).toMatchObject({
      expression: '(NOT ((#a = :not_a_eq) AND (#b = :not_b_eq)))',
    });
  });

  it('names every value once and uses every name, for any filter', () => {
    const comparison = fc.oneof(
      fc.record({ eq: fc.integer() }),
      fc.record({ ge: fc.integer(), le: fc.integer() }),
      fc.record({ contains: fc.string() }),
      fc.record({ between: fc.tuple(fc.integer(), fc.integer()) }),
      fc.record({ in: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }) }),
      fc.record({ attributeExists: fc.boolean() }),
      fc.record({ size: fc.record({ gt: fc.integer() }) }),
    );
    const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), comparison, { minKeys: 1, noNullPrototype: true });
    const filters = fc.letrec<{ filter: unknown }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3 },
        fields,
        fc.record({ and: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ or: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ not: tie('filter') }),
      ),
    })).filter;
    fc.assert(
      fc.property(filters, (value) => {
        const text = valueOf('util.transform.toDynamoDBFilterExpression(ctx.args.value)', { value });
        const { expression, expressionNames, expressionValues } = JSON.parse(String(text)) as Expression;
        const used = expression.match(/[:]\w+/g) ?? [];
        expect(used.toSorted()).toEqual(Object.keys(expressionValues).toSorted());
        expect(new Set(expression.match(/#\w+/g))).toEqual(new Set(Object.keys(expressionNames)));
        expect(expression.split('(').length).toBe(expression.split(')').length);
        expect(valueOf('util.transform.toDynamoDBConditionExpression(ctx.args.value)', { value })).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it.each(["{ a: 'x' }", '{ a: { like: 1 } }', '{ and: {} }', '[]', 'null', "'text'"])(
    'renders %s to null',
    (value) => {
      expect(filter(value)).toBeNull();
    },
  );

  it('creates a subscription filter of alternative groups', () => {
    const call = `util.transform.toSubscriptionFilter(
      { a: { eq: 1 }, or: [{ b: { gt: 2 } }, { c: { in: [3] } }], d: { eq: 4 } }, ['d'], { e: { eq: 5 }, f: { eq: 6 } })`;
    const one = { fieldName: 'a', operator: 'eq', value: 1 };
    const ways = [
      { fieldName: 'b', operator: 'gt', value: 2 },
      { fieldName: 'c', operator: 'in', value: [3] },
    ];
    const rules = [
      { fieldName: 'e', operator: 'eq', value: 5 },
      { fieldName: 'f', operator: 'eq', value: 6 },
    ];
    expect(valueOf(call)).toEqual({
      filterGroup: ways.flatMap((way) => rules.map((rule) => ({ filters: [one, way, rule] }))),
    });
  });
});
