import { describe, expect, it } from 'vitest';

import { loadCode } from '../../../local/appsync-js/runtime/code.ts';
import { evaluate } from '../../support/host/handlers.ts';

describe('finds handlers that only return what they got', () => {
  const nothing = 'export function request() { return {}; }';
  it.each([
    [`${nothing} export function response(ctx) { return ctx.prev.result; }`, ['nothing', 'prev.result']],
    ['function a(e){return{}}function b(e){return e.result}export{a as request,b as response};', ['nothing', 'result']],
    [
      `import { util } from '@aws-appsync/utils'; ${nothing} export function response(ctx) { return ctx; }`,
      ['nothing'],
    ],
  ])('in %s', (source, found) => {
    const { passThrough } = loadCode(source, 'code');
    expect([passThrough.get('request'), passThrough.get('response')].filter((answer) => answer !== undefined)).toEqual(
      found,
    );
  });

  it.each([
    ['another argument', 'export function response(ctx) { return context.prev.result; }'],
    ['another part of the context', 'export function response(ctx) { return ctx.prev.results; }'],
    ['a name that is computed', "export function response(ctx) { return ctx['result']; }"],
    ['what may be missing', 'export function response(ctx) { return ctx.prev?.result; }'],
    ['more than one statement', 'export function response(ctx) { ctx.result.a = 1; return ctx.result; }'],
    ['an object with something in it', 'export function response(ctx) { return { a: ctx.result }; }'],
    ['a context that is taken apart', 'export function response({ args: { id } }) { return {}; }'],
    ['a function in a variable', 'export const response = (ctx) => { return ctx.result; };'],
    ['code beside them', 'export function response(ctx) { return ctx.result; } console.log(1);'],
  ])('but not in %s', (_, response) => {
    const { passThrough } = loadCode(`export function request() { return { a: 1 }; } ${response}`, 'code');
    expect([...passThrough]).toEqual([]);
  });
});

it('their known result equals the result of a run', () => {
  const contexts = [
    { prev: { result: { a: [1] } }, result: { b: null } },
    { prev: { result: null }, result: 'x'.repeat(2_000) },
    { prev: { result: 'x'.repeat(2_000) }, result: null, error: { message: 'It failed.', type: 'DynamoDB:Failure' } },
  ];
  const bodies = ['{}', 'ctx.result', 'ctx.prev.result'];
  const code = (request: string, response: string) =>
    loadCode(
      `export function request(ctx) { return ${request}; } export function response(ctx) { return ${response}; }`,
      'code',
    );
  for (const context of contexts) {
    const answers = { nothing: {}, result: context.result, 'prev.result': context.prev.result };
    for (const body of bodies) {
      const handing = code(body, body);
      for (const handler of ['request', 'response'] as const) {
        const said = handing.passThrough.get(handler);
        if (said === undefined) throw new Error(`${body} is not found in ${handler}.`);
        const { result, error, stash } = evaluate(handing, handler, context);
        expect({ result, error, stash }).toEqual({ result: answers[said], error: null, stash: {} });
      }
    }
  }
});
