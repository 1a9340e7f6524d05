import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { accountKey } from '../../domain/keys.ts';
import { bundleFunction } from '../../infra/bundles/functionBundle.ts';
import { bundle } from '../../infra/bundles/resolverBundle.ts';
import { resolverPaths } from '../../infra/resolverFiles.ts';
import { servedByHost } from '../../local/appsync-js/check/synthesis.ts';
import { median } from './median.ts';
import type { Places } from './protocol.ts';
import { setStage } from './stage.ts';

/** The size of the code of resolvers and functions, and how long a function takes to start. */
export interface CodeFigures {
  /** Bytes without the source map, by file. */
  readonly resolvers: Readonly<Record<string, number>>;
  readonly functions: Readonly<Record<string, FunctionFigures>>;
}

export interface FunctionFigures {
  readonly bytes: number;
  /** Milliseconds until its module is loaded, in its own process. */
  readonly load: number;
  /** Milliseconds of its first call, with as little to do as possible. */
  readonly firstCall: number;
}

/** The event of a first call, by folder: an empty batch of a stream, or a person without an account. */
const EVENTS = {
  'remove-account': { userId: randomUUID() },
  'publish-changes': { Records: [] },
  'follow-up': { Records: [] },
  notify: { notifications: [] },
} as const;

type Folder = keyof typeof EVENTS;

const FUNCTIONS = Object.keys(EVENTS) as readonly Folder[];

/** Measures the sizes of resolvers and functions, and loads and calls each function this many times. */
export async function measureCode(times: number): Promise<CodeFigures> {
  const stage = await setStage();
  try {
    const { userId } = EVENTS['remove-account'];
    await stage.store('ours', [{ ...accountKey(userId), removing: 1, removed: new Date().toISOString() }]);
    return {
      resolvers: resolverSizes(),
      functions: Object.fromEntries(
        FUNCTIONS.map((folder) => [folder, functionFigures(folder, times, environmentAt(stage.places))]),
      ),
    };
  } finally {
    await stage.close();
  }
}

/** The bytes of each deployed resolver, without its source map. */
export function resolverSizes(): Record<string, number> {
  // The deployed code was checked at synthesis.
  process.env[servedByHost] = '1';
  try {
    const codes = bundle(resolverPaths());
    return Object.fromEntries([...codes].map(([file, code]) => [file, Buffer.byteLength(withoutMap(code))]));
  } finally {
    Reflect.deleteProperty(process.env, servedByHost);
  }
}

function withoutMap(code: string): string {
  return code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

/** Loads a module and calls its handler, as Lambda would; prints both times. */
const LOADER = `
  const CONTEXT = { getRemainingTimeInMillis: () => 60_000 };
  const began = performance.now();
  const { handler } = await import(process.argv[1]);
  const loaded = performance.now();
  await handler(JSON.parse(process.argv[2]), CONTEXT);
  console.log(JSON.stringify([loaded - began, performance.now() - loaded]));
  process.exit();`;

function functionFigures(folder: Folder, times: number, env: NodeJS.ProcessEnv): FunctionFigures {
  const directory = mkdtempSync(join(tmpdir(), 'take-it-'));
  const file = join(directory, 'index.mjs');
  try {
    bundleFunction(folder, file);
    const args = ['--input-type=module', '--eval', LOADER, file, JSON.stringify(EVENTS[folder])];
    const runs = Array.from({ length: times }, () => {
      const printed = execFileSync(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
      return JSON.parse(printed.toString()) as [number, number];
    });
    return {
      bytes: statSync(file).size,
      load: median(runs.map(([load]) => load)),
      firstCall: median(runs.map(([, call]) => call)),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The environment variables that the functions require. Only the store is a running service. */
function environmentAt({ tables, dynamodb, region }: Places): NodeJS.ProcessEnv {
  return {
    TABLE_NAME: tables.ours,
    FCM_ENDPOINT: 'http://127.0.0.1:9',
    FCM_PROJECT: 'none',
    FCM_SECRET: 'none',
    USER_POOL_ID: 'eu-west-1_none',
    API_URL: 'http://127.0.0.1:9/graphql',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
