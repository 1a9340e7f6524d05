import { RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The differences between the stages. */
export interface Stage {
  readonly name: 'dev' | 'prod';
  /** The removal policy of the table and the user pool. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /**
   * The maximum read units and write units a second, for the table and for each index: limits the cost; null: no limit.
   */
  readonly maxRequestUnits: number | null;
  /** Whether an app may send a password instead of using SRP: convenient for scripts. */
  readonly passwordSignIn: boolean;
  /** Whether introspection is on: developer tools need it. */
  readonly introspection: boolean;
  /** Where Cognito sends people after sign-in and sign-out, unless the configuration says otherwise. */
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
}

/** A setting is wrong. The message has one sentence for each mistake, for the person who set it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The phone app's own URL scheme. */
const APP_CALLBACK = 'takeit://callback/';
const APP_LOGOUT = 'takeit://signout/';
/** The app in a developer's browser. */
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

/**
 * Returns the stage that the context names (`-c stage=prod`), by default dev.
 * @throws SettingsError for an unknown name
 */
export function stageOf(scope: IConstruct): Stage {
  const name: unknown = scope.node.tryGetContext('stage') ?? 'dev';
  const stage = typeof name === 'string' && Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!stage) throw new SettingsError(`There is no stage "${String(name)}": use -c stage=dev or -c stage=prod.`);
  return stage;
}
