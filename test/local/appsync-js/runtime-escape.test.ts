import { describe, expect, it } from 'vitest';

import { loadCode } from '../../../local/appsync-js/runtime/code.ts';
import { CodeError } from '../../../local/appsync-js/runtime/codeError.ts';
import { aResolver, evaluation, valueOf } from '../../support/host/handlers.ts';

/** Every kind of value that a handler can reach directly. */
const reachable: readonly (readonly [string, string])[] = [
  ...['ctx', 'ctx.args', 'ctx.stash', '{}', '[]', "''", '1', 'true', '(() => 1)', 'request', 'NaN'],
  ...['util', 'util.error', 'util.time', 'util.autoId', 'util.transform', 'util.dynamodb.toMapValues({ a: 1 })'],
  ...[
    'extensions',
    'runtime',
    'runtime.earlyReturn',
    'console',
    'console.log',
    'ddb.get',
    'ddb.get({ key: { a: 1 } })',
  ],
  ...['Object', 'Object.keys', 'Object.entries({ a: 1 })[0]', 'Math.max', 'JSON', 'JSON.parse', 'String.raw'],
  ...['JSON.parse(\'{"__proto__":{"a":1}}\')', 'util.autoId()', "util.matches('a', 'a')", "''.slice", '[].map'],
  ...['util.transform.toSubscriptionFilter({ a: { eq: 1 } }).filterGroup', 'ddb.operations.add([1]).value'],
].map((expression) => [expression, expression] as const);

describe('from any value that a handler can reach', () => {
  it.each(reachable)('%s, no constructor compiles text', (expression) => {
    const statements = `
      const steps = ['constructor', '__proto__', 'prototype', 'caller', 'callee', 'arguments'];
      let found = [${expression}];
      const bad = [];
      [1, 2, 3].forEach(() => {
        found = found.flatMap((value) => steps.map((step) => {
          if (typeof value === 'function' && (step === 'caller' || step === 'arguments')) return null;
          return value?.[step];
        })).filter((value) => value !== undefined && value !== null);
        found.forEach((value) => { if (value.name === 'Function') bad.push('Function'); });
      });
      return bad;`;
    expect(evaluation(statements)).toMatchObject({ result: [], error: null });
    expect(valueOf(`typeof (${expression}).constructor?.constructor`)).toBe('undefined');
  });
});

