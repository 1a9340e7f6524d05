import plugin from '@aws-appsync/eslint-plugin';
import { describe, expect, it } from 'vitest';

import { checkCode } from '../../../local/appsync-js/check/check.ts';
import { rememberedVerdicts } from '../../../local/appsync-js/check/process/verdicts.ts';
import { evaluateCode } from '../../../local/appsync-js/evaluate.ts';
import { aResolver } from '../../support/host/handlers.ts';

/** Returns the findings for a `request` with these statements, which are in line 3. */
function found(statements: string) {
  return checkCode([{ name: 'Query.trip', code: aResolver(statements) }]);
}

/** The rules of AppSync's own plugin, with code that violates each. */
const ofThePlugin: readonly (readonly [rule: string, statements: string])[] = [
  ['no-async', 'const f = async () => 1;'],
  ['no-await', 'const f = async () => { await 1; };'],
  ['no-classes', 'class Trip {}'],
  ['no-for', 'for (let i = 0; i < 3; i += 1) ctx.stash.i = i;'],
  ['no-continue', 'for (const x of ctx.args.list) { if (x) continue; }'],
  ['no-generators', 'function* f() {}'],
  ['no-yield', 'function* f() { yield 1; }'],
  ['no-labels', 'outer: for (const x of ctx.args.list) break outer;'],
  ['no-regex', 'return /a/;'],
  ['no-this', 'return this;'],
  ['no-try', 'try { ctx.stash.a = 1; } finally { ctx.stash.b = 1; }'],
  ['no-while', 'while (ctx.args.more) ctx.stash.a = 1;'],
  ['no-while', 'do { ctx.stash.a = 1; } while (ctx.args.more);'],
  ['no-recursion', 'const f = (n) => n > 0 ? f(n - 1) : n; return f(3);'],
  ['no-recursion', 'function f(n) { return g(n); } function g(n) { return f(n); } return f(3);'],
  ['no-disallowed-unary-operators', 'let n = 0; n++;'],
  ['no-disallowed-unary-operators', 'let n = 0; --n;'],
  ['no-disallowed-unary-operators', 'return ~1;'],
  ['no-disallowed-methods', "return 'a'.charCodeAt(0);"],
  ['no-disallowed-methods', 'return Object.freeze({});'],
  ['no-disallowed-methods', 'return [1].entries();'],
  ['no-disallowed-binary-operators', 'return ctx.args instanceof Object;'],
  ['no-function-passing', 'const twice = (f) => f(f(1)); return twice((x) => x + 1);'],
  ['no-function-passing', 'return [2, 1].sort((a, b) => a - b);'],
  ['no-promise', 'return new Promise((resolve) => resolve(1));'],
  ['no-function-reassign', 'const f = () => 1; const g = f; return g();'],
  ['no-function-return', 'const f = () => () => 1; return f();'],
  ['no-disallowed-re-assignment', 'ctx = {}; return ctx;'],
  ['no-disallowed-re-assignment', 'ctx.args = {}; return ctx;'],
  ['no-in-operator', "return 'a' in ctx.args;"],
];

