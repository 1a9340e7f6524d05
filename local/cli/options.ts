import { parseArgs } from 'node:util';

export interface Options {
  /** The folder of a cloud assembly. Default: the host synthesizes the app of cdk.json. */
  readonly assembly?: string;
  /** The module of the sample. Default: no sample. */
  readonly sample?: string;
  /** The folder of a web app to serve at `/`. Default: no web app. The console is always at `/console/`. */
  readonly web?: string;
  /** The command that writes the folder of `web`; each start runs it. Default: the folder is there already. */
  readonly webBuild?: string;
  /** A file of faults to inject. Default: no faults. */
  readonly faults?: string;
  /** The variables by which a function that uses FCM names its secret and its project. */
  readonly fcm: { readonly secretVariable?: string; readonly projectVariable?: string };
  readonly port: number;
  /** Host names that requests may use, beside those of loopback. */
  readonly allowedHosts: readonly string[];
  /** The stack and the API to serve, if an assembly has several. */
  readonly stack?: string;
  readonly api?: string;
  readonly fresh: boolean;
  /** Whether resolvers also meet what AWS is only likely to do; those of another app's assembly do not. */
  readonly strict: boolean;
  /** Synthesize even if nothing has changed. */
  readonly synth: boolean;
  /** Restart after a change of a file. */
  readonly watch: boolean;
  readonly help: boolean;
}

/** The command that a developer has typed. */
export interface Command {
  /** What stands before the options. */
  readonly name: string;
  /** Whether the app of cdk.json is served strictly without `--strict`. */
  readonly strict: boolean;
}

/** `npm start` of this repository, whose resolvers avoid everything that AWS may execute differently. */
export const npmStart: Command = { name: 'npm start --', strict: true };

/** The text of `--help`. */
export function usage({ name, strict }: Command): string {
  const served = strict ? 'with --assembly: also' : 'also';
  const usual = strict ? ', as for the app of cdk.json' : '';
  return `Serves the AppSync API of a CDK app on this machine: no AWS account, no network.

  ${name} [options]

  --port NUMBER    the API's port (20002); subscriptions of Amplify Flutter need 443
  --watch          restart after a change of a file of the app
  --fresh          delete the stored data first
  --no-sample      load no sample data
  --assembly DIR   serve this cloud assembly, without the sample, instead of the app of cdk.json
  --sample MODULE  load the sample that this module exports
  --web DIR        serve the web app in this folder at /, with the outputs at /amplify_outputs.json
  --build-web COMMAND  run this command at each start: it writes the folder of --web, whose name
                   begins with a dot
  --strict         ${served} do what AWS is only likely to do (README of the host)${usual}
  --synth          synthesize the app although its files have not changed
  --stack NAME     serve the API of this stack, if the assembly has several
  --api NAME       serve the API of this name or logical id, if the assembly has several
  --allow-host NAME  also accept requests to this host name, such as 10.0.2.2 from an Android emulator:
                   for the API and Cognito, not for DynamoDB Local
  --faults FILE    make calls fail as the rules of this file say (README of the host)
  --fcm-secret-variable NAME, --fcm-project-variable NAME
                   how a function that uses FCM names its secret and project (FCM_SECRET, FCM_PROJECT)
  --help           show this

  DYNAMODB_ENDPOINT, COGNITO_ENDPOINT   use an engine that already runs
  AWS_REGION                            the region of the app (us-east-1)`;
}

const known = {
  assembly: { type: 'string' },
  sample: { type: 'string' },
  web: { type: 'string' },
  'build-web': { type: 'string' },
  faults: { type: 'string' },
  'fcm-secret-variable': { type: 'string' },
  'fcm-project-variable': { type: 'string' },
  stack: { type: 'string' },
  api: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  synth: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  'no-sample': { type: 'boolean', default: false },
  port: { type: 'string', default: '20002' },
  fresh: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** The names of all options. */
export const optionNames: readonly string[] = Object.keys(known);

/** Reads the command line. Raises an error, in one sentence, for an option that is unknown or lacks its value. */
export function readOptions(argv: readonly string[], command: Command = npmStart): Options {
  const seeHelp = `see \`${command.name} --help\`.`;
  const { values, tokens } = parseArgs({ args: [...argv], options: known, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') throw new Error(`There is no option ${token.value}: ${seeHelp}`);
    if (!Object.hasOwn(known, token.name)) throw new Error(`There is no option ${token.rawName}: ${seeHelp}`);
    const needsValue = known[token.name as keyof typeof known].type === 'string';
    if (needsValue && (token.value === undefined || token.value === '')) {
      throw new Error(`${token.rawName} needs a value: ${seeHelp}`);
    }
    if (!needsValue && token.value !== undefined) {
      throw new Error(`${token.rawName} takes no value: ${seeHelp}`);
    }
  }
  // Every option has been checked to be of its type.
  const { assembly, faults, sample, web, stack, api } = values as Readonly<Partial<Record<TextOption, string>>>;
  const {
    'build-web': webBuild,
    'fcm-secret-variable': secretVariable,
    'fcm-project-variable': projectVariable,
  } = values as Readonly<Partial<Record<string, string>>>;
  const hosts = (values['allow-host'] ?? []) as readonly string[];
  // `npm start` itself names the app's sample and its web app before the developer's options.
  const names = tokens.flatMap((token) => (token.kind === 'option' ? token.name : []));
  const isForeign = (name: string) => names.lastIndexOf(name) < names.lastIndexOf('assembly');
  const isBuilt = webBuild !== undefined && !isForeign('build-web');
  if (isBuilt && web !== undefined && !/(?:^|[/\\])\.[^./\\]/.test(web)) {
    throw new Error(
      `--build-web needs a folder whose name begins with a dot, not --web ${web}: other files count as the app's.`,
    );
  }
  return {
    port: portOf(values.port),
    allowedHosts: hosts.map((host) => host.toLowerCase()),
    fresh: values.fresh === true,
    strict: values.strict === true || (command.strict && assembly === undefined),
    synth: values.synth === true,
    watch: values.watch === true,
    help: values.help === true,
    fcm: {
      ...(secretVariable === undefined ? {} : { secretVariable }),
      ...(projectVariable === undefined ? {} : { projectVariable }),
    },
    ...(assembly === undefined ? {} : { assembly }),
    ...(faults === undefined ? {} : { faults }),
    ...(stack === undefined ? {} : { stack }),
    ...(api === undefined ? {} : { api }),
    ...(web === undefined || isForeign('web') ? {} : { web }),
    ...(isBuilt ? { webBuild } : {}),
    ...(sample === undefined || isForeign('sample') || values['no-sample'] === true ? {} : { sample }),
  };
}

type TextOption = 'assembly' | 'faults' | 'sample' | 'web' | 'stack' | 'api';

function portOf(given: unknown): number {
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`${String(given)} is not a port: give --port a number from 1 to 65535.`);
}
