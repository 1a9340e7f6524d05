import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { anApi, answering, served, type ServedApi } from '../../support/host/servedApi.ts';

const schema = `
  type Query {
    trip(id: ID!): Trip
    find(input: Find, kind: Kind, mail: AWSEmail, at: AWSDateTime, json: AWSJSON): String
    trips: [Trip]
  }
  type Trip { id: ID, legs: [Leg], main: Leg }
  type Leg { to: String }
  input Find { from: String!, size: Int, kinds: [Kind!], inner: Find }
  enum Kind { PAPER BAG }
  type Mutation { x: Trip }
  type Subscription { changed: Trip @aws_subscribe(mutations: ["x"]) }`;

let api: ServedApi;
beforeAll(async () => {
  api = await served(anApi({ schema, resolvers: { 'Query.find': answering('"found"') } }));
});
afterAll(() => api.close());

describe('a query that does not match the schema gets status 200 and', () => {
  it.each([
    ['{ nope }', "FieldUndefined: Field 'nope' in type 'Query' is undefined @ 'nope'"],
    ['{ trips { legs { nope } } }', "FieldUndefined: Field 'nope' in type 'Leg' is undefined @ 'trips/legs/nope'"],
    ['{ trips { main } }', "SubSelectionRequired: Sub selection required for type Leg of field main @ 'trips/main'"],
    ['{ trips }', "SubSelectionRequired: Sub selection required for type null of field trips @ 'trips'"],
    ['{ find { x } }', "SubSelectionNotAllowed: Sub selection not allowed on leaf type String @ 'find'"],
    ['{ trip { id } }', "MissingFieldArgument: Missing field argument id @ 'trip'"],
    ['{ trip(id: 1, no: 2) { id } }', "UnknownArgument: Unknown field argument no @ 'trip'"],
    ['{ trip(id: null) { id } }', "WrongType: argument 'id' with value 'NullValue{}' must not be null @ 'trip'"],
    [
      '{ find(mail: "ada") }',
      "WrongType: argument 'mail' with value 'StringValue{value='ada'}' is not a valid 'AWSEmail' @ 'find'",
    ],
    [
      '{ find(kind: BOX) }',
      "WrongType: argument 'kind' with value 'EnumValue{name='BOX'}' is not a valid 'Kind' @ 'find'",
    ],
    [
      '{ find(input: { from: "a", size: "b" }) }',
      "WrongType: argument 'input.size' with value 'StringValue{value='b'}' is not a valid 'Int' @ 'find'",
    ],
    [
      '{ find(input: { from: "a", kinds: [BAG, 1] }) }',
      "WrongType: argument 'input.kinds[1]' with value 'IntValue{value=1}' is not a valid 'Kind' @ 'find'",
    ],
    [
      '{ find(input: { size: 1 }) }',
      "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='size', value=IntValue{value=1}}]}' is missing required fields '[from]' @ 'find'",
    ],
    [
      '{ find(input: { from: "a", nope: true }) }',
      "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='from', value=StringValue{value='a'}}, ObjectField{name='nope', value=BooleanValue{value=true}}]}' contains a field not in 'Find': 'nope' @ 'find'",
    ],
    [
      '{ find(json: "{") }',
      "WrongType: argument 'json' with value 'StringValue{value='{'}' is not a valid 'AWSJSON' @ 'find'",
    ],
    [
      'query ($id: String) { trip(id: $id) { id } }',
      "VariableTypeMismatch: Variable type 'String' doesn't match expected type 'ID!' @ 'trip'",
    ],
    ['query ($x: ID) { trips { id } }', 'UnusedVariable: Unused variable x'],
    ['{ trip(id: $x) { id } }', "UndefinedVariable: Undefined variable x @ 'trip'"],
    ['query ($x: Nope) { trip(id: $x) { id } }', 'UnknownType: Unknown type Nope'],
    ['{ ...Gone }', 'UndefinedFragment: Undefined fragment Gone'],
    ['{ trips { id } } fragment F on Trip { id }', "UnusedFragment: Unused fragment F @ 'F'"],
    ['{ trips { id @nope } }', "UnknownDirective: Unknown directive nope @ 'trips/id'"],
    ['{ a: trips { x: id x: main { to } } }', "FieldsConflict: x: id and main are different fields @ 'trips/id'"],
  ])('%s', async (query, message) => {
    const { status, body } = await api.ask(query);
    expect(status).toBe(200);
    expect(body.data).toBeNull();
    expect(body.errors?.map((error) => error['message'])).toContain(`Validation error of type ${message}`);
  });

  it("in AppSync's format", async () => {
    expect((await api.ask('{badfield}')).body).toEqual({
      data: null,
      errors: [
        {
          path: null,
          locations: [{ line: 1, column: 2, sourceName: null }],
          message:
            "Validation error of type FieldUndefined: Field 'badfield' in type 'Query' is undefined @ 'badfield'",
        },
      ],
    });
  });
});