/** Code that the plugin accepts but AppSync refuses. */
const beyondThePlugin: readonly (readonly [rule: string, statements: string])[] = [
  ['no-throw', "throw 'no';"],
  ['no-new', 'return new Set();'],
  ['no-new', 'return new Date().toISOString();'],
  ['no-new', 'const Trip = () => 1; return new Trip();'],
  ['no-new', 'const f = () => { const seen = new Map(); return seen; }; return f();'],
  ['no-function-passing', 'return ctx.args.list.sort((a, b) => a.n - b.n);'],
  ['no-function-passing', 'return ctx.args.list?.sort((a, b) => a.n - b.n);'],
  ['no-function-passing', 'const by = { f: 1 }; return [2, 1].sort(by.f);'],
  ['no-function-passing', "return ctx.args.text.replace('a', (found) => found);"],
  ['no-function-passing', 'const byN = (a, b) => a.n - b.n; return ctx.args.list.sort(byN);'],
  ['no-classes', 'return class {};'],
  ['no-accessors', 'return { get id() { return 1; } };'],
  ['no-accessors', 'return { set id(id) {} };'],
  ['no-generators', 'const f = function* () {}; return f;'],
  ['no-bigint', 'return 1n;'],
  ...[
    ...['Date.now()', 'String(1)', "Number('1')", 'Boolean(1)', 'Array.from([])', 'Array(3)', "Symbol('a')"],
    ...["parseInt('1')", "parseFloat('1')", 'isNaN(1)', 'isFinite(1)', "Error('no')", 'Promise.resolve(1)'],
    ...['[1].map(String)', '[1].filter(Boolean)', 'Map', 'Set', 'Reflect.ownKeys({})', 'globalThis', 'Intl', 'RegExp'],
    ...["require('fs')", 'Array.isArray([])', 'Array.of(1)', "encodeURIComponent('a')", 'Object({})'],
  ].map((expression) => ['no-missing-globals', `return ${expression};`] as const),
  ...[
    ...[
      'Math.abs(-1)',
      'Math.PI',
      "Math['pow'](2, 3)",
      'Object.create({})',
      'Object.fromEntries([])',
      'Number.parseInt(1)',
    ],
    ...['String.fromCharCode(65)', "'a'.padStart(2)", "'a'.match('a')", "'a'.at(0)", "'a'['padEnd'](2)"],
    ...[
      '[1].at(0)',
      '[1].toSorted()',
      '[1].with(0, 2)',
      '(1).toFixed(2)',
      'true.toString()',
      "({}).hasOwnProperty('a')",
    ],
    ...[
      '`${ctx.args.id}`.normalize()',
      'util.autoId().repeat(1)',
      'String.raw`a`',
      "util.time.nowISO8601().split('-').at(0)",
    ],
    ...['Object.keys(ctx.args).keys()', 'JSON.stringify({}).codePointAt(0)'],
  ].map((expression) => ['no-disallowed-methods', `return ${expression};`] as const),
  ...[
    ...['when.padEnd(9)', 'when?.padStart(3)', "when['padStart'](3)", 'when.trim().charCodeAt(0)', 'list[0].at(-1)'],
    ...['cost.toFixed(2)', 'list.toSorted()', 'list.with(0, 1)', 'when.match("a")', 'f.call(1)'],
  ].map((expression) => ['no-disallowed-methods', `return ctx.args.${expression};`] as const),
  ['no-disallowed-methods', 'const { abs } = Math; return abs(-1);'],
  ['no-disallowed-methods', "const { padStart } = 'a'; return typeof padStart;"],
  ['no-disallowed-methods', 'const f = () => 1; return f.call();'],
  ['no-disallowed-methods', 'const f = () => 1; return f.bind();'],
];

describe('Code that AppSync refuses is found, with rule and location:', () => {
  it('every rule of its plugin has a case', () => {
    const recommended = plugin.configs?.['recommended'] as { readonly rules: object };
    const names = Object.keys(recommended.rules).map((name) => name.replace('@aws-appsync/', ''));
    expect([...new Set(ofThePlugin.map(([rule]) => rule))].sort()).toEqual(names.sort());
  });

  it.each([...ofThePlugin, ...beyondThePlugin])('%s: %s', (rule, statements) => {
    const findings = found(statements);
    expect(findings).toContainEqual(expect.objectContaining({ rule, file: 'Query.trip', line: 3 }));
    for (const { message, column } of findings) {
      expect(message).toMatch(/\w/);
      expect(column).toBeGreaterThan(aResolver('@').split('\n')[2]?.indexOf('@') ?? Infinity);
    }
  });

  it.each([
    ['PARSE_ERROR', 'syntax', 'const a = (;'],
    ['UNSUPPORTED_SYNTAX_TYPE', 'no-new', 'return new Set();'],
    ['INVALID_FUNCTION_INVOCATION', 'no-missing-globals', 'return String(1);'],
    ['INVALID_FUNCTION_INVOCATION', 'no-disallowed-methods', "return 'a'.at(1);"],
    ['LINT_ERROR', 'no-function-return', 'return () => 1;'],
    ['INVALID_BINARY_OPERATOR', 'no-sequences', 'return (ctx.args.a, 1);'],
  ])('%s for %s', (errorType, rule, statements) => {
    expect(found(statements)).toMatchObject([{ errorType, rule }]);
  });

  it('a module with an unknown import or without a required export', () => {
    const code = "import { randomUUID } from 'node:crypto';\nexport function request() { return randomUUID(); }";
    expect(checkCode([{ name: 'code.js', code }])).toMatchObject([
      { rule: 'imports', line: 1 },
      { rule: 'exports', message: 'The code must export a function named response.' },
    ]);
  });

  it('comments in the code switch off no rule', () => {
    // These comments are input: the check must ignore them, as AppSync does.
    expect(found('/* eslint-disable */ return [2, 1].sort((a, b) => a - b); // eslint-disable-line')).toHaveLength(1);
    const untyped = `// @ts-nocheck\n${aResolver("// @ts-ignore\nreturn ['a'.at(0), nothing];")}`;
    expect(checkCode([{ name: 'code.js', code: untyped }])).toHaveLength(2);
  });
});

