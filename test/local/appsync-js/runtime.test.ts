import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadCode } from '../../../local/appsync-js/runtime/code.ts';
import { CodeError } from '../../../local/appsync-js/runtime/codeError.ts';
import { aContext, aResolver, evaluate, evaluation, valueOf } from '../../support/host/handlers.ts';

describe('a resolver author gets', () => {
  it("the handler's return value as JSON", () => {
    expect(valueOf('{ a: [1, undefined], b: undefined, c: 0 / 0, d: () => 1 }')).toEqual({ a: [1, null], c: null });
    expect(evaluation('').result).toBeNull();
  });

  it('arguments under both names, and can change them within the handler', () => {
    expect(evaluation('ctx.args.a = 2; return ctx.arguments;', { arguments: { a: 1 } }).result).toEqual({ a: 2 });
  });

  it('a writable stash that cannot be replaced', () => {
    expect(evaluation('ctx.stash.seen = ctx.stash.old + 1;', { stash: { old: 1 } }).stash).toEqual({ old: 1, seen: 2 });
    const { error, stash } = evaluation('ctx.stash = {};', { stash: { old: 1 } });
    expect(error?.message).toContain('read only property');
    expect(stash).toEqual({ old: 1 });
  });

  it('the selection in ctx.info, which JSON.stringify omits', () => {
    const info = {
      ...aContext().info,
      selectionSetList: ['items', 'items/id'],
      selectionSetGraphQL: '{ items { id } }',
    };
    const statements = 'return { list: ctx.info.selectionSetList, text: JSON.stringify(ctx.info) };';
    const { list, text } = evaluation(statements, { info }).result as { list: string[]; text: string };
    expect(list).toEqual(['items', 'items/id']);
    expect(JSON.parse(text)).toEqual({ fieldName: 'trip', parentTypeName: 'Query', variables: {} });
  });

  it.each([
    ['short', 'x'],
    ['long', 'x'.repeat(2_000)],
  ])('a %s prev as a property like any other', (_, text) => {
    const seen = evaluation(
      `const before = { keys: Object.keys(ctx).sort(), text: JSON.stringify(ctx), copy: { ...ctx }.prev };
       ctx.prev.result.read = ctx.prev === ctx.prev;
       const { prev } = ctx;
       ctx.prev = 'another';
       return { ...before, prev, after: ctx.prev };`,
      { prev: { result: { text } } },
    );
    expect(seen.error).toBeNull();
    const context = { ...aContext({ prev: { result: { text } } }), args: {} };
    const { text: asJson, ...result } = seen.result as { text: string };
    expect(result).toEqual({
      keys: Object.keys(context).sort(),
      copy: { result: { text, read: true } },
      prev: { result: { text, read: true } },
      after: 'another',
    });
    const { fieldName, parentTypeName, variables } = context.info;
    expect(JSON.parse(asJson)).toEqual({ ...context, info: { fieldName, parentTypeName, variables } });
  });

  it('the same in the response handler, with the result', () => {
    const code = loadCode(aResolver('return 1;'), 'Query.trip');
    expect(evaluate(code, 'response', { result: { items: [] } }).result).toEqual({ items: [] });
  });

  it('util, extensions and runtime also as globals', () => {
    const source = `
      export function request(ctx) { extensions.setSubscriptionFilter({ filterGroup: [] }); return util.autoId().length; }
      export function response(ctx) { return runtime.earlyReturn(1); }`;
    expect(evaluate(loadCode(source, 'code'), 'request').result).toBe(36);
  });

  it('exports in every form that bundlers write', () => {
    const source = `
      import { util as u, runtime } from '@aws-appsync/utils';
      import { get as read } from '@aws-appsync/utils/dynamodb';
      const one = (ctx) => read({ key: { id: ctx.args.id } });
      function two(ctx) { return u.base64Encode('a'); }
      export { one as request, two as response };`;
    const code = loadCode(source, 'code');
    expect(evaluate(code, 'request', { arguments: { id: 'x' } }).result).toEqual({
      operation: 'GetItem',
      key: { id: { S: 'x' } },
    });
    expect(evaluate(code, 'response').result).toBe('YQ==');
  });
});

