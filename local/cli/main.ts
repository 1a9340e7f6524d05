import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { type Checker, createChecker } from '../appsync-js/check/process/apart.ts';
import { runCommand } from '../command.ts';
import { requireJava, requirePort } from '../engines/prerequisites.ts';
import type { Deployed, Host } from '../host/types.ts';
import { consoleRoutes } from '../http/console.ts';
import { signInAt } from '../http/console/signIn.ts';
import type { Route } from '../http/route.ts';
import { requirePage, webRoutes } from '../http/web/web.ts';
import { type Sample, type SampleHost, shownUsers } from '../sample.ts';
import type { Command, Options } from './options.ts';
import { readOptions, usage } from './options.ts';
import * as screen from './screen.ts';
import { stopWhenAsked } from './stop.ts';

/** The folder of all files that a start writes; git ignores it. */
const store = '.takeit';
const data = join(store, 'data');
/** This file exists once the sample is loaded. */
const sampleMark = join(data, 'sample.txt');

// Its advice is about releases of Node.js that this host does not ask for.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** Serves an app as the command line says. Ends the process with one sentence when it cannot. */
export async function main(args: readonly string[], command: Command): Promise<void> {
  try {
    const options = readOptions(args, command);
    if (options.help) screen.print(usage(command));
    else await start(options);
  } catch (error) {
    screen.failure(error);
    process.exit(1);
  }
}

async function start(options: Options): Promise<void> {
  const stopping = stopWhenAsked();
  if (options.sample !== undefined) requireSample(options.sample);
  await requirePort(options.port);
  if (options.fresh) await empty();
  if (!options.watch) {
    // The engine starts without waiting for the answer, because most machines have a Java.
    await Promise.all([requireJava(), serve(options, stopping)]);
    return;
  }
  await requireJava();
  const { watch } = await import('./watch.ts');
  await watch(options.assembly, {
    start: () => serve(options, stopping),
    stop: async () => {
      const { host } = stopping;
      delete stopping.host;
      await host?.close();
    },
  });
}

/** Starts the host and shows where it is. Raises an error, with nothing left running, when it cannot. */
async function serve(options: Options, stopping: ReturnType<typeof stopWhenAsked>): Promise<void> {
  const began = stopping.host === undefined && !hasServed ? 0 : performance.now();
  hasServed = true;
  const injection = options.faults === undefined ? undefined : await faultsOf(options.faults);
  const checker = createChecker();
  const { web, webBuild } = options;
  if (web !== undefined && webBuild === undefined) requirePage(web);
  const build = webBuild === undefined ? undefined : buildWeb(webBuild, web);
  // It may fail before the start waits for it.
  build?.catch(() => undefined);
  const served: { outputs?: string } = {};
  const { startHost } = await import('../host/host.ts');
  const { allowedHosts, stack, api, port, fcm } = options;
  let sample: Sample | undefined;
  const loadedSample = options.sample === undefined ? undefined : sampleOf(options.sample);
  const assembly = async (): Promise<string> => {
    const made = options.assembly ?? synthesized(options.synth, checker);
    // All end before the next start of --watch begins them again.
    await Promise.allSettled([loadedSample, made, build]);
    [sample] = await Promise.all([loadedSample, made, build]);
    return await made;
  };
  const host = await startHost({
    assembly: assembly(),
    checker,
    dataDirectory: data,
    port,
    allowedHosts,
    strict: options.strict,
    fcm,
    ...(stack === undefined ? {} : { stack }),
    ...(api === undefined ? {} : { api }),
    routes: (deployed) => ({ ...consoleOf(deployed, sample), ...webOf(web, () => served.outputs) }),
    ...(injection === undefined ? {} : { faults: injection.faults }),
    report: screen.step,
    onCode: screen.code,
    log: screen.log,
    onError: screen.problem,
    onServing: async (serving) => {
      if (sample !== undefined) await loadOnce(sample, serving);
    },
  }).finally(checker.close);
  stopping.host = host;
  injection?.inject();
  host.warnings.forEach(screen.warning);
  const outputs = await writeOutputs(host);
  served.outputs = await outputsForPage(host, sample);
  // A first start counts from the beginning of the process.
  screen.ready({ host, sample, outputs, web, milliseconds: performance.now() - began });
}