describe('Code that AppSync accepts passes:', () => {
  it.each([
    [
      'for-of, which only hearsay has as refused',
      'for (const x of ctx.args.list) { if (x > 2) break; ctx.stash.x = x; }',
    ],
    ['for-in', "for (const name in ctx.args) ctx.stash[name] = ctx.args[name] ?? 'none';"],
    [
      'variables of its own, with any name',
      'const Date = { now: () => 1 }; const Map = [1]; return [Date.now(), Map];',
    ],
    [
      'parameters and functions called as globals are',
      'const f = (parseInt) => parseInt; function Set() { return 1; } return f(Set());',
    ],
    [
      'includes and substring',
      "return ['a'.includes('b'), ctx.args.list.includes(1), 'a'.substring(1), ctx.args.a.substring(1)];",
    ],
    ['a method that is read but not called', "return 'a'.repeat ? 1 : 2;"],
    ['methods of values of unknown type', "return ctx.args.when.slice(0, 4).split('-').join().concat('a');"],
    ['methods of its own objects', 'const o = { at: (n) => n, toFixed: (n) => n }; return o.at(o.toFixed(1));'],
    ['members called as globals are', 'return [ctx.args.Date, { parseInt: 1 }.parseInt];'],
    ['sort without a comparator', 'return [[2, 1].sort(), ctx.args.list.sort()];'],
    ['callbacks of arrays', 'return [1, 2].map((x) => x + 1).filter((x) => x > 1).reduce((sum, x) => sum + x, 0);'],
    ['a callback by its name', 'const double = (x) => x * 2; return [1].map(double);'],
    ['numbers', 'return [NaN, Infinity, undefined, Number.isNaN(+ctx.args.n), Math.round(1.5), -1, 2 ** 3];'],
    [
      'JSON and objects',
      "const { keys } = Object; return JSON.parse(JSON.stringify({ k: keys({ a: 1 }), b: Object.hasOwn({}, 'a') }));",
    ],
    ['typeof and void', "return typeof ctx.args.x === 'string' ? void 0 : ctx.args?.x?.y;"],
    ['args that are changed', 'ctx.args.input.id = ctx.args.input.id ?? 1; ctx.stash.a = 1; delete ctx.args.b;'],
  ])('%s', (_what, statements) => {
    expect(found(statements)).toEqual([]);
  });

  it("a resolver as in AWS's samples, with types in its comments", () => {
    const code = `import { util, extensions } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

/**
 * Puts a todo.
 * @param {import('@aws-appsync/utils').Context<{ input: { title: string, due?: string } }>} ctx the context
 * @returns {import('@aws-appsync/utils').DynamoDBPutItemRequest} the request
 */
export function request(ctx) {
  const { input: { title, ...rest } } = ctx.args;
  if (title.trim().length === 0) util.error('A todo needs a title.', 'InvalidInput', null, { title });
  const values = { title: title.toUpperCase(), ...rest, at: util.time.nowISO8601().split('T')[0] };
  for (const [name, value] of Object.entries(values)) console.log(\`\${name}: \${value}\`);
  return ddb.put({ key: { id: util.autoId() }, item: values, condition: { id: { attributeExists: false } } });
}

export const response = (ctx) => {
  const { error, result } = ctx;
  if (error) return util.appendError(error.message, error.type, result);
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ id: { eq: result.id } }));
  return result;
};
`;
    // The types of npm require the key among the item's attributes; a recording shows that AWS accepts this.
    const findings = checkCode([{ name: 'code.js', code }]);
    expect(findings.filter(({ confidence }) => confidence !== 'contradicted')).toEqual([]);
  });

  it('is checked only once, whether it passed or not', () => {
    const [passing, failing] = [aResolver(`return ${Date.now()};`), aResolver(`throw ${Date.now()};`)];
    const [named, other] = [passing, failing].map((code) => ({ name: 'code.js', code }));
    expect(checkCode([named, other].flatMap((each) => each ?? []))).toMatchObject([{ rule: 'no-throw' }]);
    expect(rememberedVerdicts().of(passing)).toEqual([]);
    expect(rememberedVerdicts().of(failing)).toMatchObject([{ rule: 'no-throw', source: 'aws-appsync-community#337' }]);
  });
});

it('evaluateCode returns the errors of code that AppSync rejects', () => {
  const code = aResolver('return String(ctx.args.id);');
  expect(evaluateCode({ code, context: '{}', function: 'request' }).error).toEqual({
    message: 'The code contains one or more errors.',
    codeErrors: [
      {
        errorType: 'INVALID_FUNCTION_INVOCATION',
        value: 'APPSYNC_JS has no String(). Use a template literal.',
        location: { line: 3, column: 39, span: 0 },
      },
    ],
  });
});
