import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servedByHost } from '../../../local/appsync/check/synthesis.ts';
import { bundle } from '../../../infra/bundle.ts';
import { bundleFunction } from '../../../infra/functionBundle.ts';
import { projectFile } from '../../../infra/paths.ts';
import { readResolverFiles } from '../../../infra/resolverFiles.ts';
import { median } from './median.ts';

/** What the code of resolvers and functions weighs, and how long a function takes before it can be called. */
export interface CodeFigures {
  /** Bytes without the source map, by file. */
  readonly resolvers: Readonly<Record<string, number>>;
  readonly functions: Readonly<Record<string, FunctionFigures>>;
}

export interface FunctionFigures {
  readonly bytes: number;
  /** Milliseconds until its module has been loaded, in a process of its own. */
  readonly load: number;
  /** Milliseconds that its first call takes, with nothing to do; left out where it can't be called so. */
  readonly firstCall?: number;
}

export const FUNCTIONS = ['remove-account', 'publish-changes', 'finish-closing'] as const;

/** Weighs the resolvers, and weighs and loads the functions, each so many times. */
export function weigh(times: number): CodeFigures {
  return {
    resolvers: resolverSizes(),
    functions: Object.fromEntries(FUNCTIONS.map((folder) => [folder, functionFigures(folder, times)])),
  };
}

/** Bytes of each resolver's code without its source map, as it is deployed. */
export function resolverSizes(): Record<string, number> {
  const schema = readFileSync(projectFile('schema.graphql'), 'utf8');
  const files = readResolverFiles(projectFile('resolvers'), schema).flatMap((resolver) => resolver.files);
  // What is deployed has been checked when it was synthesized.
  process.env[servedByHost] = '1';
  try {
    const codes = bundle(files.map((file) => `resolvers/${file}.ts`));
    return Object.fromEntries([...codes].map(([file, code]) => [file, Buffer.byteLength(withoutMap(code))]));
  } finally {
    Reflect.deleteProperty(process.env, servedByHost);
  }
}

function withoutMap(code: string): string {
  return code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

/** Loads a module and calls its handler with an empty batch, as Lambda would; prints both times. */
const LOADER = `
  const CONTEXT = { getRemainingTimeInMillis: () => 60_000 };
  const began = performance.now();
  const { handler } = await import(process.argv[1]);
  const loaded = performance.now();
  const called = process.argv[2] === 'call' ? (await handler({ Records: [] }, CONTEXT), performance.now() - loaded) : null;
  console.log(JSON.stringify([loaded - began, called]));
  process.exit();`;

function functionFigures(folder: string, times: number): FunctionFigures {
  const directory = mkdtempSync(join(tmpdir(), 'take-it-'));
  const file = join(directory, 'index.mjs');
  try {
    bundleFunction(folder, file);
    // The resolver's function has no batches.
    const how = folder === 'remove-account' ? 'load' : 'call';
    const runs = Array.from({ length: times }, () => {
      const args = ['--input-type=module', '--eval', LOADER, file, how];
      return JSON.parse(
        execFileSync(process.execPath, args, { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
      ) as [number, number | null];
    });
    const calls = runs.flatMap(([, call]) => (call === null ? [] : [call]));
    return {
      bytes: statSync(file).size,
      load: median(runs.map(([load]) => load)),
      ...(calls.length > 0 ? { firstCall: median(calls) } : {}),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What the functions insist on, and nothing that could be reached. */
const ENVIRONMENT = {
  TABLE_NAME: 'none',
  USER_POOL_ID: 'eu-west-1_none',
  API_URL: 'http://127.0.0.1:9/graphql',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};