describe('a handler that fails', () => {
  it('by util.error ends there, with message, type, data and info', () => {
    const { error, result, stash } = evaluation(`
      ctx.stash.before = true;
      [1, 2].forEach((n) => { if (n === 2) util.error('Too many.', 'LimitReached', { n }, { limit: 1 }); });
      ctx.stash.after = true;
      return 'never';`);
    expect(error).toEqual({
      ...{ kind: 'raised', message: 'Too many.', type: 'LimitReached', data: { n: 2 }, info: { limit: 1 } },
      location: null,
    });
    expect(result).toBeNull();
    expect(stash).toEqual({ before: true });
  });

  it('by util.unauthorized is marked, so that the service names the field', () => {
    expect(evaluation('util.unauthorized();').error).toMatchObject({ kind: 'unauthorized', message: 'Unauthorized' });
  });

  it('by util.appendError continues', () => {
    const { appendedErrors, error, result } = evaluation(`
      const data = { a: 1 };
      util.appendError('One.', 'A', data);
      data.a = 2;
      util.appendError('Two.');
      return data;`);
    expect(error).toBeNull();
    expect(result).toEqual({ a: 2 });
    expect(appendedErrors).toEqual([
      { message: 'One.', type: 'A', data: { a: 1 }, info: null },
      { message: 'Two.', type: null, data: null, info: null },
    ]);
  });

  it('by a crash gives the location in the source', () => {
    const code = loadCode(
      `export function request(ctx) {
        const name = (x) => x.name;
        for (const x of [null]) name(x);
      }
      export const response = (ctx) => [1].map((x) => x.no.name);`,
      'Query.trip',
    );
    expect(evaluate(code, 'request').error).toMatchObject({
      kind: 'crashed',
      type: 'Code',
      message: "Cannot read properties of null (reading 'name')",
      location: { file: 'Query.trip', line: 2, column: 31 },
    });
    expect(evaluate(code, 'response').error).toMatchObject({
      message: "Cannot read properties of undefined (reading 'name')",
      location: { file: 'Query.trip', line: 5, column: 60 },
    });
  });

  it('by a result that JSON cannot represent crashes, with or without a stash', () => {
    expect(evaluation('const a = {}; a.a = a; return a;').error).toMatchObject({ kind: 'crashed', type: 'Code' });
    const inStash = evaluation("ctx.stash.a = ctx.stash; util.error('never heard');");
    expect(inStash.error).toMatchObject({ kind: 'crashed', type: 'Code' });
    expect(inStash.stash).toEqual({});
  });
});

