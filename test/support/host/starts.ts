import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

import { noticeBoard, temporaryDirectory, writeAssembly } from '../assemblies.ts';
import { until } from '../processes.ts';

const sample = `
export const sample = {
  users: [
    { email: 'ada@example.com', name: 'Ada', password: 'Correct-horse-1', says: 'writes notices' },
    { email: 'bot@example.com', name: 'Bot', password: 'Correct-horse-2', says: 'is not shown' },
  ],
  shown: 1,
  operations: [],
  load: async ({ ask, tableNames, userIds }) => {
    await ask('ada@example.com', 'mutation { post(id: "1", text: "Hello") { id } }');
    return \`1 notice in \${tableNames} of \${userIds.size} people\`;
  },
};`;

/** A folder with an app in it: its cdk.json copies a ready assembly to where the CDK asks for it. */
export function anApp(app: { readonly assembly?: string; readonly command?: string } = {}): string {
  const { assembly = writeAssembly({ Board: noticeBoard() }) } = app;
  const { command = `cp -r ${assembly}/. "$CDK_OUTDIR"` } = app;
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: `mkdir -p "$CDK_OUTDIR" && ${command}` }));
  writeFileSync(join(folder, 'sample.mjs'), sample);
  return folder;
}

export interface Start {
  readonly process: ChildProcess;
  readonly printed: () => string;
  readonly ended: Promise<number | null>;
  /** Ends it on the spot. */
  readonly kill: () => Promise<void>;
}

/** `npm start` in a folder, without npm; it ends with the test. */
export function start(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Start {
  const started = launch(folder, args, environment);
  onTestFinished(started.kill);
  return started;
}

/** As `start`, for several tests: the caller ends it. */
export function launch(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Start {
  const file = fileURLToPath(new URL('../../../local/cli/start.ts', import.meta.url));
  return follow(
    spawn(process.execPath, ['--import', import.meta.resolve('tsx/esm'), file, ...args], {
      cwd: folder,
      env: { ...process.env, ...environment },
    }),
  );
}

/** Collects what a host's process prints. */
export function follow(child: ChildProcessWithoutNullStreams): Start {
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { process: child, printed: () => printed, ended, kill };
}

export async function ready(started: Start): Promise<void> {
  const isReady = until(() => started.printed().includes('Ctrl-C stops everything'), 'the host is ready', 60_000);
  const ended = started.ended.then(() => {
    throw new Error(`The host has ended:\n${started.printed()}`);
  });
  // Whichever comes second is of no interest.
  for (const outcome of [isReady, ended]) outcome.catch(() => undefined);
  await Promise.race([isReady, ended]);
}

interface OutputsFile {
  readonly auth: { readonly user_pool_id: string; readonly user_pool_client_id: string };
  readonly data: { readonly url: string; readonly api_key?: string };
  readonly custom: {
    readonly local: {
      readonly url: string;
      readonly cognitoEndpoint: string;
      readonly dynamodbEndpoint: string;
      readonly region: string;
    };
  };
}

export function outputsOf(folder: string): OutputsFile {
  return JSON.parse(readFileSync(join(folder, '.takeit', 'amplify_outputs.json'), 'utf8')) as OutputsFile;
}

/** Signs Ada in and asks the API, with nothing but what the outputs file tells. */
export async function askAsAda(folder: string, query: string): Promise<unknown> {
  const { auth, custom } = outputsOf(folder);
  const signIn = await fetch(custom.local.cognitoEndpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      ClientId: auth.user_pool_client_id,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ada@example.com', PASSWORD: 'Correct-horse-1' },
    }),
  });
  const { AuthenticationResult: tokens } = (await signIn.json()) as { AuthenticationResult: { IdToken: string } };
  const answer = await fetch(custom.local.url, {
    method: 'POST',
    headers: { authorization: tokens.IdToken },
    body: JSON.stringify({ query }),
  });
  return ((await answer.json()) as { data: unknown }).data;
}

export function engineOf({ process: host }: Start): number {
  const guard = childOf(host.pid ?? 0);
  return childOf(guard);
}

function childOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return Number(children[0]);
}
