import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { checkCode } from '../../../local/appsync-js/check/check.ts';
import { ownRules } from '../../../local/appsync-js/check/rules/rules.ts';
import { aResolver } from '../../support/host/handlers.ts';

/** Returns the findings for a `request` with these statements, which are in line 3. */
function found(statements: string) {
  return checkCode([{ name: 'Query.trip', code: aResolver(statements) }]);
}

interface Case {
  readonly rule: string;
  readonly source: string | RegExp;
  readonly severity: 'refused' | 'differs';
  /** Statements that violate the rule. */
  readonly wrong: readonly string[];
  /** Similar statements that AWS accepts. */
  readonly right: readonly string[];
}

const cases: readonly Case[] = [
  {
    ...{ rule: 'no-call-after-nullish', source: 'aws-appsync-community#403', severity: 'differs' },
    wrong: [
      "return ctx.args.a ?? util.error('none');",
      'const f = () => 1; return ctx.args.a ?? (ctx.args.c ? f() : 1);',
      'const f = () => 1; return ctx.args.a ?? [f()];',
      'const f = () => 1; return ctx.args.a ?? { b: f() };',
      'const f = () => 1; return ctx.args.a ?? `${f()}`;',
      'const f = () => 1; return (ctx.args.a ?? f())?.b;',
      'const f = () => 1; return ctx.args.a ?? ctx.args.b ?? f();',
      'return ctx.args.a ?? ctx.args.b?.();',
      'const f = (x) => x[0]; return ctx.args.a ?? f`x`;',
      'return ctx.args.a ?? delete ctx.args.b;',
    ],
    right: [
      "return ctx.args.a ?? 'none';",
      'return ctx.args.a ?? ctx.args.b.c ?? ctx.args?.d;',
      'return ctx.args.a ?? [ctx.args.b, `${ctx.args.c}`];',
      "return ctx.args.a ? ctx.args.a : util.error('none');",
      'return util.autoId() ?? 1;',
    ],
  },
  {
    ...{ rule: 'no-assignment-as-value', source: 'amplify-category-api#3192', severity: 'differs' },
    wrong: [
      'let a = 1; return a += 2;',
      'let a = 1; const b = (a = 2); return b;',
      'let x = 1; let y = 2; x = y = 1; return x;',
      'let n = 0; return ctx.args.list.map((x) => (n += x));',
      'let a = 1; if ((a = ctx.args.b)) return a;',
    ],
    right: ['let a = 1; a += 2; return a;', 'let n = 0; ctx.args.list.forEach((x) => (n += x)); return n;'],
  },
  {
    ...{ rule: 'no-logical-assignment', source: 'aws-appsync-community#353', severity: 'refused' },
    wrong: ['let a = ctx.args.a; a ??= 1; return a;', 'ctx.stash.a ||= 1;', 'ctx.stash.a &&= 1;'],
    right: ['let a = ctx.args.a; a = a ?? 1; a += 1; a -= 1; a *= 2; a /= 2; a %= 2; return a;'],
  },
  {
    ...{ rule: 'no-sequences', source: /INVALID_BINARY_OPERATOR/, severity: 'refused' },
    wrong: ['const b = (ctx.args.a, 3); return b;', 'ctx.stash.a = 1, ctx.stash.b = 2;'],
    right: ['const a = 1, b = 2; return [a, b];'],
  },
  {
    ...{ rule: 'no-empty-early-return', source: 'aws-appsync-community#280', severity: 'differs' },
    wrong: [
      'runtime.earlyReturn();',
      'runtime.earlyReturn(null);',
      "runtime.earlyReturn(undefined, { skipTo: 'END' });",
      'runtime.earlyReturn(void 0);',
      'runtime.earlyReturn(ctx.args.a ? null : {});',
      'runtime.earlyReturn(ctx.args.a ?? null);',
      'const none = null; runtime.earlyReturn(none);',
      'let none; runtime.earlyReturn(none);',
      'const { earlyReturn } = runtime; earlyReturn(null);',
    ],
    right: [
      'runtime.earlyReturn({});',
      "runtime.earlyReturn('');",
      'const none = { none: true }; runtime.earlyReturn(none);',
    ],
  },
  {
    ...{ rule: 'no-shadow', source: /minified bundles/, severity: 'differs' },
    wrong: [
      'const f = (e) => { if (e) { const e = 2; return e; } return e; }; return f(1);',
      'const f = (request) => request; return f(1);',
      'const xs = ctx.args.xs; return xs.map((xs) => xs);',
      'const a = 1; for (const a of ctx.args.list) ctx.stash.a = a; return a;',
      'const { a } = ctx.args; const f = ({ a }) => a; return f({ a });',
    ],
    right: [
      'return ctx.args.xs.map((x) => x).concat(ctx.args.ys.map((x) => x));',
      'if (ctx.args.a) { const b = 1; return b; } else { const b = 2; return b; }',
    ],
  },
  {
    ...{ rule: 'no-shared-context-write', source: 'aws-appsync-community#382', severity: 'differs' },
    wrong: [
      'delete ctx.request.headers.a;',
      'ctx.identity.claims.x = 1;',
      'const { identity } = ctx; identity.x = 1;',
      "const h = ctx.request.headers; h['a'] = 1;",
      'const { request: { headers } } = ctx; delete headers.a;',
      "ctx.identity.groups.push('a');",
      'Object.assign(ctx.request.headers, {});',
      '[ctx.identity.x] = [1];',
      'const f = (context) => { context.identity.x = 1; }; f(ctx);',
    ],
    right: ['ctx.stash.x = 1; ctx.args.a = 2; delete ctx.args.b; ctx.stash.list.push(ctx.identity.sub);'],
  },
  {
    ...{ rule: 'no-disallowed-re-assignment', source: /resolver-context-reference|eslint-plugin/, severity: 'refused' },
    wrong: ['ctx.stash = {};', '[ctx.stash] = [{}];', 'const f = (ctx) => { ctx.stash = {}; }; f(ctx);'],
    right: ['ctx.stash.a = {};', 'let { stash } = ctx; stash = {}; return stash;'],
  },
  {
    ...{ rule: 'no-replace-metacharacters', source: /supported-features/, severity: 'differs' },
    wrong: [
      "return 'a.b'.replaceAll('.', '-');",
      "return ctx.args.a?.replace('(', '');",
      "const dot = '.'; return ctx.args.a.replace(dot + 'x', '-');",
      "return ctx.args.a.replace(`${ctx.args.b}*`, '-');",
      "return ctx.args.a.replace('-', '$1');",
      "return ctx.args.a.replaceAll('-', '\\\\');",
    ],
    right: [
      "return ctx.args.a.replace('-', '').replaceAll(' ', '_');",
      "return 'a.b'.split('.').join('-');",
      "return ddb.operations.replace('a.b');",
    ],
  },
  {
    ...{ rule: 'no-untyped-error', source: 'aws-appsync-community#384', severity: 'differs' },
    wrong: [
      'return util.error(25);',
      "util.error('no', 25);",
      'util.error(null);',
      "util.error({ a: 1 }, 'T');",
      'util.error(ctx.result.statusCode);',
      'const { result } = ctx; util.error(result.message);',
      "util.error(ctx.prev.result.a ?? 'no');",
      "util.error([1].length, 'T');",
    ],
    right: [
      'util.error(ctx.error.message, ctx.error.type);',
      "util.error(`${ctx.result.code}`, 'Http');",
      "util.error('no', null, { a: 1 });",
      'const fail = (message) => util.error(message); return fail(ctx.args.a);',
    ],
  },
  {
    ...{ rule: 'no-unknown-request-key', source: /returnValues/, severity: 'differs' },
    wrong: [
      "return { operation: 'UpdateItem', key: {}, update: {}, returnValues: 'ALL_NEW' };",
      "return { operation: 'PutItem', key: {}, item: {} };",
    ],
    right: [
      "return { operation: 'Query', query: {}, index: 'i', limit: 1, scanIndexForward: false };",
      "return { operation: 'Invoke', payload: {}, anything: 1 };",
      "return { operation: 'TransactWriteItems', transactItems: [{ table: 'T', operation: 'PutItem', key: {} }] };",
    ],
  },
  {
    ...{ rule: 'no-dotted-update-key', source: /end-to-end/, severity: 'differs' },
    wrong: [
      "return ddb.update({ key: { id: 1 }, update: { 'a.b': 1 } });",
      "const update = { 'a.b': 1 }; return ddb.update({ key: { id: 1 }, update });",
      'return ddb.update({ key: { id: 1 }, update: { [`a.${ctx.args.b}`]: 1 } });',
    ],
    right: ['return ddb.update({ key: { id: 1 }, update: { a: { b: 1 } } });', "return { 'a.b': 1 };"],
  },
  {
    ...{ rule: 'no-push-in-loop', source: /EvaluateCode/, severity: 'differs' },
    wrong: [
      'const q = [1]; for (const a of q) { if (a < 3) q.push(a + 1); } return q;',
      'for (const a of ctx.stash.q) ctx.stash.q.push(a);',
      'const q = [1]; const same = q; for (const a of q) same.push(a); return q;',
      'const { q } = ctx.stash; for (const a of q) ctx.stash.q.push(a);',
      'const q = [1]; for (const a of q) { const add = (b) => { q.push(b); }; add(a); } return q;',
      'const q = [1]; const add = (b) => { q.push(b); }; for (const a of q) add(a); return q;',
    ],
    right: [
      'const q = [1]; const r = []; for (const a of q) r.push(a); q.push(2); return r;',
      'const q = [1]; const copy = [...q]; for (const a of copy) q.push(a); return q;',
      'for (const list of ctx.args.lists) ctx.args.lists[0].push(list);',
      'const f = (a) => { const q = []; q.push(a); return q; }; const q = [1]; for (const a of q) f(a); return q;',
    ],
  },
];

