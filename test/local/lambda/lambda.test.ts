import { describe, expect, it, onTestFinished } from 'vitest';

import type { LambdaFunction } from '../../../local/lambda/function.ts';
import type { TestRuntime } from '../../support/host/functionCode.ts';
import { aFunction, aRuntime } from '../../support/host/functionCode.ts';
import { until } from '../../support/processes.ts';

function running(declared: LambdaFunction, concurrency?: number): TestRuntime {
  const runtime = aRuntime([declared], concurrency);
  onTestFinished(runtime.close);
  return runtime;
}

/** Runs a function once. */
async function outcomeOf(code: string, change: Parameters<typeof aFunction>[1] = {}, event: unknown = null) {
  return await running(aFunction(code, change)).invoke('worker', event);
}

describe('a function', () => {
  it('gets a copy of the event and returns JSON', async () => {
    const outcome = await outcomeOf(
      'export const handler = async (event) => ({ ...event, when: new Date(0), gone: undefined });',
      {},
      { city: 'Riga' },
    );
    expect(outcome).toMatchObject({ ok: true, value: { city: 'Riga', when: '1970-01-01T00:00:00.000Z' } });
  });

  it('returns null if the handler returns nothing', async () => {
    expect(await outcomeOf('export const handler = async () => {};')).toMatchObject({ ok: true, value: null });
  });

  it('also runs as CommonJS', async () => {
    const code = "const { join } = require('node:path'); exports.handler = async () => join('a', 'b');";
    expect(await outcomeOf(code, { file: 'index.js' })).toMatchObject({ ok: true, value: 'a/b' });
  });

  it("has its own environment variables and none of the host's", async () => {
    process.env['SECRET_OF_THE_HOST'] = 'x';
    onTestFinished(() => {
      delete process.env['SECRET_OF_THE_HOST'];
    });
    const outcome = await outcomeOf('export const handler = async () => ({ ...process.env });', {
      environment: () => ({ TABLE: 'Notices', AWS_REGION: 'not-this-one' }),
      memoryMegabytes: 256,
    });
    expect(outcome.ok && outcome.value).toMatchObject({
      TABLE: 'Notices',
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'worker',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'ASIATEST',
      AWS_SESSION_TOKEN: 'token',
    });
    expect(outcome.ok && outcome.value).not.toHaveProperty('SECRET_OF_THE_HOST');
  });

  it("gets no warning about this machine's Node.js from the AWS SDK", async () => {
    const name = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';
    expect(await outcomeOf(`export const handler = async () => process.env.${name};`)).toMatchObject({ value: 'true' });
  });

  it('has a context with the remaining time', async () => {
    const outcome = await outcomeOf(`
      export const handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() });`);
    const value = outcome.ok ? (outcome.value as Record<string, unknown>) : {};
    expect(value).toMatchObject({
      functionName: 'worker',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      awsRequestId: outcome.requestId,
      invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:worker',
    });
    expect(value['left']).toBeGreaterThan(1_000);
    expect(value['left']).toBeLessThanOrEqual(10_000);
  });

  it.each([
    [
      'ESM',
      'index.mjs',
      "import { marshall } from '@aws-sdk/util-dynamodb'; export const handler = async (e) => marshall(e);",
    ],
    [
      'CommonJS',
      'index.cjs',
      "const { marshall } = require('@aws-sdk/util-dynamodb'); exports.handler = async (e) => marshall(e);",
    ],
  ])('finds the AWS SDK, which its bundle leaves out, from %s', async (_kind, file, code) => {
    expect(await outcomeOf(code, { file, memoryMegabytes: 256 }, { kg: 3 })).toMatchObject({
      ok: true,
      value: { kg: { N: '3' } },
    });
  });

  it('writes its console output to the host, line by line', async () => {
    const runtime = running(
      aFunction(
        "export const handler = async () => { console.info('found %d', 3, { a: 1 }); process.stdout.write('raw\\n'); };",
      ),
    );
    await runtime.invoke('worker', null);
    await until(() => runtime.lines.length === 2, 'both lines arrive');
    expect([...runtime.lines].sort()).toEqual(['worker: found 3 { a: 1 }', 'worker: raw']);
  });
});

describe("a function's error", () => {
  it('is logged as on Lambda: one line of JSON with all its fields except the cause', async () => {
    const runtime = running(
      aFunction(
        `
        class Refused extends Error { name = 'Refusal'; items = [{ city: 'Riga' }]; }
        export const handler = async () => { throw new Refused('Not today', { cause: new Error('secret') }); };`,
        { timeoutSeconds: 30 },
      ),
    );
    const { requestId } = await runtime.invoke('worker', null);
    expect(runtime.lines).toHaveLength(1);
    const { message, ...entry } = JSON.parse((runtime.lines[0] ?? '').slice('worker: '.length)) as {
      message: Record<string, unknown>;
    };
    expect(entry).toEqual({ timestamp: expect.any(String) as string, level: 'ERROR', requestId });
    expect(message).toMatchObject({ errorType: 'Refused', errorMessage: 'Not today', items: [{ city: 'Riga' }] });
    expect(message).toHaveProperty('stackTrace.0', expect.stringContaining('Not today'));
    expect(JSON.stringify(message)).not.toContain('secret');
  });

  it.each([
    ['that holds itself', "const error = new Error('Round'); error.self = error; throw error;"],
    ['that is none', "throw 'Round';"],
  ])('is also logged for %s', async (_, code) => {
    const runtime = running(aFunction(`export const handler = async () => { ${code} };`, { timeoutSeconds: 30 }));
    await runtime.invoke('worker', null);
    expect(runtime.lines).toEqual([expect.stringContaining('Round')]);
    expect(() => JSON.parse((runtime.lines[0] ?? '').slice('worker: '.length)) as unknown).not.toThrow();
  });
});

