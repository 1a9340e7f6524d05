import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { loadCode } from '../../../local/appsync-js/runtime/code.ts';
import { aResolver, evaluate, evaluation, valueOf } from '../../support/host/handlers.ts';

/** Evaluates a `request` with these statements in the mode for other people's apps. */
const lenient = (statements: string) =>
  evaluate(loadCode(aResolver(statements), 'Query.trip', { strict: false }), 'request');

describe('util.error', () => {
  it.each([
    ["'bad', 25", 'its type is number'],
    ["'bad', {}", 'its type is object'],
    ['25', 'its message is number'],
    ['null', 'its message is null'],
    ['ctx.args.none', 'its message is undefined'],
    ["['bad']", 'its message is object'],
  ])('with %s only warns', (given, reason) => {
    const { result, error, warnings } = evaluation(`util.error(${given}); return 'reached';`);
    expect([result, error]).toEqual(['reached', null]);
    expect(warnings).toEqual([expect.stringContaining(reason)]);
  });

  it.each(["'bad'", "'bad', undefined", "'bad', null", "'bad', 'Type', 25"])('with %s ends the handler', (given) => {
    expect(evaluation(`util.error(${given}); return 1;`).error?.message).toBe('bad');
  });
});

describe('util.appendError with a message or type that is not a string', () => {
  it.each(['25', "'bad', 25"])('(%s) appends nothing in strict mode, and warns otherwise', (given) => {
    const strict = evaluation(`util.appendError(${given});`);
    expect([strict.appendedErrors, strict.warnings.length]).toEqual([[], 1]);
    const other = lenient(`util.appendError(${given});`);
    expect([other.appendedErrors.length, other.warnings.length]).toEqual([1, 1]);
  });
});

describe('ctx.request and ctx.identity', () => {
  const identity = {
    sub: 'ada',
    username: 'ada',
    issuer: 'https://idp',
    claims: { email: 'ada@example.com', list: ['a'] },
    sourceIp: ['127.0.0.1'],
    defaultAuthStrategy: 'ALLOW',
    groups: ['Staff', 'Admins'],
  } as const;
  const context = { identity, request: { headers: { host: 'h', many: ['1', '2'] }, domainName: null } };

  it.each([
    'delete ctx.request.headers.host',
    'delete ctx.request.headers.none',
    "ctx.request.headers.host = 'x'",
    "ctx.request.headers.more = 'x'",
    "ctx.request.domainName = 'x'",
    "ctx.request.headers.many.push('3')",
    "ctx.identity.claims.email = 'x'",
    "ctx.identity.claims.list[0] = 'x'",
    "Object.assign(ctx.identity, { sub: 'x' })",
    'ctx.identity.groups.sort()',
    "const { claims } = ctx.identity; claims.more = 'x'",
  ])('%s fails as on AWS', (statement) => {
    const { error, warnings } = evaluation(`${statement}; return 'reached';`, context);
    expect(error).toMatchObject({ kind: 'crashed', type: 'Code', message: 'Runtime Error' });
    expect(warnings).toEqual([expect.stringMatching(/^Query\.trip:3:\d+: .*#382/)]);
  });

  it('are readable like any other value', () => {
    const { result, error } = evaluation(
      `const { claims, ...rest } = ctx.identity;
       ctx.stash.identity = ctx.identity;
       return {
         claims, rest, same: ctx.identity.claims === ctx.identity.claims, keys: Object.keys(ctx.request.headers),
         text: JSON.stringify(ctx.request), groups: ctx.identity.groups.map((name) => name).concat(ctx.identity.groups),
         type: util.authType(), typed: util.dynamodb.toMapValues({ list: ctx.identity.groups }),
         copied: util.http.copyHeaders(ctx.request.headers),
       };`,
      context,
    );
    const { claims, ...rest } = identity;
    expect(error).toBeNull();
    expect(result).toEqual({
      ...{ claims, rest, same: true, keys: ['host', 'many'], text: JSON.stringify(context.request) },
      ...{ groups: ['Staff', 'Admins', 'Staff', 'Admins'], type: 'User Pool Authorization' },
      ...{ typed: { list: { L: [{ S: 'Staff' }, { S: 'Admins' }] } }, copied: { many: ['1', '2'] } },
    });
  });
});

describe('runtime.earlyReturn without a value', () => {
  it.each(['', 'null', 'undefined', 'ctx.args.none', "null, { skipTo: 'END' }"])('(%s)', (given) => {
    const { error, earlyReturn } = evaluation(`runtime.earlyReturn(${given}); return 'reached';`);
    expect(error).toMatchObject({ kind: 'crashed', type: 'Code', message: 'Runtime Error' });
    expect(earlyReturn).toBeNull();
    const other = lenient(`runtime.earlyReturn(${given}); return 'reached';`);
    expect([other.error, other.result, other.earlyReturn !== null]).toEqual([null, null, true]);
    expect(other.warnings).toEqual([expect.stringMatching(/^Query\.trip:3:\d+: .*#280/)]);
  });
});

describe('an assignment has no value', () => {
  it.each([
    ['let a = 1; return a += 2;', '', 3],
    ["let a = 'x'; return a += 'y';", '', 'xy'],
    ['let a = 1; return (a = 2);', '', 2],
    ['let a = 1; const b = a -= 1; return b;', '', 0],
    ['let a = 1; return [0].map((n) => a += 1)[0];', '', 2],
    ['let a = 1; return `${a *= 3}`;', '', '3'],
  ])('%s', (statements, strict, javaScript) => {
    expect(evaluation(statements).result).toBe(strict);
    expect(lenient(statements).result).toBe(javaScript);
    for (const mode of [true, false]) {
      const { warnings } = loadCode(aResolver(statements), 'Query.trip', { strict: mode });
      expect(warnings).toEqual([expect.stringMatching(/^Query\.trip:3:\d+: An assignment has no value/)]);
    }
  });

  it('but takes effect, without a warning in statements and in callbacks of forEach', () => {
    const statements = 'let a = 1; a += 1; (a += 1); [1].forEach((n) => (a += n)); ({ a } = { a: a * 2 }); return a;';
    expect(evaluation(statements).result).toBe(8);
    expect(loadCode(aResolver(statements), 'Query.trip').warnings).toEqual([]);
  });
});

describe('a value of util', () => {
  it.each([
    ['util.base64Decode("%%")', ''],
    ['util.dynamodb.toNull()', { NULL: null }],
    ['util.dynamodb.toDynamoDB(1)', { N: 1 }],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });
});

/** The rows of the table in the host's README name their tests, which are files here. */
it('every deviation in the README names its test', () => {
  const readme = readFileSync(new URL('../../../local/README.md', import.meta.url), 'utf8');
  const [, section = ''] = readme.split('## Where AWS is not JavaScript');
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| (?!-|AWS)/.test(line));
  expect(rows.length).toBeGreaterThan(18);
  for (const row of rows) {
    const files = (row.split('|').at(-2) ?? '').trim().split(', ');
    for (const file of files) {
      const text = readFileSync(new URL(`../${file}.test.ts`, import.meta.url), 'utf8');
      expect(text.length).toBeGreaterThan(0);
    }
  }
});