describe('a handler that tries to escape', () => {
  it.each([
    ["[].constructor.constructor('return process')()", 'is not a function'],
    ["(() => 1).constructor('return process')()", 'is not a function'],
    ["util.error.constructor.constructor('return process')()", 'undefined'],
    ["ctx.constructor.constructor('return process')()", 'undefined'],
    ["eval('1')", 'eval is not defined'],
    ["Function('return 1')()", 'Function is not defined'],
    ["\\u0065val('1')", 'eval is not defined'],
    ['(() => 1).call(null)', 'is not a function'],
    ['(() => 1).apply(null, [])', 'is not a function'],
    ['(() => 1).bind(null)', 'is not a function'],
    ['(function () { return arguments.callee; })()', 'callee'],
    ["Object.defineProperty({}, 'a', {})", 'is not a function'],
    ['Object.getPrototypeOf({})', 'is not a function'],
    ['Object.assign(util, { error: 1 })', 'read only'],
    ['Object.assign({}.__proto__, { polluted: 1 })', 'null'],
    ['[].map.polluted = 1', 'not extensible'],
    ['(Object.keys = 1)', 'read only'],
    ['(util.time.nowISO8601 = () => 1)', 'read only'],
    ['(ddb.get = 1)', 'read only'],
    ['ctx.__proto__.polluted', 'undefined'],
    ['[].constructor.polluted = 1', 'not extensible'],
    ['[].constructor.prototype.polluted = 1', 'not extensible'],
    ['require', 'require is not defined'],
    ['process', 'process is not defined'],
    ['globalThis', 'globalThis is not defined'],
  ])('by %s is stopped', (expression, message) => {
    expect(evaluation(`return ${expression};`).error?.message).toContain(message);
  });

  it.each([
    'this.constructor',
    "import('node:fs')",
    'import.meta.url',
    "(async () => 1)().constructor('return process')()",
    "(function* () {}).constructor('return process')()",
    'new (class { constructor() { return 1; } })()',
    '/a/.constructor.constructor',
    '10n.constructor.constructor',
    '({ get length() { return 1; } })',
    '({ set length(value) {} })',
    '(() => { try { null.x } catch (e) { return e.constructor.constructor } })()',
    '`${await 1}`',
  ])('by %s is refused before it runs', (expression) => {
    expect(() => loadCode(aResolver(`return ${expression};`), 'code')).toThrow(CodeError);
  });

  it.each(['}); (function () { return 1; })(); ({', 'return 1; }; }; })(1); ((a) => { return (b) => {', '} } }'])(
    'by text that closes the brackets around it (%s) is refused',
    (statements) => {
      expect(() => loadCode(aResolver(statements), 'code')).toThrow(CodeError);
    },
  );

  it('by objects with their own conversions reaches only its own objects', () => {
    const { result, error } = evaluation(`
      const seen = [];
      const trap = {
        toString: () => { seen.push('toString'); return 'text'; },
        toJSON: () => { seen.push('toJSON'); return 'json'; },
      };
      console.log(trap);
      ctx.stash.trap = trap;
      return { text: \`\${trap}\`, seen, trap };`);
    expect(error).toBeNull();
    expect(result).toEqual({ text: 'text', seen: ['toJSON', 'toString', 'toJSON'], trap: 'json' });
  });

  it.each(['util.matches', 'util.urlEncode', 'util.time.epochMilliSecondsToISO8601', 'util.base64Encode'])(
    'by handing an object to the host through %s is refused',
    (name) => {
      expect(evaluation(`return ${name}({ toString: () => 'x' }, []);`).error?.message).toContain('not objects');
      expect(evaluation(`return ${name}(() => 'x');`).error?.message).toContain('not functions');
    },
  );

  it('by a stack overflow during a host call gets no error object of the host', () => {
    const statements = `
      const dig = (n) => [1].map(() => { util.autoUlid(); ctx.stash.depth = n; return dig(n + 1); });
      return dig(0);`;
    const { error, stash } = evaluation(statements);
    expect(error).toMatchObject({ kind: 'crashed', type: 'Code' });
    expect(Number(stash['depth'])).toBeGreaterThan(100);
    expect(valueOf('util.autoUlid().length')).toBe(26);
  });

  it('by polluting prototypes through data changes no later handler and not the host', () => {
    const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const { result } = evaluation('return Object.assign({}, JSON.parse(ctx.args.text));', { arguments: { text } });
    expect(Object.keys(result as object).toSorted()).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(valueOf('typeof {}.polluted')).toBe('undefined');
  });

  it('has no globals but undefined, NaN and Infinity', () => {
    const names = [
      ...['Date', 'Promise', 'Set', 'Map', 'WeakMap', 'WeakRef', 'Symbol', 'Proxy', 'Reflect', 'WebAssembly', 'Error'],
      ...['setTimeout', 'setInterval', 'queueMicrotask', 'fetch', 'Buffer', 'URL', 'TextEncoder', 'module', 'exports'],
      ...['Array', 'Boolean', 'BigInt', 'RegExp', 'Intl', 'Atomics', 'SharedArrayBuffer', 'ArrayBuffer', 'Iterator'],
      ...[
        'parseInt',
        'parseFloat',
        'isNaN',
        'isFinite',
        'encodeURIComponent',
        'decodeURI',
        'escape',
        'structuredClone',
      ],
    ];
    for (const name of names) expect([name, valueOf(`typeof ${name}`)]).toEqual([name, 'undefined']);
    expect(valueOf('[typeof undefined, typeof NaN, typeof Infinity]')).toEqual(['undefined', 'number', 'number']);
  });
});

it('the host keeps its own prototypes', () => {
  valueOf('[1].map((x) => x)');
  expect([].constructor).toBe(Array);
  expect(Object.isFrozen(Array.prototype)).toBe(false);
  expect(typeof Object.prototype.hasOwnProperty).toBe('function');
});
