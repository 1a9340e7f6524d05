import type { AppSyncApi } from '../appsync/api.ts';
import type { Outputs } from '../assembly/resource.ts';
import type { Rights } from '../iam/policies.ts';
import type { AsyncSettings } from '../lambda/async/event.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import type { Schedule } from '../lambda/schedules.ts';
import type { StreamMapping } from '../streams/mapping.ts';

/** An existing table, created by this start or an earlier one. */
export interface DeployedTable {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly streamArn?: string;
}

/** An existing user pool, with the sign-up rules of its template. */
export interface DeployedUserPool {
  readonly stack: string;
  readonly logicalId: string;
  readonly id: string;
  /** The `iss` claim of its tokens; the keys are at `/.well-known/jwks.json` below it. */
  readonly issuer: string;
  readonly clients: readonly DeployedClient[];
  readonly signUp: SignUpRules;
}

export interface DeployedClient {
  readonly stack: string;
  readonly logicalId: string;
  readonly id: string;
}

export interface SignUpRules {
  readonly usernameAttributes: readonly string[];
  readonly requiredAttributes: readonly string[];
  readonly verifiedAttributes: readonly string[];
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON';
  readonly password: {
    readonly minimumLength: number;
    readonly lowercase: boolean;
    readonly uppercase: boolean;
    readonly numbers: boolean;
    readonly symbols: boolean;
  };
}

/** An assembly that is deployed to the engines of this machine. */
export interface Deployment {
  readonly api: AppSyncApi;
  readonly tables: readonly DeployedTable[];
  readonly userPools: readonly DeployedUserPool[];
  readonly functions: readonly LambdaFunction[];
  /** How the asynchronous events of a function are handled, by its name; Lambda's defaults hold for the others. */
  readonly asyncSettings: ReadonlyMap<string, AsyncSettings>;
  /** The permissions of a function on the API, on other functions and on secrets. */
  readonly rightsOf: (declared: LambdaFunction) => Rights;
  readonly streamMappings: readonly StreamMapping[];
  readonly schedules: readonly Schedule[];
  /**
   * What AppSync may refuse of the code or executes differently, one sentence each. Settles when the check of the code
   * ends; raises one error that lists all code that AppSync would refuse.
   */
  readonly codeWarnings: Promise<readonly string[]>;
  /** Resources without effect on clients: type and name. */
  readonly ignored: readonly string[];
  /** Whether handlers also get behaviour that AWS only probably has. */
  readonly strict: boolean;
  /** The outputs, which depend on the API's address. */
  readonly outputs: (url: string) => Outputs;
}