describe('variables that do not match get status 200 and', () => {
  const find =
    'query ($input: Find!, $kind: Kind, $at: AWSDateTime, $json: AWSJSON) { find(input: $input, kind: $kind, at: $at, json: $json) }';
  const input = { from: 'Berlin' };

  it.each<[string, Record<string, unknown>, string]>([
    ['no required one', {}, "Variable 'input' has coerced Null value for NonNull type 'Find!'"],
    ['null in it', { input: { from: null } }, "Variable 'from' has coerced Null value for NonNull type 'String!'"],
    [
      'null deep in it',
      { input: { ...input, inner: {} } },
      "Variable 'from' has coerced Null value for NonNull type 'String!'",
    ],
    [
      'an unknown field',
      { input: { ...input, nope: 1 } },
      "The variables input contains a field name 'nope' that is not defined for input object type 'Find' ",
    ],
    [
      'no object',
      { input: 'Berlin' },
      "Variable 'input' has an invalid value. Expected type 'Map' but was 'String'. Variables for input objects must be an instance of type 'Map'.",
    ],
    [
      'a text for a number',
      { input: { ...input, size: 'x' } },
      "Variable 'size' has an invalid value. Expected type 'Int' but was 'String'.",
    ],
    [
      'an unknown enum value',
      { input, kind: 'BOX' },
      "Variable 'kind' has an invalid value. Invalid input for Enum 'Kind'. No value found for name 'BOX'.",
    ],
    [
      'broken JSON',
      { input, json: '{oops}' },
      "Variable 'json' has an invalid value. Unable to parse {oops} as valid JSON.",
    ],
    [
      'no date and time',
      { input, at: 'soon' },
      "Variable 'at' has an invalid value. Unable to parse `soon` as a valid DateTime Object.",
    ],
  ])('%s', async (_, variables, message) => {
    const { status, body } = await api.ask({ query: find, variables });
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: null, errors: [{ path: null, message }] });
  });

  it('are accepted if they match; unknown ones are ignored', async () => {
    const variables = { input: { ...input, size: 2, kinds: ['BAG'] }, json: '{}', other: 1 };
    expect((await api.ask({ query: find, variables })).body).toEqual({ data: { find: 'found' } });
  });
});

describe('a phone number', () => {
  // amplify-flutter#822 and amplify-studio#759 quote AppSync's answers to these numbers.
  it.each(['1110004444', '+12312'])('%s in a variable gets the answer of AppSync', async (phone) => {
    const phones = await served(anApi({ schema: 'type Query { call(phone: AWSPhone): String }' }));
    onTestFinished(phones.close);
    const query = 'query Call($phone: AWSPhone) { call(phone: $phone) }';
    expect((await phones.ask({ query, variables: { phone } })).body).toEqual({
      data: null,
      errors: [
        {
          path: null,
          locations: [{ line: 1, column: 12, sourceName: null }],
          message: `Variable 'phone' has an invalid value. Unable to parse \`${phone}\` as a valid phone number.`,
        },
      ],
    });
  });
});

describe('introspection', () => {
  it("returns the schema with AppSync's scalars", async () => {
    const { body } = await api.ask('{ __type(name: "AWSDateTime") { kind } __schema { queryType { name } } }');
    expect(body.data).toEqual({ __type: { kind: 'SCALAR' }, __schema: { queryType: { name: 'Query' } } });
  });

  // AWS documents a validation error, and no public source quotes it: the words are those of any undefined field.
  it('is a validation error if the API disables it', async () => {
    const closed = await served(anApi({ schema, introspection: false }));
    const { body } = await closed.ask('{ __schema { queryType { name } } }');
    expect(body.errors?.[0]?.['message']).toContain("FieldUndefined: Field '__schema' in type 'Query' is undefined");
    await closed.close();
  });
});
