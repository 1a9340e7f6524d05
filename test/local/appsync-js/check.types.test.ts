import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

import { checkCode } from '../../../local/appsync-js/check/check.ts';
import { evaluateCode } from '../../../local/appsync-js/evaluate.ts';
import { aResolver } from '../../support/host/handlers.ts';

const found = (statements: string) => checkCode([{ name: 'Query.trip', code: aResolver(statements) }]);

describe("AWS's type check", () => {
  it.each([
    [
      'TS2741',
      "let key = { ge: 'a' }; if (ctx.args.x) { key = { eq: 'a' }; } return key;",
      'aws-appsync-community#402',
    ],
    ['TS2741', "const q = { sk: { eq: 'a' } }; q.sk = { between: ['a'] }; return q;", 'aws-appsync-community#402'],
    ['TS2345', 'const list = [{ a: 5 }]; list.push({ b: 6 }); return list;', 'aws-appsync-community#334'],
    ['TS2551', 'return util.time.epochSecondsToISO8601(1);', 'aws-appsync-community#334'],
    ['TS2339', 'return util.toJson(ctx.args);', 'aws-appsync-community#334'],
    ['TS2339', 'return extensions.nope();', 'aws-appsync-community#334'],
    ['TS2339', "return console.info('a');", 'aws-appsync-community#334'],
    ['TS2554', 'const one = () => 1; return one(ctx.args.a);', 'aws-appsync-community#334'],
    ['TS2554', 'return util.autoId(1);', 'aws-appsync-community#334'],
    ['TS1117', 'return { a: 1, a: 2 };', 'aws-appsync-community#334'],
    ['TS18004', 'const { limit } = ctx.args; return { limit, nextToken };', 'aws-appsync-community#334'],
    ['TS2304', 'return nextToken;', 'aws-appsync-community#334'],
    ['TS2304', "return fetch('a');", 'aws-appsync-community#334'],
    ['TS2304', 'return structuredClone({});', 'aws-appsync-community#334'],
    ['TS2591', 'return process.env;', 'aws-appsync-community#334'],
    ['TS2588', 'const a = 1; a = 2; return a;', 'aws-appsync-community#334'],
    [
      'TS2538',
      "const L = [{ p: [['a', true]] }, { p: [] }]; for (const r of L) for (const s of r.p) ctx.stash.a = ctx.args[s[0]];",
      'aws-appsync-community#334',
    ],
  ])('reports %s: %s', (rule, statements, source) => {
    const finding = found(statements).find((each) => each.rule === rule);
    expect(finding).toMatchObject({ severity: 'refused', source, file: 'Query.trip', line: 3 });
    expect(finding?.message).toMatch(`error ${rule}: `);
    const { error } = evaluateCode({ code: aResolver(statements), context: '{}', function: 'request' });
    expect(error?.codeErrors.map(({ value }) => value)).toContain(finding?.message);
  });

  it.each([
    'let key; if (ctx.args.x) { key = { eq: 1 }; } else { key = { ge: 2 }; } return key;',
    'const list = []; list.push({ a: 5 }); list.push({ b: 6 }); return list;',
    'const o = {}; o.a = 1; o.b = o.a; return { ...o, ...ctx.args };',
    'const one = (a) => a; return one();',
    'const { limit = 20, nextToken } = ctx.args; return { limit, nextToken };',
    'return 1 ?? ctx.args.a;',
    "console.log('a', 1); console.error({});",
  ])('accepts %s', (statements) => {
    expect(found(statements)).toEqual([]);
  });

  it('knows util, runtime and extensions without an import', () => {
    const code = 'export const request = () => util.autoId();\nexport const response = () => [runtime, extensions];';
    expect(checkCode([{ name: 'code.js', code }])).toEqual([]);
  });

  it('accepts what recordings show that AWS accepts', () => {
    const code = aResolver("return util.transform.toDynamoDBFilterExpression('weird');");
    expect(checkCode([{ name: 'code.js', code }])).toMatchObject([
      { rule: 'types-of-npm', confidence: 'contradicted' },
    ]);
    expect(evaluateCode({ code, context: '{}', function: 'request' }).error).toBeUndefined();
  });

  it.each([
    [
      'a condition on a key that the update lacks',
      'const { id, ...values } = ctx.args; values.n = ddb.operations.increment(1); const condition = { id: { attributeExists: true } }; return ddb.update({ key: { id }, update: values, condition });',
    ],
    [
      'a filter on an attribute that the query lacks',
      'const query = { pk: { eq: ctx.args.pk } }; const filter = { a: { eq: ctx.args.a } }; return ddb.query({ query, filter });',
    ],
  ])("leaves to AWS what AWS's samples have: %s", (_, statements) => {
    const code = aResolver(statements);
    expect(found(statements).map(({ rule, confidence }) => [rule, confidence])).toEqual([
      ['types-of-npm', 'contradicted'],
    ]);
    expect(evaluateCode({ code, context: '{}', function: 'request' }).error?.codeErrors ?? []).toEqual([]);
  });

  it("leaves to AWS the types in comments of AWS's samples, which lack an argument", () => {
    const code = `/** @returns {import('@aws-appsync/utils').HTTPRequest} */
function make(path) { return { resourcePath: path, method: 'GET', params: {} }; }
export function request() { return make('/'); }
export function response(ctx) { return ctx.result; }`;
    expect(checkCode([{ name: 'code.js', code }])).toMatchObject([
      { rule: 'types-of-npm', confidence: 'contradicted', source: expect.stringContaining('aws-samples') as string },
    ]);
  });

  it('gives the location in TypeScript, from the source map', () => {
    const contents = `interface Key { ge?: string }

export const request = (ctx: { args: { x: boolean } }) => {
  let key: Key = { ge: 'a' };
  if (ctx.args.x) key = { eq: 'a' } as Key;
  return key;
};
export const response = () => 1;`;
    const { outputFiles } = buildSync({
      stdin: { contents, loader: 'ts', sourcefile: 'resolvers/Query.trip.ts' },
      ...{ bundle: true, write: false, format: 'esm', sourcemap: 'inline', target: 'esnext' },
    });
    expect(checkCode([{ name: 'Query.trip', code: outputFiles[0]?.text ?? '' }])).toMatchObject([
      { rule: 'TS2741', file: 'resolvers/Query.trip.ts', line: 5, column: 19 },
    ]);
  });
});
