import { describe, expect, it } from 'vitest';

import { evaluation } from '../../support/host/handlers.ts';

describe('a handler that never ends', () => {
  it('in loops inside loops is stopped', () => {
    const loops = 'for (const a of list) '.repeat(4);
    const { error } = evaluation(`const list = ctx.args.list; let n = 0; ${loops} n += 1; return n;`, {
      arguments: { list: Array.from({ length: 100 }, (_, index) => index) },
    });
    expect(error).toMatchObject({ type: 'Code', message: expect.stringContaining('loop iterations') as string });
  });

  it('cannot take the counter away', () => {
    const statements = 'const $count = () => 0; const f = () => f($count()); return f();';
    expect(evaluation(statements).error).toMatchObject({ kind: 'crashed', type: 'Code' });
    const wide = 'const $count = () => 0; const f = (n) => (n > 40 ? $count() : f(n + 1) + f(n + 1)); return f(0);';
    expect(evaluation(wide).error?.message).toContain('function calls');
  });

  it.each([
    ['deep', 'const f = (n) => f(n + 1); return f(0);', 'call stack'],
    ['wide', 'const f = (n) => (n > 40 ? 1 : f(n + 1) + f(n + 1)); return f(0);', 'function calls'],
  ])('by recursion (%s) is stopped', (_name, statements, message) => {
    expect(evaluation(statements).error?.message).toContain(message);
  });

  it.each([
    'util.matches("(a+)+b", ctx.args.text)',
    'util.matches("a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b", ctx.args.text)',
    'ctx.args.text.replace("(a|a)*b", "")',
    'ctx.args.text.replaceAll("(a{1,40}){1,40}b", "")',
  ])('in a search is stopped: %s', (search) => {
    const { error } = evaluation(`return ${search};`, { arguments: { text: 'a'.repeat(40) } });
    expect(error).toMatchObject({ type: 'Code', message: expect.stringContaining('more than 1 s') as string });
  });

  it('in calls that each take long is stopped', () => {
    const arguments_ = { list: Array.from({ length: 1000 }, (_, index) => `${index}`) };
    const statements = 'for (const a of ctx.args.list) for (const b of ctx.args.list) ctx.args.list.slice().sort();';
    expect(evaluation(statements, { arguments: arguments_ }).error?.message).toContain('more than 5 seconds');
  }, 30_000);

  it('is none that has 1,000 elements in 1,000', () => {
    const statements = 'return ctx.args.list.map((a) => ctx.args.list.filter((b) => a === b).length).length;';
    const { result } = evaluation(statements, { arguments: { list: Array.from({ length: 1000 }, () => 1) } });
    expect(result).toBe(1000);
  });

  it('leaves a runtime that works', () => {
    evaluation('const f = () => f(); f();');
    expect(evaluation('return util.autoId().length;').result).toBe(36);
  });
});
