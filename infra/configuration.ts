import type { IConstruct } from 'constructs';

import { SettingsError, type Stage, STAGE_NAMES } from './stage.ts';

/** The settings of each identity provider. `secret` is the name or ARN of a secret in Secrets Manager. */
const PROVIDERS = {
  google: ['clientId', 'secret'],
  facebook: ['clientId', 'secret'],
  apple: ['clientId', 'teamId', 'keyId', 'secret'],
} as const;

export type ProviderName = keyof typeof PROVIDERS;
export type ProviderSettings = { readonly [Name in ProviderName]: Record<(typeof PROVIDERS)[Name][number], string> };
export const PROVIDER_NAMES = Object.keys(PROVIDERS) as ProviderName[];

const SECOND_FACTORS = ['off', 'optional', 'required'] as const;

/** The settings of a stage. All are optional; docs/deploy.md describes each. */
export interface Configuration {
  /** The providers that people may sign in with, in addition to an e-mail address and a password. */
  readonly providers: Partial<ProviderSettings>;
  /** The first label of the domain of Cognito's sign-in pages; null: there are no such pages. */
  readonly domainPrefix: string | null;
  /** The addresses to which Cognito may send people after they have signed in, or signed out. */
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  /** Whether people who sign in with a password also need an authenticator app. */
  readonly mfa: (typeof SECOND_FACTORS)[number];
  /** The e-mail address that gets every alarm; null: nobody gets them by mail. */
  readonly alarmEmail: string | null;
  /** The sender of Cognito's mails, and the region in which SES has verified its domain; null: Cognito's own mail. */
  readonly mail: { readonly from: string; readonly region: string } | null;
  /** How many batches of a shard a stream reader processes at the same time. */
  readonly parallelizationFactor: number;
  /** Whether the stage has the web app. */
  readonly web: boolean;
  /** The Firebase project, and the secret with a key of its service account; null: the stage has no push. */
  readonly push: { readonly project: string; readonly secret: string } | null;
}

/** The format of a setting, as a pattern and in words. */
interface Form {
  readonly pattern: RegExp;
  readonly words: string;
}

const ID: Form = { pattern: /^[\w.-]{1,131}$/, words: 'an id of letters, digits, dots, hyphens and underscores' };
/** The pattern rejects secrets of Google, Facebook and Apple: a template would show them. Names of secrets pass. */
const SECRET: Form = {
  pattern:
    /^(?!GOCSPX-|[0-9a-f]{32}$|MI[\w+/=]{60})(arn:aws[\w-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]{1,519}|[\w/+=.@-]{1,512})$/,
  words: 'the name or ARN of a secret in Secrets Manager, not the secret itself',
};
/**
 * The addresses to which Cognito sends people back (Amazon Cognito API reference, "UserPoolClientType": CallbackURLs).
 * Cognito compares whole addresses, so a wildcard would not work. Schemes that run a script or read a file are not
 * allowed.
 */
const ADDRESS = [
  '(?:https://[^\\s,#*/?]',
  'http://localhost(?=[:/,]|$)',
  '(?!https?:|javascript:|data:|file:)[a-z][a-z0-9+.-]*://)[^\\s,#*]{0,1000}',
].join('|');
const ADDRESSES: Form = {
  pattern: new RegExp(`^${ADDRESS}(?:,${ADDRESS}){0,99}$`),
  words:
    'at most 100 addresses with https, of http://localhost or with a scheme of the app, without "#" and "*", separated by commas',
};
/** An address on the browser's own machine. Cognito accepts it without TLS, for testing. */
const LOCAL = 'http://localhost';

const EMAIL: Form = { pattern: /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, words: 'one e-mail address' };

const FORMS: Readonly<Record<string, Form>> = {
  ...Object.fromEntries(
    PROVIDER_NAMES.flatMap((name) => PROVIDERS[name].map((field) => [key(name, field), formOf(field)])),
  ),
  domainPrefix: {
    pattern: /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    words: 'at most 63 lower-case letters, digits and hyphens, without "aws", "amazon" and "cognito"',
  },
  callbackUrls: ADDRESSES,
  logoutUrls: ADDRESSES,
  mfa: { pattern: /^(off|optional|required)$/, words: 'off, optional or required' },
  alarmEmail: EMAIL,
  sesFrom: EMAIL,
  sesRegion: { pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, words: 'a region such as eu-central-1' },
  web: { pattern: /^(on|off)$/, words: 'on or off' },
  fcmProject: {
    pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    words: 'the id of a Firebase project: 6 to 30 lower-case letters, digits and hyphens',
  },
  fcmSecret: SECRET,
  parallelizationFactor: { pattern: /^([1-9]|10)$/, words: 'a whole number from 1 to 10' },
};

const NAMES = Object.keys(FORMS);

/**
 * Reads the configuration of a stage: the entry under `stages` in cdk.json, overridden by `-c key=value`.
 * @param account the AWS account of the stage, which makes the default domain prefix unique
 * @throws SettingsError with one sentence for each setting that is unknown, malformed, or incomplete
 */
export function configurationOf(scope: IConstruct, stage: Stage, account: string): Configuration {
  const settings = readSettings(scope, stage);
  const providers = providersIn(settings);
  const isHosted = Object.keys(providers).length > 0;
  const list = (name: string) => settings.get(name)?.split(',');
  refuse([...sharedPrefix(scope, stage, settings), ...localAddresses(stage, settings)]);
  return {
    providers,
    domainPrefix: settings.get('domainPrefix') ?? (isHosted ? `takeit-${stage.name}-${account}` : null),
    callbackUrls: list('callbackUrls') ?? stage.callbackUrls,
    logoutUrls: list('logoutUrls') ?? stage.logoutUrls,
    mfa: SECOND_FACTORS.find((factor) => factor === settings.get('mfa')) ?? 'off',
    alarmEmail: settings.get('alarmEmail') ?? null,
    mail: mailIn(settings),
    web: settings.get('web') === 'on',
    push: pushIn(settings),
    parallelizationFactor: Number(settings.get('parallelizationFactor') ?? 1),
  };
}