const rows = (kind: 'wrong' | 'right') =>
  cases.flatMap((each) => each[kind].map((statements) => [each.rule, statements, each] as const));

describe('A rule of the check reports', () => {
  it.each(rows('wrong'))('%s: %s', (rule, statements, { source, severity }) => {
    const finding = found(statements).find((each) => each.rule === rule);
    expect(finding).toMatchObject({ severity, file: 'Query.trip', line: 3 });
    expect(finding?.source).toMatch(source);
  });
});

describe('A rule of the check accepts', () => {
  it.each(rows('right'))('%s: %s', (rule, statements) => {
    expect(found(statements).filter((each) => each.rule === rule)).toEqual([]);
  });
});

describe('The check reads handlers of every form:', () => {
  it('an arrow function with any parameter name', () => {
    const code =
      'export const request = (c) => { c.stash = {}; return {}; };\nexport const response = (c) => c.result;';
    expect(checkCode([{ name: 'code.js', code }])).toMatchObject([
      { rule: 'no-disallowed-re-assignment', line: 1, column: 33, confidence: 'certain' },
    ]);
  });

  it('a function that is exported under another name', () => {
    const code =
      'const go = (event) => { event.identity = {}; return {}; };\nconst response = () => 1;\nexport { go as request, response };';
    expect(checkCode([{ name: 'code.js', code }])).toMatchObject([{ rule: 'no-disallowed-re-assignment' }]);
  });
});

