import { RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What differs between the stages. */
export interface Stage {
  readonly name: 'dev' | 'prod';
  /** Of the table and the user pool. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** The most read units and the most write units a second, of the table and of each index: a cost guard; null: no limit. */
  readonly maxRequestUnits: number | null;
  /** Whether an app may send a password itself instead of proving it by SRP: handy for scripts, and all that a local pool knows. */
  readonly passwordSignIn: boolean;
  /** Whether the API tells its schema: what tools for developers ask for, and nobody else needs. */
  readonly introspection: boolean;
  /** Where an app of this stage waits for people who have signed in, and out, unless the configuration says otherwise. */
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
}

/** What somebody has set is wrong: its message is for them, a sentence for each mistake. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The phone app's own scheme: a phone opens the app for it. */
const APP_CALLBACK = 'takeit://callback/';
const APP_LOGOUT = 'takeit://signout/';
/** The app in a browser, as its developer runs it. */
const DEVELOPER = 'http://localhost:3000/';

const STAGES: Readonly<Record<string, Stage>> = {
  dev: {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    maxRequestUnits: 100,
    passwordSignIn: true,
    introspection: true,
    callbackUrls: [APP_CALLBACK, DEVELOPER],
    logoutUrls: [APP_LOGOUT, DEVELOPER],
  },
  prod: {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    maxRequestUnits: null,
    passwordSignIn: false,
    introspection: false,
    callbackUrls: [APP_CALLBACK],
    logoutUrls: [APP_LOGOUT],
  },
};

export const STAGE_NAMES: readonly string[] = Object.keys(STAGES);

/** The stage that the context names (`-c stage=prod`); dev without one. Raises SettingsError for an unknown name. */
export function stageOf(scope: IConstruct): Stage {
  const name: unknown = scope.node.tryGetContext('stage') ?? 'dev';
  const stage = typeof name === 'string' && Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!stage) throw new SettingsError(`There is no stage "${String(name)}": use -c stage=dev or -c stage=prod.`);
  return stage;
}