function mailIn(settings: ReadonlyMap<string, string>): Configuration['mail'] {
  const [from, region] = [settings.get('sesFrom'), settings.get('sesRegion')];
  if (from !== undefined && region !== undefined) return { from, region };
  if (from !== undefined || region !== undefined)
    refuse([`Mail by SES needs ${from === undefined ? 'sesFrom' : 'sesRegion'} too.`]);
  return null;
}

function pushIn(settings: ReadonlyMap<string, string>): Configuration['push'] {
  const [project, secret] = [settings.get('fcmProject'), settings.get('fcmSecret')];
  if (project !== undefined && secret !== undefined) return { project, secret };
  if (project !== undefined || secret !== undefined)
    refuse([`Push notifications need ${project === undefined ? 'fcmProject' : 'fcmSecret'} too.`]);
  return null;
}

function providersIn(settings: ReadonlyMap<string, string>): Configuration['providers'] {
  const providers: Record<string, Record<string, string>> = {};
  const problems: string[] = [];
  for (const name of PROVIDER_NAMES) {
    const fields: readonly string[] = PROVIDERS[name];
    const missing = fields.map((field) => key(name, field)).filter((setting) => !settings.has(setting));
    if (missing.length === 0) {
      providers[name] = Object.fromEntries(fields.map((field) => [field, settings.get(key(name, field)) ?? '']));
    } else if (missing.length < fields.length) {
      problems.push(`Signing in with ${capitalized(name)} needs ${missing.join(', ')} too.`);
    }
  }
  refuse(problems);
  return providers;
}

/** Each domain prefix belongs to one pool of a region, so the deployment of the second stage would fail. */
function sharedPrefix(scope: IConstruct, { name }: Stage, settings: ReadonlyMap<string, string>): string[] {
  const prefix = settings.get('domainPrefix');
  const others = Object.entries(asObject(scope.node.tryGetContext('stages') ?? {}, '"stages"'));
  const shares = ([other, its]: [string, unknown]) =>
    other !== name && prefix !== undefined && isObject(its) && its['domainPrefix'] === prefix;
  return others
    .filter(shares)
    .map(([other]) => `The stages ${name} and ${other} have the same domainPrefix: give each its own.`);
}

function localAddresses({ name }: Stage, settings: ReadonlyMap<string, string>): string[] {
  const isLocal = (key: string) =>
    settings
      .get(key)
      ?.split(',')
      .some((address) => address.startsWith(LOCAL));
  if (name !== 'prod') return [];
  return ['callbackUrls', 'logoutUrls']
    .filter(isLocal)
    .map((key) => `The setting ${key} of prod contains ${LOCAL}, which is only for testing: use it in dev.`);
}

/** The settings by key. An empty value counts as not set, so `-c key=` unsets a setting. */
function readSettings(scope: IConstruct, stage: Stage): ReadonlyMap<string, string> {
  const context = scope.node.getAllContext() as Readonly<Record<string, unknown>>;
  const given = Object.entries({ ...ofStage(context['stages'], stage), ...fromCommandLine(context) });
  const settings = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, value] of given) {
    const text = Array.isArray(value) ? value.join(',') : value;
    const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
    if (!form) problems.push(`There is no setting "${name}": the settings are ${NAMES.join(', ')}.`);
    else if (text === '') continue;
    // The message does not repeat the value: it may be a secret, and logs keep it.
    else if (typeof text !== 'string') problems.push(`The setting ${name} must be a string in quotes: ${form.words}.`);
    else if (!form.pattern.test(text)) problems.push(`The setting ${name} must be ${form.words}.`);
    else settings.set(name, text);
  }
  refuse(problems);
  return settings;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new SettingsError(problems.join('\n'));
}

function ofStage(stages: unknown, stage: Stage): object {
  if (stages === undefined) return {};
  const all = asObject(stages, '"stages"');
  const stray = Object.keys(all).find((name) => !STAGE_NAMES.includes(name));
  if (stray !== undefined)
    refuse([`cdk.json has settings for an unknown stage "${stray}": the stages are ${STAGE_NAMES.join(' and ')}.`]);
  return asObject(all[stage.name] ?? {}, `"stages", "${stage.name}"`);
}

function asObject(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (isObject(value)) return { ...value };
  throw new SettingsError(`The value of ${place} in cdk.json must be an object.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * Selects the context keys that are settings: every plain word, and every key that differs from a setting's name only
 * in hyphens. CDK's own keys, and the values that it caches about an account, contain `:`, `/` or `-`.
 */
function fromCommandLine(context: Readonly<Record<string, unknown>>): object {
  const bare = (name: string) => name.replaceAll(/[-_]/g, '').toLowerCase();
  const isOurs = (name: string) => /^[a-z]\w*$/i.test(name) || NAMES.some((known) => bare(known) === bare(name));
  const isSetting = ([name]: [string, unknown]) => isOurs(name) && name !== 'stage' && name !== 'stages';
  return Object.fromEntries(Object.entries(context).filter(isSetting));
}

function formOf(field: string): Form {
  return field === 'secret' ? SECRET : ID;
}

/** `googleClientId` for `google` and `clientId`. */
function key(provider: string, field: string): string {
  return `${provider}${capitalized(field)}`;
}

function capitalized(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
