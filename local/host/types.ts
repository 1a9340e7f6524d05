import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Checker } from '../appsync-js/check/process/apart.ts';
import type { AppSyncApi } from '../appsync/api.ts';
import type { Outputs } from '../assembly/resource.ts';
import type { DeployedTable, DeployedUserPool } from '../deploy/deployment.ts';
import type { CodeMessage } from '../engines/cognito/engine.ts';
import type { Faults } from '../faults/faults.ts';
import type { Pushes } from '../fcm/inbox.ts';
import type { Route } from '../http/route.ts';
import type { Credentials } from '../iam/principals.ts';
import type { DeadLetter } from '../lambda/deadLetters.ts';

export interface HostOptions {
  /** The folder of the cloud assembly; a promise of it where it is still being made: the engines start meanwhile. */
  readonly assembly: string | Promise<string>;
  /** The stack to serve, with those that it depends on; all of the assembly when left out. */
  readonly stack?: string;
  /** The name or the logical id of the API to serve, where there are several. */
  readonly api?: string;
  /** Where tables and users are kept; in memory when left out. */
  readonly dataDirectory?: string;
  /** The API's port; a free one when left out. */
  readonly port?: number;
  /** Host names beside those of loopback that requests may name, such as `10.0.2.2` for an Android emulator. */
  readonly allowedHosts?: readonly string[];
  /** Further paths of the server, for what they can show of the deployment. */
  readonly routes?: (deployed: Deployed) => Readonly<Record<string, Route>>;
  /** Told of every step once it is done. */
  readonly report?: (step: Step) => void;
  /** Gets what a request failed on that was not the request's fault. */
  readonly onError?: (error: unknown) => void;
  /** Gets a line for each `console.log` of a resolver and a function. */
  readonly log?: (line: string) => void;
  /** How patient the streams' readers are. */
  readonly streams?: StreamTimes;
  /** How patient Lambda's asynchronous queues are. */
  readonly asynchronous?: AsyncTimes;
  /** The variables by which a function that uses FCM names its secret and its project. */
  readonly fcm?: FcmVariables;
  /** Checks the resolvers' code; it may have read some already. Default: a new one. */
  readonly checker?: Checker;
  /** Uses the API as soon as it answers, while the check of the code may still run. */
  readonly onServing?: (host: Omit<Host, 'warnings' | 'close'>) => Promise<void>;
  /** What goes wrong in the API's and the functions' calls; see `createFaults`. Without it, calls go straight. */
  readonly faults?: Faults;
  /** Whether handlers also meet what AWS is only likely to do (local/README.md). Default: true. */
  readonly strict?: boolean;
  /** Told of every confirmation code, as no message is sent. */
  readonly onCode?: (message: CodeMessage) => void;
}

export interface StreamTimes {
  /**
   * The pause after a read that has reached the end of the stream. Default: 250, because Lambda reads a shard four times
   * per second (AWS Lambda developer guide, "Polling and batching streams").
   */
  readonly pollMilliseconds?: number;
  /** The first pause before a failed batch is tried again, doubled with each further one. Default: 1000. */
  readonly retryMilliseconds?: number;
}

export interface AsyncTimes {
  /** The pause before the first retry of an event; the second is twice as long. Default: 1000; on AWS a minute. */
  readonly retryMilliseconds?: number;
}

export interface FcmVariables {
  /** The variable with the name or ARN of the secret that contains the service account's key. Default: FCM_SECRET. */
  readonly secretVariable?: string;
  /** The variable with the id of the Firebase project. Default: FCM_PROJECT. */
  readonly projectVariable?: string;
}

/** What is known before the server listens. */
export type Deployed = Pick<Host, 'api' | 'region' | 'userPools' | 'cognitoEndpoint'>;

export interface Step {
  readonly name: string;
  readonly detail: string;
  readonly milliseconds: number;
}

/** A served API, with the engines below it. */
export interface Host {
  readonly url: string;
  /** The same over TLS, on the same port, by a certificate that this host has signed itself. */
  readonly secureUrl: string;
  readonly realtimeUrl: string;
  readonly region: string;
  readonly dynamodbEndpoint: string;
  readonly cognitoEndpoint: string;
  readonly api: AppSyncApi;
  readonly tables: readonly DeployedTable[];
  readonly userPools: readonly DeployedUserPool[];
  /** Those of a developer who may do everything, for requests to sign. */
  readonly credentials: Credentials;
  /** Where Lambda's Invoke is, for requests that the developer signs; only with functions. */
  readonly lambdaEndpoint?: string;
  /** Where Secrets Manager is; only with functions. */
  readonly secretsManagerEndpoint?: string;
  /** What devices received by FCM; only where a function uses FCM. */
  readonly pushes?: Pushes;
  /** The dead letters of stream batches and asynchronous events that failed at every try. */
  readonly deadLetters: () => readonly DeadLetter[];
  /** Stack -> output -> value. */
  readonly outputs: Outputs;
  /**
   * What AppSync would silently ignore, may refuse, or executes differently than JavaScript, and which engines had to take
   * another port: one sentence each.
   */
  readonly warnings: readonly string[];
  /** The warnings about engines that had to take another port than the one beside the API's. */
  readonly moved: readonly string[];
  /** Resources of the assembly that have no effect on what a client sees. */
  readonly ignored: readonly string[];
  /** Clients of the engines, to look behind the API: they meet no faults. */
  readonly dynamodb: DynamoDBClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly close: () => Promise<void>;
}