let hasServed = false;

/** The rules of a file, and what injects them: only after the sample, which must load completely. */
async function faultsOf(file: string) {
  const [{ readRules }, { createFaults }] = await Promise.all([
    import('../faults/check.ts'),
    import('../faults/faults.ts'),
  ]);
  const rules = readRules(file);
  const faults = createFaults([], { onHit: screen.fault });
  const inject = (): void => {
    for (const rule of rules) faults.add(rule);
    screen.note('Faults', `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'} of ${file}`);
  };
  return { faults, inject };
}

/** The console page. It signs users in, so an API without a user pool has none. */
function consoleOf(
  { api, region, userPools: [pool], cognitoEndpoint }: Deployed,
  sample: Sample | undefined,
): Readonly<Record<string, Route>> {
  const [client] = pool?.clients ?? [];
  if (pool === undefined || client === undefined) return {};
  return consoleRoutes({
    title: api.name,
    region,
    store: pool.id,
    users: sample === undefined ? [] : shownUsers(sample),
    operations: sample?.operations ?? [],
    signIn: signInAt(cognitoEndpoint, client.id),
  });
}

function webOf(directory: string | undefined, outputs: () => string | undefined): Readonly<Record<string, Route>> {
  return directory === undefined ? {} : webRoutes({ directory, outputs });
}

async function buildWeb(command: string, folder: string | undefined): Promise<void> {
  await runCommand(command, { folder: '.' }, 'The web app cannot be built');
  if (folder !== undefined) requirePage(folder);
}

/** The outputs without the developer's credentials, and with the sample's people to sign in as. */
async function outputsForPage(host: Host, sample: Sample | undefined): Promise<string> {
  const { localOutputs, withoutCredentials } = await import('../outputs.ts');
  const people = sample === undefined ? [] : shownUsers(sample);
  return JSON.stringify(withoutCredentials(localOutputs(host), { people }));
}

async function synthesized(always: boolean, checker: Checker): Promise<string> {
  const began = performance.now();
  const { synthesize } = await import('../assembly/synthesize.ts');
  const { directory, unchanged } = await synthesize({
    app: '.',
    output: join(store, 'assembly'),
    always,
    onBegin: checker.prepare,
    onCodes: checker.read,
  });
  const detail = `${relative('.', directory)}${unchanged ? ', unchanged since the last start' : ''}`;
  screen.step({ name: 'Synthesis', detail, milliseconds: performance.now() - began });
  return directory;
}

async function empty(): Promise<void> {
  for (const variable of ['DYNAMODB_ENDPOINT', 'COGNITO_ENDPOINT']) {
    if (!process.env[variable]) continue;
    throw new Error(
      `--fresh deletes only the data of engines that this host starts: unset ${variable}, or delete the data there.`,
    );
  }
  // Another host may still use the data.
  const { lockData } = await import('../engines/dataLock.ts');
  await (
    await lockData(data)
  )();
  rmSync(data, { recursive: true, force: true });
}

function requireSample(file: string): void {
  if (existsSync(file)) return;
  throw new Error(`${file} does not exist: name the module of the sample with --sample, or use --no-sample.`);
}

async function sampleOf(file: string): Promise<Sample> {
  const module = (await import(pathToFileURL(resolve(file)).href)) as { readonly sample?: Sample };
  if (module.sample === undefined) throw new Error(`${file} must export a \`sample\`: see local/sample.ts.`);
  return module.sample;
}

async function loadOnce(sample: Sample, host: SampleHost): Promise<void> {
  if (existsSync(sampleMark)) return;
  const began = performance.now();
  const { loadSample } = await import('../sample.ts');
  const loaded = await loadSample(sample, host);
  writeFileSync(sampleMark, `${loaded}\n`);
  screen.step({ name: 'Sample', detail: loaded, milliseconds: performance.now() - began });
}

async function writeOutputs(host: Host): Promise<string> {
  const { localOutputs } = await import('../outputs.ts');
  const file = join(store, 'amplify_outputs.json');
  mkdirSync(store, { recursive: true });
  writeFileSync(file, `${JSON.stringify(localOutputs(host), null, 2)}\n`);
  return file;
}