describe('A call of a helper that is exported', () => {
  const handlers = 'request(ctx) { return { payload: h(1) }; }';

  it.each(['export function h(a) { return a; }', 'export const h = (a) => a;'])('is reported after %s', (helper) => {
    const code = `${helper}\nexport function ${handlers}\nexport function response() {}`;
    expect(checkCode([{ name: 'code.js', code }])).toMatchObject([
      { rule: 'no-exported-helper-call', line: 2, severity: 'refused', confidence: 'likely' },
    ]);
  });

  it('is accepted if the exports are at the end', () => {
    const code = `function h(a) { return a; }\nfunction ${handlers}\nfunction response() {}\nexport { h, request, response };`;
    expect(checkCode([{ name: 'code.js', code }])).toEqual([]);
  });
});

it('The README has a row for every rule of our own', () => {
  const readme = readFileSync(new URL('../../../local/README.md', import.meta.url), 'utf8');
  for (const { name } of ownRules) expect(readme).toMatch(new RegExp(`^\\| [^|]+\\| .*\`${name}\``, 'm'));
});

it('Every rule of our own has a test', () => {
  const elsewhere = ['no-missing-globals', 'no-disallowed-methods', 'no-function-passing', 'no-exported-helper-call'];
  expect(new Set([...cases.map(({ rule }) => rule), ...elsewhere])).toEqual(new Set(ownRules.map(({ name }) => name)));
});
