import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadCode } from '../../../local/appsync-js/runtime/code.ts';
import { CodeError } from '../../../local/appsync-js/runtime/codeError.ts';
import { edit } from '../../../local/appsync-js/runtime/edits.ts';
import { aResolver, evaluate, evaluation, valueOf } from '../../support/host/handlers.ts';

const bothHandlers = 'export function request() {}\nexport function response() {}\n';

/** Returns the runtime's findings for a module. */
function findings(source: string) {
  try {
    loadCode(source, 'Query.trip');
  } catch (error) {
    if (error instanceof CodeError) return error.codeErrors;
    throw error;
  }
  return [];
}

describe('the language has', () => {
  it.each([
    [
      'destructuring, defaults, spread and rest',
      '((a, { b = 2, ...c }, ...d) => [a, b, c, d])(1, { e: 3 }, 4)',
      [1, 2, { e: 3 }, [4]],
    ],
    ['optional chaining, nullish and logical operators', '[null?.a ?? 1, 0 || 2, 1 && 3]', [1, 2, 3]],
    [
      'bitwise operators, void, typeof',
      '[5 & 4, 1 | 2, 5 ^ 1, 1 << 3, -8 >> 1, typeof 1, void 0]',
      [4, 3, 4, 8, -4, 'number', null],
    ],
    ['templates, nested and over lines', '`a${`b${1 + 1}`}\nc`', 'ab2\nc'],
    ['closures', '((n) => [1, 2].map((x) => x + n))(10)', [11, 12]],
    [
      'conversion in templates and sums',
      "[`${[1, [2, 3]]} ${{}} ${null}`, '' + 1, +'2', [] + 'x']",
      ['1,2,3 [object Object] null', '1', 2, 'x'],
    ],
  ])('%s', (_name, expression, expected) => {
    expect(valueOf(`(${expression})`)).toEqual(expected);
  });

  it('switch, if, break, for-of, for-in, delete', () => {
    const statements = `
      const seen = [];
      const item = { a: 1, b: 2, c: 3 };
      delete item.b;
      for (const key in item) { switch (key) { case 'a': seen.push('first'); break; default: seen.push(key); } }
      for (const n of [1, 2, 3]) if (n > 2) break; else seen.push(n);
      for (const [key, value] of Object.entries(item)) seen.push(key + value);
      return seen;`;
    expect(evaluation(statements).result).toEqual(['first', 'c', 1, 2, 'a1', 'c3']);
  });

  it('these methods of strings', () => {
    const calls = `[s.length, s.charAt(1), s.concat('!'), s.endsWith('o'), s.indexOf('l'), s.lastIndexOf('l'),
      s.replace('l', 'L'), s.replaceAll('l', 'L'), s.slice(1, 3), s.split('l'), s.startsWith('he'), s.includes('ll'),
      s.toUpperCase(), 'A'.toLowerCase(), ' a '.trim(), ' a '.trimStart(), ' a '.trimEnd(), String.raw\`\\n\`]`;
    expect(evaluation(`const s = 'hello'; return ${calls};`).result).toEqual([
      ...[5, 'e', 'hello!', true, 2, 3, 'heLlo', 'heLLo', 'el', ['he', '', 'o'], true, true],
      ...['HELLO', 'a', 'a', 'a ', ' a', '\\n'],
    ]);
  });

  it('these methods of arrays', () => {
    const calls = `[a().concat(4), a().fill(0), [[1], [2]].flat(), a().indexOf(2), a().join('-'), a().lastIndexOf(3), a().pop(),
      a().push(9), a().reverse(), a().shift(), a().slice(1), a().sort(), a().splice(0, 1), a().unshift(0), a().includes(2),
      a().map((x) => x * 2), a().flatMap((x) => [x, x]), a().filter((x) => x > 1), a().reduce((s, x) => s + x, 0),
      a().reduceRight((s, x) => s + x, ''), a().find((x) => x > 1), a().findIndex((x) => x > 1),
      a().findLast((x) => x > 1), a().findLastIndex((x) => x > 1), a().some((x) => x > 2), a().every((x) => x > 2)]`;
    expect(evaluation(`const a = () => [3, 1, 2]; return ${calls};`).result).toEqual([
      ...[[3, 1, 2, 4], [0, 0, 0], [1, 2], 2, '3-1-2', 0, 2, 4, [2, 1, 3], 3, [1, 2], [1, 2, 3], [3], 4, true],
      ...[[6, 2, 4], [3, 3, 1, 1, 2, 2], [3, 2], 6, '213', 3, 0, 2, 2, true, false],
    ]);
  });

  it('these functions of Object, Number, Math and JSON', () => {
    const calls = `[Object.assign({ a: 1 }, { b: 2 }), Object.entries({ a: 1 }), Object.hasOwn({ a: 1 }, 'a'),
      Object.keys({ a: 1 }), Object.values({ a: 1 }), Number.isFinite(1), Number.isNaN(NaN), Math.min(1, 2),
      Math.max(1, 2), Math.round(1.5), Math.floor(1.5), Math.ceil(1.5), Math.random() < 1, JSON.parse('{"a":1}'),
      JSON.stringify({ a: [1] })]`;
    expect(valueOf(calls)).toEqual([
      ...[{ a: 1, b: 2 }, [['a', 1]], true, ['a'], [1], true, true, 1, 2, 2, 1, 2, true, { a: 1 }, '{"a":[1]}'],
    ]);
  });

  it('JSON.parse, which returns an empty string for text that is not JSON', () => {
    expect(valueOf("JSON.parse('{')")).toBe('');
  });
});