describe('an environment', () => {
  const counting = `
    let count = 0;
    export const handler = async ({ wait }) => {
      count += 1;
      const now = count;
      if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
      return now;
    };`;

  it('stays warm: it loads the module once', async () => {
    const runtime = running(aFunction(counting));
    const outcomes = [await runtime.invoke('worker', {}), await runtime.invoke('worker', {})];
    expect(outcomes).toMatchObject([{ value: 1 }, { value: 2 }]);
  });

  it('runs one invocation at a time; two concurrent ones get one environment each', async () => {
    const runtime = running(aFunction(counting));
    const outcomes = await Promise.all([
      runtime.invoke('worker', { wait: 50 }),
      runtime.invoke('worker', { wait: 50 }),
    ]);
    expect(outcomes).toMatchObject([{ value: 1 }, { value: 1 }]);
  });

  it('is waited for when the maximum number of environments runs', async () => {
    const runtime = running(aFunction(counting), 1);
    const outcomes = await Promise.all([1, 2, 3].map(() => runtime.invoke('worker', { wait: 10 })));
    expect(outcomes).toMatchObject([{ value: 1 }, { value: 2 }, { value: 3 }]);
  });
});

describe('a function that fails', () => {
  it("reports its error in Lambda's format", async () => {
    const code =
      "class NoSpace extends Error { name = 'NoSpace'; } export const handler = async () => { throw new NoSpace('3 kg'); };";
    const outcome = await outcomeOf(code);
    expect(outcome).toMatchObject({ ok: false, error: { errorType: 'NoSpace', errorMessage: '3 kg' } });
    expect(!outcome.ok && outcome.error.trace?.[0]).toBe('NoSpace: 3 kg');
  });

  it('is stopped at its timeout, even in a loop, and starts again', async () => {
    const code =
      'let cold = true; export const handler = async ({ hang }) => { if (hang) for (;;); const was = cold; cold = false; return was; };';
    const runtime = running(aFunction(code, { timeoutSeconds: 1 }));
    await runtime.invoke('worker', {});
    const outcome = await runtime.invoke('worker', { hang: true });
    expect(!outcome.ok && outcome.error).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^\d{4}-\S+Z [-0-9a-f]{36} Task timed out after 1\.00 seconds$/) as string,
    });
    expect(await runtime.invoke('worker', {})).toMatchObject({ ok: true, value: true });
  });

  it.each([
    ['exits', 'process.exit(3)', 'Runtime.ExitError', 'Runtime exited without providing a reason'],
    ['throws where nobody catches', "setTimeout(() => { throw new TypeError('late'); })", 'TypeError', 'late'],
    ['rejects where nobody waits', "Promise.reject(new Error('alone'))", 'Runtime.UnhandledPromiseRejection', 'alone'],
  ])('fails when it %s, and the next invocation starts again', async (_what, crash, errorType, message) => {
    const code = `export const handler = async ({ ok }) => { if (ok) return 'up'; ${crash}; await new Promise(() => {}); };`;
    const runtime = running(aFunction(code));
    const outcome = await runtime.invoke('worker', {});
    expect(outcome).toMatchObject({ ok: false, error: { errorType } });
    expect(!outcome.ok && outcome.error.errorMessage).toContain(message);
    expect(await runtime.invoke('worker', { ok: true })).toMatchObject({ ok: true, value: 'up' });
  });

  it('fails when it exceeds its memory, and the host continues', async () => {
    const code = "export const handler = async () => { const all = []; for (;;) all.push(new Array(1e6).fill('x')); };";
    expect(await outcomeOf(code, { memoryMegabytes: 32, timeoutSeconds: 20 })).toMatchObject({
      ok: false,
      error: { errorType: 'Runtime.OutOfMemory' },
    });
  });

  it.each([
    ['has no such file', { handler: 'other.handler' }, 'Runtime.ImportModuleError'],
    ['exports no such name', { handler: 'index.main' }, 'Runtime.HandlerNotFound'],
  ])('reports by name that it %s', async (_what, change, errorType) => {
    expect(await outcomeOf('export const handler = async () => 1;', change)).toMatchObject({
      ok: false,
      error: { errorType },
    });
  });

  it('is rejected if its handler takes a callback, as by Node.js 24 on Lambda', async () => {
    expect(await outcomeOf('export const handler = (event, context, done) => done(null, 1);')).toMatchObject({
      ok: false,
      error: { errorType: 'Runtime.CallbackHandlerDeprecated' },
    });
  });

  it('cannot be invoked by an unknown name', async () => {
    await expect(running(aFunction('')).invoke('nobody', null)).rejects.toThrow(
      'The function nobody is not part of the assembly.',
    );
  });
});
