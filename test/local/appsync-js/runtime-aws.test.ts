import { describe, expect, it } from 'vitest';

import { loadCode } from '../../../local/appsync-js/runtime/code.ts';
import { evaluate, evaluation, valueOf } from '../../support/host/handlers.ts';

const upTo = (length: number) => Array.from({ length }, (_, index) => index);
const big = upTo(1500);
const ofBig = (expression: string) => valueOf(expression, { big });

describe('?? evaluates both sides, the right one once and after the left', () => {
  const traced = (expression: string, values: object = {}) => {
    const statements = `
      const calls = [];
      const f = (name, value) => { calls.push(name); return value; };
      const value = ${expression};
      return { value, calls };`;
    const { result, error } = evaluation(statements, { arguments: { ...values } });
    expect(error).toBeNull();
    return result;
  };

  it.each([
    ['1 ?? f("b", 2)', 1, ['b']],
    ['f("a", null) ?? f("b", 2)', 2, ['a', 'b']],
    ['f("a", 1) ?? f("b", 2) ?? f("c", 3)', 1, ['a', 'b', 'c']],
    ['f("a", 1) ?? (f("b", null) ?? f("c", 3))', 1, ['a', 'b', 'c']],
    ['ctx.args.none?.deep.er ?? f("b", 2)', 2, ['b']],
    ['ctx.args?.none?.(f("never", 1)) ?? f("b", 2)', 2, ['b']],
    ['`${1 ?? f("b", 2)}`', '1', ['b']],
    ['[0 ?? f("b", 2), ...([1] ?? f("c", []))]', [0, 1], ['b', 'c']],
    ['({ a: false ?? f("b", 2) }).a', false, ['b']],
    ['((a = 1 ?? f("b", 2)) => a)()', 1, ['b']],
    ['(({ a = 1 ?? f("b", 2) }) => a)({})', 1, ['b']],
    ['f("x", 1 ?? f("b", 2))', 1, ['b', 'x']],
    ['(1 ?? f("b", 2)) ? f("c", 3) : f("never", 4)', 3, ['b', 'c']],
    ['typeof (1)??f("b", 2)', 'number', ['b']],
    ['1 /* ?? */ ?? /* , ?? ( */ f("b", 2)', 1, ['b']],
    ['(1 ?? f("b", 2)) === 1 && f("c", 3)', 3, ['b', 'c']],
    ['[1, 2].map((n) => n ?? f("b", 0))', [1, 2], ['b', 'b']],
    ['(() => { return(1)??f("b", 2) })()', 1, ['b']],
    ['1 ?? (() => f("never", 2))', 1, []],
  ])('in %s', (expression, value, calls) => {
    expect(traced(expression)).toEqual({ value, calls });
  });

  it('so that a util.error on the right always ends the handler', () => {
    expect(evaluation('return ctx.env.TABLE ?? util.error("No table.");', { env: { TABLE: 't' } }).error).toMatchObject(
      {
        message: 'No table.',
      },
    );
  });

  it('so that a property of null on the right is read', () => {
    expect(evaluation('const a = null; return 1 ?? a.b;').error).toMatchObject({ kind: 'crashed', type: 'Code' });
  });

  it("with JavaScript's result if the right side is a constant", () => {
    expect(valueOf('[0 ?? 5, "" ?? 5, false ?? 5, null ?? 5, void 0 ?? -1, null ?? [], null ?? {}]')).toEqual([
      ...[0, '', false, 5, -1, [], {}],
    ]);
  });

  it('while &&, ||, ?. and the conditional operator evaluate only what they need', () => {
    expect(traced('[1 || f("a"), 0 && f("b"), 1 ? 2 : f("c"), ctx.args.none?.[f("d")]]')).toEqual({
      value: [1, 0, 2, null],
      calls: [],
    });
  });

  it('and a crash in it has its location in the source', () => {
    const source = `export function request(ctx) {
  const a = ctx.args.a ?? {}, b = ctx.args.b ?? ctx.args.c, d = a.b.c;
}
export function response(ctx) {}`;
    const { error } = evaluate(loadCode(source, 'code.js'), 'request');
    expect(error?.location).toEqual({ file: 'code.js', line: 2, column: 69 });
  });
});

