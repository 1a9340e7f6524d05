import type { AppSyncApi } from '../appsync/api.ts';
import type { Outputs } from '../assembly/resource.ts';
import type { Rights } from '../iam/policies.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import type { StreamMapping } from '../streams/mapping.ts';

/** A table that is there, made by this start or an earlier one. */
export interface DeployedTable {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly streamArn?: string;
}

/** A user pool that is there, with what its template asks of a sign-up. */
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

/** An assembly, deployed to the engines of this machine. */
export interface Deployment {
  readonly api: AppSyncApi;
  readonly tables: readonly DeployedTable[];
  readonly userPools: readonly DeployedUserPool[];
  readonly functions: readonly LambdaFunction[];
  /** What a function may ask of the API. */
  readonly rightsOf: (declared: LambdaFunction) => Rights;
  readonly streamMappings: readonly StreamMapping[];
  /**
   * What AppSync may refuse of the code or executes differently, one sentence each. Settles when the check of the code
   * ends; raises one error that lists all code that AppSync would refuse.
   */
  readonly codeWarnings: Promise<readonly string[]>;
  /** Resources without effect on what a client sees: type and name. */
  readonly ignored: readonly string[];
  /** Whether handlers also meet what AWS is only likely to do. */
  readonly strict: boolean;
  /** Known once the API has its address. */
  readonly outputs: (url: string) => Outputs;
}
