import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FunctionRuntime, LambdaFunction } from '../../../local/lambda/function.ts';
import { createFunctionRuntime } from '../../../local/lambda/runtime.ts';
import { temporaryDirectory } from '../assemblies.ts';

/** Writes a function's module into a folder of its own. */
export function functionFolder(code: string, file = 'index.mjs'): string {
  const folder = temporaryDirectory();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), code);
  return folder;
}

/** A function whose `handler` is this code. */
export function aFunction(
  code: string,
  change: Partial<LambdaFunction> & { readonly file?: string } = {},
): LambdaFunction {
  const { file, ...rest } = change;
  const name = rest.name ?? 'worker';
  return {
    name,
    arn: `arn:aws:lambda:eu-central-1:123456789012:function:${name}`,
    directory: functionFolder(code, file),
    handler: 'index.handler',
    runtime: 'nodejs22.x',
    timeoutSeconds: 10,
    memoryMegabytes: 128,
    roleArn: 'arn:aws:iam::123456789012:role/worker',
    environment: () => ({}),
    ...rest,
  };
}

export interface TestRuntime extends FunctionRuntime {
  readonly lines: readonly string[];
}

export function aRuntime(functions: readonly LambdaFunction[], concurrency = 10): TestRuntime {
  const lines: string[] = [];
  const runtime = createFunctionRuntime(functions, {
    region: 'eu-central-1',
    endpoints: { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' },
    credentialsOf: () => ({
      AWS_ACCESS_KEY_ID: 'ASIATEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    }),
    log: (line) => lines.push(line),
    concurrency,
  });
  return { ...runtime, lines };
}