describe('a callback visits at most 1,000 elements', () => {
  it.each([
    ['ctx.args.big.map((n) => n).length', 1000],
    ['ctx.args.big.filter(() => true).length', 1000],
    ['ctx.args.big.flatMap((n) => [n, n]).length', 2000],
    ['ctx.args.big.reduce((n) => n + 1, 0)', 1000],
    ['ctx.args.big.reduce((sum, n) => n)', 999],
    ['ctx.args.big.reduceRight((n) => n + 1, 0)', 1000],
    ['ctx.args.big.reduceRight((sum, n) => n)', 500],
    ['ctx.args.big.find((n) => n === 999)', 999],
    ['ctx.args.big.find((n) => n === 1000)', null],
    ['ctx.args.big.findIndex((n) => n === 1000)', -1],
    ['ctx.args.big.findLast((n) => n === 500)', 500],
    ['ctx.args.big.findLast((n) => n === 499)', null],
    ['ctx.args.big.findLastIndex((n) => n === 500)', 500],
    ['ctx.args.big.findLastIndex((n) => n === 499)', -1],
    ['ctx.args.big.some((n) => n === 1000)', false],
    ['ctx.args.big.every((n) => n < 1000)', true],
    ['ctx.args.big.every((n) => n < 999)', false],
    ['ctx.args.big.map((n) => n).map((n) => n).filter((n) => n > 990).length', 9],
    ['ctx.args.big.map((n, at, all) => all.length)[0]', 1500],
    ['ctx.args.big.slice(0, 1000).reduce((n) => n + 1, 0)', 1000],
    ['ctx.args.big.slice(1000).map((n) => n)[0]', 1000],
  ])('%s', (expression, expected) => {
    expect(ofBig(expression)).toBe(expected);
  });

  it('forEach too, with a warning that has the location', () => {
    const { result, warnings } = evaluation('let n = 0; ctx.args.big.forEach(() => { n += 1; }); return n;', {
      arguments: { big },
    });
    expect(result).toBe(1000);
    expect(warnings).toEqual([expect.stringMatching(/^Query\.trip:3:\d+: forEach\(\) stops after 1000 of 1500/)]);
  });

  it('visits all of 1,000 without a warning', () => {
    const { result, warnings } = evaluation('return ctx.args.list.map((n) => n).length;', {
      arguments: { list: upTo(1000) },
    });
    expect([result, warnings]).toEqual([1000, []]);
  });

  it('unlike methods without a callback and util, which handle all', () => {
    expect(
      ofBig(`[
        ctx.args.big.slice(0, 1200).length, ctx.args.big.concat(1).length, ctx.args.big.indexOf(1499),
        ctx.args.big.includes(1499), [...ctx.args.big].length, ctx.args.big.join('').length > 4000,
        util.dynamodb.toDynamoDB(ctx.args.big).L.length, ddb.batchPut({ tables: { T: ctx.args.big } }).tables.T.length]`),
    ).toEqual([1200, 1501, 1499, true, 1500, true, 1500, 1500]);
  });

  it('does not visit elements that the callback pushes, as in JavaScript', () => {
    expect(valueOf('((list) => [list.map((n) => { list.push(n); return n; }), list])([1, 2])')).toEqual([
      [1, 2],
      [1, 2, 1, 2],
    ]);
  });
});

