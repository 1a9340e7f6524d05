import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { checkCode } from '../../../local/appsync-js/check/check.ts';
import { evaluateCode } from '../../../local/appsync-js/evaluate.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { runCommand } from '../../support/commands.ts';
import { runHere } from '../../support/commandsHere.ts';
import { aResolver } from '../../support/host/handlers.ts';

const folder = temporaryDirectory();

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('evaluateCode responds as EvaluateCode does', () => {
  const evaluate = (statements: string, context: unknown = {}) =>
    evaluateCode({ code: aResolver(statements), context: JSON.stringify(context), function: 'request' });

  it('with the result, the stash, the errors and the logs as text', () => {
    const statements =
      "ctx.stash.a = ctx.args.b; console.log('hi'); util.appendError('m', 't', 1, { i: 2 }); return { c: 1 };";
    expect(evaluate(statements, { arguments: { b: 2 }, stash: { s: 1 } })).toEqual({
      evaluationResult: '{"c":1}',
      stash: '{"s":1,"a":2}',
      outErrors: '[{"message":"m","errorType":"t","data":1,"errorInfo":{"i":2}}]',
      logs: ['INFO - code.js:3:66: "hi"'],
    });
  });

  it('with an error message and no result', () => {
    const answer = evaluate("ctx.stash.a = 1; util.error('foo', 'T');");
    expect(answer).toMatchObject({ error: { message: 'foo', codeErrors: [] }, stash: '{"a":1}' });
    expect(answer).not.toHaveProperty('evaluationResult');
  });

  it('with the errors in the code', () => {
    expect(evaluate('while (true) {}').error).toEqual({
      message: 'The code contains one or more errors.',
      codeErrors: [
        {
          errorType: 'UNSUPPORTED_SYNTAX_TYPE',
          value: 'While statements are not supported. Use for-of or for-in.',
          location: { line: 3, column: 32, span: 0 },
        },
      ],
    });
  });

  it('and rejects a context that is not a JSON object', () => {
    for (const context of ['', '[]', 'null', '{']) {
      expect(() => evaluateCode({ code: aResolver(''), context, function: 'request' })).toThrow(
        'must be a JSON object',
      );
    }
  });

  it("and rejects code above AppSync's limit", () => {
    expect(() => evaluate(`return '${'x'.repeat(32_768)}';`)).toThrow('characters; AppSync accepts at most 32768.');
  });
});

describe('the evaluate command', () => {
  it('prints the response for files', async () => {
    const source = aResolver('return { id: ctx.args.id };');
    // The process finds the verdict, and need not load TypeScript and ESLint for it.
    checkCode([{ name: 'code.js', code: source }]);
    const code = file('code.js', source);
    const context = file('context.json', { arguments: { id: 'x' }, result: [1] });
    const args = ['--code', code, '--context', context, '--function', 'request'];
    const { status, printed } = await runCommand('local/cli/evaluate.ts', args);
    expect(JSON.parse(printed)).toMatchObject({ evaluationResult: '{"id":"x"}', stash: '{}' });
    expect(status).toBe(0);
  });

  it('prints its usage', async () => {
    const { status, complained } = await runHere('local/cli/evaluate.ts', ['--code', 'x.js']);
    expect(status).toBe(1);
    expect(complained).toContain('Say which code, which context and which function.');
    expect(complained).toContain('Usage: npm run evaluate');
  });
});

describe('the conformance command', () => {
  const recorded = (parts: object) => ({
    ...{ kind: 'expression', handler: 'request', context: {}, compare: 'deep-equal' },
    ...parts,
  });
  const code =
    "import { util } from '@aws-appsync/utils'; export function request(ctx) { util.error('no'); } export function response(ctx) { return ctx.result; }";
  const filter = 'util.transform.toDynamoDBFilterExpression({ a: { eq: 1 }, b: { or: 1 } })';

  it('counts the results that match the recordings, for every kind of comparison', async () => {
    const cases = file('right.json', [
      recorded({ id: 'one', expression: 'util.dynamodb.toDynamoDB(1)', expected: { N: 1 } }),
      recorded({ id: 'two', kind: 'handler', code, compare: 'error-message', expected: { message: 'no' } }),
      recorded({ id: 'three', kind: 'handler', code, handler: 'response', context: { result: 1 }, expected: 1 }),
      recorded({
        ...{ id: 'four', compare: 'json-string-parsed' },
        expression: 'util.transform.toDynamoDBFilterExpression({ a: { eq: 1 }, b: { attributeExists: true } })',
        expected: {
          expression: '(attribute_exists(#b)) AND (#a = :a_eq)',
          expressionNames: { '#b': 'b', '#a': 'a' },
          expressionValues: { ':a_eq': { N: 1 } },
        },
      }),
      recorded({ id: 'five', kind: 'handler', code: `${code}throw 1;`, compare: 'refused', expected: null }),
      recorded({
        ...{ id: 'six', kind: 'handler', compare: 'refused', expected: null },
        code: `${code}// ${'x'.repeat(33_000)}`,
      }),
    ]);
    // First here: the process then finds the verdicts on the code, and need not load TypeScript and ESLint.
    const here = await runHere('local/cli/conformance.ts', [cases]);
    const { status, printed } = await runCommand('local/cli/conformance.ts', [cases]);
    expect(here).toMatchObject({ status, printed });
    expect(printed).toBe('6 passed, 0 failed\n');
    expect(status).toBe(0);
  });

  it('shows each mismatch and fails', async () => {
    const cases = file('wrong.json', [
      recorded({ id: 'right', expression: '1', expected: 1 }),
      recorded({ id: 'other value', expression: '{ a: 1 }', expected: { a: 2 } }),
      recorded({ id: 'an error', expression: "util.error('no')", expected: null }),
      recorded({ id: 'no error', expression: '1', compare: 'error-message', expected: { message: 'no' } }),
      recorded({ id: 'no text', expression: filter, compare: 'json-string-parsed', expected: { expression: '' } }),
      recorded({
        ...{ id: 'other clause', expression: filter.replace('b: { or: 1 }', ''), compare: 'json-string-parsed' },
        expected: {
          expression: '(#a <> :a_eq)',
          expressionNames: { '#a': 'a' },
          expressionValues: { ':a_eq': { N: 1 } },
        },
      }),
    ]);
    const { status, printed } = await runHere('local/cli/conformance.ts', [cases]);
    expect(printed.trim().split('\n').at(-1)).toBe('1 passed, 5 failed');
    for (const id of ['other value', 'an error', 'no error', 'no text', 'other clause'])
      expect(printed).toContain(`${id}\n`);
    expect(printed).toContain('expected {"a":2}\n  got      {"a":1}');
    expect(status).toBe(1);
  });
});
