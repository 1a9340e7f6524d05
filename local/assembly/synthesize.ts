import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { NamedCode } from '../appsync-js/check/findings.ts';
import { receiveCodes, servedByHost } from '../appsync-js/check/process/handOver.ts';
import { runCommand } from '../command.ts';
import { folderStamp, inputsDigest } from './inputs.ts';

export interface SynthesisOptions {
  /** The folder of cdk.json. */
  readonly app: string;
  /** The folder of the cloud assembly, emptied first. A file next to it records the inputs. */
  readonly output: string;
  /** Synthesizes even if nothing has changed. */
  readonly always?: boolean;
  /** Called when a synthesis begins. */
  readonly onBegin?: () => void;
  /** Gets the code of resolvers as soon as the app has made it, while the synthesis goes on. */
  readonly onCodes?: (codes: readonly NamedCode[]) => void;
}

export interface Synthesis {
  /** The folder of the assembly. */
  readonly directory: string;
  /** Whether an existing assembly was used again. */
  readonly unchanged: boolean;
}

interface CdkConfiguration {
  readonly app?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * Synthesizes the app of a cdk.json as the CDK CLI does, without the CLI's start-up time. Uses an existing assembly
 * again if its inputs have not changed.
 * @throws Error with the app's output when the app fails
 */
export async function synthesize(options: SynthesisOptions): Promise<Synthesis> {
  const output = resolve(options.output);
  const record = `${output}.inputs`;
  const digest = inputsDigest(options.app);
  const isKnown = options.always !== true && existsSync(join(output, 'manifest.json')) && existsSync(record);
  if (digest !== undefined && isKnown && readFileSync(record, 'utf8') === recorded(digest, output)) {
    return { directory: output, unchanged: true };
  }
  rmSync(record, { force: true });
  await synthesizeAnew(options, output);
  if (digest !== undefined) writeFileSync(record, recorded(digest, output));
  return { directory: output, unchanged: false };
}

function recorded(digest: string, output: string): string {
  return `${digest}\n${folderStamp(output)}\n`;
}

async function synthesizeAnew(options: SynthesisOptions, output: string): Promise<void> {
  const configuration = readConfiguration(options.app);
  if (configuration.app === undefined)
    throw new Error(`cdk.json in ${options.app} has no "app": add the command that synthesizes it.`);
  rmSync(output, { recursive: true, force: true });
  options.onBegin?.();
  const codes = receiveCodes(options.onCodes ?? (() => undefined));
  try {
    const environment = {
      ...codes.environment,
      [servedByHost]: '1',
      // CloudFormation's rules bind a deployment to AWS; reading the templates by them takes as long as making them.
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: output,
      CDK_CONTEXT_JSON: JSON.stringify(contextOf(options.app, configuration)),
    };
    await runCommand(configuration.app, { folder: options.app, environment }, 'The app does not synthesize');
  } finally {
    codes.close();
  }
  if (!existsSync(join(output, 'manifest.json'))) {
    throw new Error(`\`${configuration.app}\` wrote no cloud assembly.`);
  }
}

function readConfiguration(app: string): CdkConfiguration {
  const file = join(app, 'cdk.json');
  if (existsSync(file)) return readJson(file);
  throw new Error(`There is no cdk.json in ${app}: start in the app's folder, or name an assembly with --assembly.`);
}

/** The app's context, with settings that turn off what only an upload needs. */
function contextOf(app: string, { context = {} }: CdkConfiguration): Readonly<Record<string, unknown>> {
  const remembered = join(app, 'cdk.context.json');
  return {
    'aws:cdk:enable-path-metadata': false,
    'aws:cdk:enable-asset-metadata': false,
    'aws:cdk:version-reporting': false,
    'aws:cdk:bundling-stacks': ['**'],
    ...context,
    ...(existsSync(remembered) ? (readJson(remembered) as Readonly<Record<string, unknown>>) : {}),
  };
}

function readJson(file: string): CdkConfiguration {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CdkConfiguration;
  } catch (cause) {
    throw new Error(`${file} is not valid JSON: correct it.`, { cause });
  }
}