describe('a loop', () => {
  const seen = (statements: string) =>
    evaluation(`const seen = []; ${statements} return seen;`, { arguments: { big } });

  it.each([
    ['a list', 'for (const n of ctx.args.big) seen.push(n);'],
    ['the keys of an object', 'for (const n of Object.keys({ ...ctx.args.big })) seen.push(n * 1);'],
    ['its entries', 'for (const [key] of Object.entries({ ...ctx.args.big })) seen.push(key * 1);'],
    ['an object, with for-in', 'for (const key in { ...ctx.args.big }) seen.push(key * 1);'],
  ])('stops after 1,000 elements of %s', (_, statements) => {
    const { result, error, warnings } = seen(statements);
    expect(error).toBeNull();
    expect(result).toEqual(upTo(1000));
    expect(warnings).toEqual([expect.stringMatching(/^Query\.trip:3:\d+: for-(of|in) stops after 1000 of 1500/)]);
  });

  it('stops after 1,000 characters of a string, some of two code units', () => {
    const statements = 'for (const sign of ctx.args.text) seen.push(sign); return seen.join("");';
    const { result } = evaluation(`const seen = []; ${statements}`, { arguments: { text: '😀'.repeat(1200) } });
    expect(result).toBe('😀'.repeat(1000));
  });

  it('counts 1,000 for itself, also inside another loop', () => {
    const statements = `let n = 0;
      for (const a of [1, 2]) for (const b of ctx.args.big) n += 1;
      for (const b of ctx.args.big) { n += 1; }
      return n;`;
    expect(evaluation(statements, { arguments: { big } }).result).toBe(3000);
  });

  it('visits no elements that its body pushes or replaces', () => {
    expect(seen('const q = [1]; for (const a of q) { seen.push(a); if (a < 3) q.push(a + 1); }').result).toEqual([1]);
    expect(seen('const q = [1, 2]; for (const a of q) { seen.push(a); q[1] = 9; }').result).toEqual([1, 2]);
  });

  it('visits elements that its body removes', () => {
    expect(seen('const q = [1, 2, 3]; for (const a of q) { seen.push(a); q.pop(); }').result).toEqual([1, 2, 3]);
  });

  it('can be left with break', () => {
    expect(seen('for (const a of [1, 2, 3]) { if (a === 2) break; seen.push(a); }').result).toEqual([1]);
  });

  it.each(['null', 'undefined', '1', '{}'])('over %s crashes', (value) => {
    expect(seen(`for (const a of ${value}) seen.push(a);`).error).toMatchObject({
      type: 'Code',
      message: expect.stringContaining('for-of takes a list or a text') as string,
      location: { line: 3 },
    });
  });

  it('with for-in over null visits nothing', () => {
    expect(seen('for (const key in null) seen.push(key);').result).toEqual([]);
  });
});

// Each result comes from String.replaceFirst and String.replaceAll of OpenJDK 17.
describe('replace and replaceAll take a Java pattern', () => {
  it.each([
    ["'a.b.c'.replace('.', '-')", '-.b.c'],
    ["'a.b'.replaceAll('.', '-')", '---'],
    ["'a.b'.replaceAll('\\\\.', '-')", 'a-b'],
    ["'a+b'.replaceAll('[+]', ' ')", 'a b'],
    ["'baaac'.replaceAll('a*', 'x')", 'xbxxcx'],
    ["'abc'.replaceAll('', '-')", '-a-b-c-'],
    ["'2026-11-30'.replaceAll('(\\\\d+)-(\\\\d+)-(\\\\d+)', '$3.$2.$1')", '30.11.2026'],
    ["'ab'.replace('(a)(b)', '$2$1$0')", 'baab'],
    ["'ab'.replace('(a)(b)', '$12')", 'a2'],
    ["'ab'.replace('(?<x>a)', '<${x}>')", '<a>b'],
    ["'ab'.replace('(z)?a', '[$1]')", '[]b'],
    ["'a'.replaceAll('a', '\\\\$1')", '$1'],
    ["'a'.replaceAll('a', 'x\\\\\\\\y')", 'x\\y'],
    ["'aXbx'.replaceAll('(?i)x', '')", 'ab'],
    ["'plain text'.replaceAll(' ', '_')", 'plain_text'],
    ["'abc'.replace('z', '$')", 'abc'],
    ["'a1'.replace(1, 2)", 'a2'],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression)).toBe(expected);
  });

  it.each([
    ["'a'.replace('(', '')", 'is not a regular expression'],
    ["'a'.replaceAll('a', '$')", 'a $ without meaning'],
    ["'a'.replaceAll('a', '$x')", 'a $ without meaning'],
    ["'a'.replaceAll('a', '\\\\')", 'without meaning'],
    ["'a'.replaceAll('a', '$1')", 'refers to group 1'],
    ["'a'.replaceAll('a', '${x}')", 'refers to group x'],
    ["'a'.replace('a', () => 'b')", 'functions cannot be passed'],
  ])('%s is an error of type Code', (expression, message) => {
    expect(evaluation(`return ${expression};`).error).toMatchObject({
      kind: 'crashed',
      type: 'Code',
      message: expect.stringContaining(message) as string,
    });
  });
});

it.each(["'{x'", "''", 'undefined', '{}', "'1 2'", 'ctx.args.none'])('JSON.parse(%s) is an empty text', (value) => {
  expect(valueOf(`JSON.parse(${value})`)).toBe('');
});