describe('between two evaluations', () => {
  it('no module state remains', () => {
    const source = `
      let calls = 0;
      const seen = [];
      export function request(ctx) { calls += 1; seen.push(calls); return { calls, seen }; }
      export function response(ctx) { return calls; }`;
    const code = loadCode(source, 'code');
    const once = () => evaluate(code, 'request').result;
    expect([once(), once()]).toEqual([
      { calls: 1, seen: [1] },
      { calls: 1, seen: [1] },
    ]);
    expect(evaluate(code, 'response').result).toBe(0);
  });

  it('no evaluation sees what another leaves behind', () => {
    const code = loadCode(
      aResolver(`
        const before = { stash: Object.keys(ctx.stash), type: util.authType() };
        ctx.stash.mine = ctx.args.id;
        util.http.addResponseHeader('x-mine', ctx.args.id);
        extensions.setSubscriptionFilter({ filterGroup: [] });
        if (ctx.args.appends) util.appendError(ctx.args.id);
        if (ctx.args.fails) util.error(ctx.args.id);
        if (ctx.args.returns) runtime.earlyReturn(before);
        console.log(ctx.args.id);
        return before;`),
      'code',
    );
    const calls = fc.record({ id: fc.uuid(), appends: fc.boolean(), fails: fc.boolean(), returns: fc.boolean() });
    fc.assert(
      fc.property(fc.array(calls, { minLength: 2, maxLength: 8 }), (all) => {
        for (const call of all) {
          const left = evaluate(code, 'request', { arguments: call });
          expect(left.stash).toEqual({ mine: call.id });
          expect(left.responseHeaders).toEqual({ 'x-mine': call.id });
          expect(left.appendedErrors.map(({ message }) => message)).toEqual(call.appends ? [call.id] : []);
          expect(left.error?.message ?? null).toBe(call.fails ? call.id : null);
          expect(left.earlyReturn !== null).toBe(call.returns && !call.fails);
          expect(left.logs).toHaveLength(call.fails || call.returns ? 0 : 1);
          if (!call.fails) expect(left.result).toEqual({ stash: [], type: 'API Key Authorization' });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('changes to a context stay in its evaluation', () => {
    const code = loadCode(aResolver('ctx.prev.result.push(2); return ctx.prev.result.slice(1);'), 'code');
    const prev = { result: ['x'.repeat(2_000), 1] };
    expect([evaluate(code, 'request', { prev }).result, evaluate(code, 'request', { prev }).result]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});

describe('console', () => {
  it("is logged in AppSync's format, with the location", () => {
    const source = `export function request(ctx) {
  console.log('This request is allowed');
  console.error({ a: [1] }, null, undefined);
}
export function response(ctx) {}`;
    expect(evaluate(loadCode(source, 'code.js'), 'request').logs).toEqual([
      'INFO - code.js:2:11: "This request is allowed"',
      'ERROR - code.js:3:11: {"a":[1]} null undefined',
    ]);
  });
});

describe('runtime.earlyReturn', () => {
  it('ends the handler with a value and skips to the next function by default', () => {
    const { result, earlyReturn } = evaluation("runtime.earlyReturn({ a: 1 }); return 'never';");
    expect([result, earlyReturn]).toEqual([{ a: 1 }, { skipTo: 'NEXT' }]);
    expect(evaluation("runtime.earlyReturn(0, { skipTo: 'END' });").earlyReturn).toEqual({ skipTo: 'END' });
    expect(evaluation("runtime.earlyReturn(1, { skipTo: 'MIDDLE' });").error?.message).toContain('END or to NEXT');
  });
});

describe('extensions', () => {
  it('are recorded for the service to execute', () => {
    const left = evaluation(`
      const filter = { filterGroup: [{ filters: [{ fieldName: 'a', operator: 'eq', value: 1 }] }] };
      extensions.setSubscriptionFilter(filter);
      extensions.setSubscriptionInvalidationFilter(filter);
      filter.filterGroup.pop();
      extensions.invalidateSubscriptions({ subscriptionField: 'onX', payload: { a: 1 } });
      extensions.evictFromApiCache('Query', 'trip', { 'ctx.args.id': 1 });`);
    const filter = { filterGroup: [{ filters: [{ fieldName: 'a', operator: 'eq', value: 1 }] }] };
    expect(left).toMatchObject({
      subscriptionFilter: filter,
      invalidationFilter: filter,
      invalidations: [{ subscriptionField: 'onX', payload: { a: 1 } }],
      cacheEvictions: [{ typeName: 'Query', fieldName: 'trip', keyValues: { 'ctx.args.id': 1 } }],
    });
    expect(evaluation('extensions.invalidateSubscriptions({});').error?.message).toContain('subscriptionField');
  });

  it.each(['null', ''])('log a line when setSubscriptionFilter(%s) sets no filter', (filter) => {
    const { subscriptionFilter, logs, error } = evaluation(`extensions.setSubscriptionFilter(${filter});`);
    expect([subscriptionFilter, error]).toEqual([null, null]);
    expect(logs).toEqual([expect.stringMatching(/^INFO - extensions\.setSubscriptionFilter\(null\) sets no filter/)]);
  });
});

it('code that AppSync refuses never runs', () => {
  expect(() => loadCode('export function request(', 'code')).toThrow(CodeError);
});
