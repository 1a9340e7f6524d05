import { isScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';

import { serializerOf } from '../../../local/appsync/schema/scalars.ts';
import { loadSchema } from '../../../local/appsync/schema/schema.ts';

const schema = loadSchema('type Query { a: String }');

function scalar(name: string) {
  const type = schema.getType(name);
  if (!isScalarType(type)) throw new Error(`no scalar ${name}`);
  return type;
}

const accepted: Readonly<Record<string, readonly unknown[]>> = {
  AWSDate: ['2024-02-29', '1970-01-01Z', '1970-01-01-07:00', '1970-01-01+05:30:15'],
  AWSTime: ['12:00:34.', '12:30Z', '12:30:24.500+05:30', '23:59:59.999'],
  AWSDateTime: ['1970-01-01T12:30:00.000Z', '2024-10-04T19:34:18+02:00', '2024-10-04T19:34Z'],
  AWSTimestamp: [0, -1, 1_700_000_000],
  AWSEmail: ['ada@example.com', 'a.b+c@sub.example.co', 'ada@localhost', '"ada b"@example.com'],
  AWSPhone: ['+49 30 901820', '+1-415-555-2671', '415 555 2671', '4155552671'],
  AWSURL: ['https://example.com/a?b=c', 'http://localhost:3000/', 'ftp://example.com/x', 'mailto:ada@example.com'],
  AWSIPAddress: ['127.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32'],
};

const refused: Readonly<Record<string, readonly unknown[]>> = {
  AWSDate: ['2023-02-29', '2024-13-01', '2024-1-1', '1970-01-01T00:00Z', 'zzz', '', 20240101, null],
  AWSTime: ['24:00:00', '12:60:00', '12', 'noon', 12],
  AWSDateTime: ['2026-05-06T00:00:00.000', '2024-10-04T19:34:18+0000', '2024-02-30T00:00:00Z', '2024-10-04', 1],
  AWSTimestamp: [1.5, '1700000000', 2 ** 60, true],
  AWSEmail: ['ada', 'ada@', '@example.com', 'a b@example.com', 'ada@example..com', 'Ada <ada@example.com>', 1],
  AWSPhone: ['12345', '+0 123 456789', 'phone', '+49 (30) 901820', '115 555 2671', 4155552671],
  AWSURL: ['example.com', 'https://example.com//double', '/path', 'https://exa mple.com', 1],
  AWSIPAddress: ['256.0.0.1', '10.0.0.0/33', '::1/129', '10.0.0.0/8/8', 'localhost', 1],
};

const nouns: Readonly<Record<string, string>> = {
  AWSDate: 'Date Object',
  AWSTime: 'Time Object',
  AWSDateTime: 'DateTime Object',
  AWSTimestamp: 'timestamp',
  AWSEmail: 'Email',
  AWSPhone: 'phone number',
  AWSURL: 'URL',
  AWSIPAddress: 'IP Address',
};

describe.each(Object.keys(accepted))('%s', (name) => {
  it.each(accepted[name] ?? [])('accepts %j and returns it unchanged', (value) => {
    expect(scalar(name).parseValue(value)).toBe(value);
    expect(serializerOf(name)?.(value)).toBe(value);
  });

  it.each(refused[name] ?? [])('rejects %j as input and as output', (value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    expect(() => scalar(name).parseValue(value)).toThrow(
      `Unable to parse \`${text}\` as a valid ${nouns[name] ?? ''}.`,
    );
    expect(() => serializerOf(name)?.(value)).toThrow(`Unable to serialize \`${text}\``);
  });
});

describe('AWSJSON', () => {
  it.each([
    ['{"a":[1,null]}', { a: [1, null] }],
    ['"text"', 'text'],
    ['1', 1],
    ['null', null],
  ])('parses %s', (text, value) => {
    expect(scalar('AWSJSON').parseValue(text)).toEqual(value);
  });

  it.each(['{oops}', '', 'text', 7, { a: 1 }])('rejects %j', (value) => {
    expect(() => scalar('AWSJSON').parseValue(value)).toThrow(/^Unable to parse .* as valid JSON\.$/);
  });

  it('is returned as text, and a text unchanged', () => {
    expect(serializerOf('AWSJSON')?.({ a: [1] })).toBe('{"a":[1]}');
    expect(serializerOf('AWSJSON')?.('{"a":1}')).toBe('{"a":1}');
    expect(serializerOf('AWSJSON')?.(5)).toBe('5');
  });
});