describe('the language lacks', () => {
  const absent: Record<string, readonly string[]> = {
    "''": [
      ...['charCodeAt', 'codePointAt', 'localeCompare', 'match', 'matchAll', 'padEnd', 'padStart', 'repeat', 'search'],
      ...['substr', 'at', 'normalize', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toString', 'valueOf'],
    ],
    '[]': [
      ...['copyWithin', 'entries', 'keys', 'values', 'at', 'toString', 'toLocaleString', 'toSorted', 'toReversed'],
      ...['with', 'hasOwnProperty', 'valueOf'],
    ],
    '1': ['toFixed', 'toString', 'toPrecision', 'toExponential', 'toLocaleString', 'valueOf'],
    true: ['toString', 'valueOf'],
    '{}': ['hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toString', 'toLocaleString', 'valueOf'],
    request: ['apply', 'bind', 'call', 'toString'],
    Object: [
      ...['create', 'defineProperties', 'defineProperty', 'freeze', 'fromEntries', 'getOwnPropertyDescriptor', 'is'],
      ...['getOwnPropertyNames', 'getOwnPropertySymbols', 'getPrototypeOf', 'groupBy', 'isFrozen', 'setPrototypeOf'],
    ],
    String: ['fromCharCode', 'fromCodePoint'],
    Number: ['parseFloat', 'parseInt', 'isInteger', 'MAX_SAFE_INTEGER'],
    Math: ['abs', 'pow', 'sqrt', 'sign', 'trunc', 'PI'],
  };

  it.each(Object.entries(absent).flatMap(([value, names]) => names.map((name) => [`(${value}).${name}`] as const)))(
    '%s',
    (expression) => {
      expect(valueOf(`typeof ${expression}`)).toBe('undefined');
    },
  );

  it.each(['String(1)', 'Number("1")', 'Object({})', 'JSON()', 'Error("x")'])('calling %s', (expression) => {
    expect(evaluation(`return ${expression};`).error?.message).toContain('is not a function');
  });

  it('a comparator for sort', () => {
    expect(evaluation('return [2, 1].sort((a, b) => a - b);').error?.message).toContain('sort() takes no argument');
  });

  it.each([
    ['for (;;) {}', 'For statements are not supported.'],
    ['while (true) {}', 'While statements are not supported.'],
    ['do {} while (true)', 'Do-while statements are not supported.'],
    ['for (const x of []) continue;', 'Continue statements are not supported.'],
    ['a: for (const x of []) break a;', 'Labels are not supported.'],
    ['try {} catch {}', 'Try statements are not supported.'],
    ['try {} finally {}', 'Try statements are not supported.'],
    ["throw 'x';", 'Throw statements are not supported.'],
    ['class A {}', 'Classes are not supported.'],
    ['return class {};', 'Classes are not supported.'],
    ['return this;', 'this is not supported.'],
    ['return new Set();', 'The operator new is not supported.'],
    ['const f = async () => 1;', 'Async functions and loops are not supported.'],
    ['function* f() {}', 'Generators are not supported.'],
    ["return import('x');", 'Dynamic imports are not supported.'],
    ['return import.meta;', 'import.meta and new.target are not supported.'],
    ['let n = 0; n++;', 'The operators ++ and -- are not supported.'],
    ['let n = 0; --n;', 'The operators ++ and -- are not supported.'],
    ['return ~1;', 'The operator ~ is not supported.'],
    ["return 'a' in {};", 'in operator is not supported. Use Object.hasOwn().'],
    ['return {} instanceof Object;', 'The operator instanceof is not supported.'],
    ['return /a/;', 'Regex literals are not supported.'],
    ['return 1n;', 'BigInt literals are not supported.'],
  ])('%s', (statements, message) => {
    const found = findings(aResolver(statements));
    expect(found).toMatchObject([{ errorType: 'UNSUPPORTED_SYNTAX_TYPE', location: { file: 'Query.trip', line: 3 } }]);
    expect(found[0]?.value).toContain(message);
  });
});

describe('a module is refused', () => {
  it.each([
    ["import fs from 'node:fs';", 'node:fs cannot be imported: only @aws-appsync/utils and'],
    ["import './other.js';", './other.js cannot be imported'],
    ["import { select } from '@aws-appsync/utils/rds';", '@aws-appsync/utils/rds is not supported by the local host.'],
    ["import { x } from '@aws-appsync/utils/ai';", '@aws-appsync/utils/ai is not supported by the local host.'],
    ["import utils from '@aws-appsync/utils';", '@aws-appsync/utils exports no default; it exports util, extensions'],
    ["import { Date } from '@aws-appsync/utils';", 'exports no Date'],
    ["export * from './other.js';", 'by name, nothing else'],
    ['export default 1;', 'by name, nothing else'],
    ["export { x } from './other.js';", './other.js cannot be imported'],
  ])('for %s', (line, message) => {
    const [found] = findings(`${line}\n${bothHandlers}`);
    expect(found).toMatchObject({ errorType: 'LINT_ERROR', location: { line: 1 } });
    expect(found?.value).toContain(message);
  });

  it.each([
    'export const request = 5;',
    'export const request = { a: 1 };',
    "const go = 'x'; export { go as request };",
  ])('for a handler that is no function: %s', (line) => {
    expect(findings(`${line}\nexport function response() {}`)).toMatchObject([
      { errorType: 'MISSING_MAPPING_EXPORT', value: 'The code must export a function named request.' },
    ]);
  });

  it('for a missing handler, naming each', () => {
    expect(findings('export function request() {}').map(({ value }) => value)).toEqual([
      'The code must export a function named response.',
    ]);
    expect(findings('const a = 1;')).toHaveLength(2);
  });

  it('for a syntax error, with its location and the name of the code', () => {
    const source = `${bothHandlers}const a = (;\n`;
    const location = { file: 'Query.trip', line: 3, column: 12 };
    expect(findings(source)).toEqual([
      { errorType: 'PARSE_ERROR', rule: 'syntax', value: 'Unexpected token.', location },
    ]);
    expect(() => loadCode(source, 'Query.trip')).toThrow(
      'The code of Query.trip contains one or more errors. Query.trip:3:12',
    );
  });

  it('with all its findings together', () => {
    expect(findings(aResolver('while (true) { try {} finally {} } return new Date();'))).toHaveLength(3);
  });
});

describe('code that esbuild compiled from TypeScript', () => {
  const source = `import { util, type Context } from '@aws-appsync/utils';
interface Args { readonly id: string }
export const request = (ctx: Context<Args>): unknown => {
  const named = (value: null) => value.name;
  return ctx.args.id ? util.autoId().length : named(null);
};
export const response = (ctx: Context): unknown => ctx.result;`;
  const bundle = async (contents: string) => {
    const { outputFiles } = await build({
      stdin: { contents, sourcefile: 'Query.trip.ts', loader: 'ts' },
      ...{ bundle: true, write: false, format: 'esm', target: 'esnext', external: ['@aws-appsync/utils'] },
      sourcemap: 'inline',
    });
    return outputFiles[0]?.text ?? '';
  };

  it('runs with its source map', async () => {
    const code = loadCode(await bundle(source), 'Query.trip');
    expect(evaluate(code, 'request', { arguments: { id: '1' } }).result).toBe(36);
  });

  it('gives the location of a crash in the TypeScript', async () => {
    const { error } = evaluate(loadCode(await bundle(source), 'Query.trip'), 'request');
    expect(error?.location).toEqual({ file: 'Query.trip.ts', line: 4, column: 40 });
  });

  it('gives the location of refused syntax in the TypeScript', async () => {
    const bad = await bundle(`${source}\nexport const never = (): void => { while (true) { } };`);
    expect(findings(bad)).toMatchObject([{ location: { file: 'Query.trip.ts', line: 8 } }]);
  });

  it('runs with an unreadable source map', async () => {
    const text = (await bundle(source)).replace(/base64,.*/, 'base64,AAAA');
    const { error } = evaluate(loadCode(text, 'Query.trip'), 'request');
    expect(error?.location?.file).toBe('Query.trip');
  });
});

it('counting loops and calls changes no result', () => {
  const sources = [
    'return ctx.args.list.map((x) => (y) => [x, y]).map((f) => f(1));',
    'const f = x => ({ x }); return ctx.args.list.map(f);',
    'const o = { m(x) { return x; }, f: function (x) { return x; } }; return [o.m(1), o.f(2)];',
    'let n = 0; for (const x of ctx.args.list) for (const y of ctx.args.list) n += x * y; return n;',
    'let n = 0; for (const x of ctx.args.list) if (x > 1) n += x; else for (const k in { a: 1 }) n += k.length; return n;',
    'const f = x => y => z => x + y + z; return f(1)(2)(3);',
    'return ctx.args.list.reduce((a, x) => (a.push(x), a), []);',
    'const f = (a = () => 1, { b = () => 2 } = {}) => a() + b(); return f();',
    'return `${ctx.args.list.map(x => `${x}!`).join()}`;',
  ];
  for (const statements of sources) {
    const list = [1, 2, 3];
    // The same statements as a plain function without counting give the expected result.
    const expected = runInNewContext(`JSON.stringify((function (ctx) { ${statements} })({ args: { list } }))`, {
      list,
    }) as string;
    expect(evaluation(statements, { arguments: { list } }).result).toEqual(JSON.parse(expected));
  }
});

it('a location in instrumented code maps back to the source', () => {
  const text = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom('a', 'b', ' ', '\n') });
  const inserted = fc.array(
    fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), size: fc.integer({ min: 1, max: 5 }) }),
  );
  fc.assert(
    fc.property(text, inserted, (source, insertions) => {
      const edits = edit(source);
      for (const { share, size } of insertions) edits.insert(Math.floor(share * source.length), '#'.repeat(size));
      const { text: changed, originalColumn } = edits.apply();
      const lines = source.split('\n');
      changed.split('\n').forEach((line, index) => {
        const kept = Array.from(line).flatMap((char, at) => (char === '#' ? [] : [at + 1]));
        kept.forEach((column, at) => {
          expect(originalColumn(index + 1, column)).toBe(at + 1);
        });
        expect(kept).toHaveLength(lines[index]?.length ?? -1);
      });
    }),
  );
});
