import type { Route } from 'cognito-local/lib/server/Router.js';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import type { UserPoolService } from 'cognito-local/lib/services/userPoolService.js';

import { clientNotFound, missingParameter } from './errors.ts';
import type { Pending } from './pending.ts';
import type { Sessions } from './sessions.ts';
import type { Exchange } from './srp.ts';
import type { SigningKey } from './tokens/signingKey.ts';
import type { SessionTokens } from './tokens/tokens.ts';

/** The fields of Cognito's requests that this folder reads. */
export interface Request {
  readonly AccessToken?: string;
  readonly AuthFlow?: string;
  readonly AuthParameters?: Parameters;
  readonly ChallengeName?: string;
  readonly ChallengeResponses?: Parameters;
  readonly ClientId?: string;
  readonly ClientMetadata?: Record<string, string>;
  readonly ClientSecret?: string;
  readonly ConfirmationCode?: string;
  readonly Password?: string;
  readonly PreviousPassword?: string;
  readonly ProposedPassword?: string;
  readonly RefreshToken?: string;
  readonly RefreshTokenRotation?: RefreshTokenRotation;
  readonly SecretHash?: string;
  readonly Session?: string;
  readonly Token?: string;
  readonly UserAttributes?: readonly { readonly Name: string; readonly Value?: string }[];
  readonly Username?: string;
  readonly UserPoolId?: string;
}

export type Parameters = Readonly<Record<string, string | undefined>>;

export interface RefreshTokenRotation {
  readonly Feature?: 'ENABLED' | 'DISABLED';
  readonly RetryGracePeriodSeconds?: number;
}

/** An app client as the store keeps it: cognito-local does not know the last setting. */
export type StoredClient = AppClient & { readonly RefreshTokenRotation?: RefreshTokenRotation };

/** A sign-in that waits for PASSWORD_VERIFIER. */
export interface SrpSignIn {
  readonly clientId: string;
  /** As the client wrote it. */
  readonly username: string;
  readonly userId: string;
  readonly exchange: Exchange;
}

/** A sign-in whose password was right, and that waits for another challenge. */
export interface ChallengedSignIn {
  readonly clientId: string;
  readonly username: string;
  readonly challenge: string;
}

/** What operations work with. */
export interface Tools {
  readonly services: Services;
  /** cognito-local's own handler of an operation. */
  readonly original: (target: string) => Route;
  readonly key: SigningKey;
  readonly sessions: Sessions;
  readonly tokens: SessionTokens;
  readonly srpSignIns: Pending<SrpSignIn>;
  readonly challengedSignIns: Pending<ChallengedSignIn>;
}

/** Answers a request, or raises a CognitoError. */
export type Operation = (tools: Tools, context: Context, request: Request) => Promise<unknown>;

/** An app client and its pool. */
export interface App {
  readonly client: StoredClient;
  readonly pool: UserPoolService;
}

/** The app client that a request names. Raises ResourceNotFoundException when there is none. */
export async function appOf(
  { services: { cognito } }: Pick<Tools, 'services'>,
  context: Context,
  { ClientId }: Request,
): Promise<App> {
  if (ClientId === undefined) throw missingParameter('ClientId');
  const client = await cognito.getAppClient(context, ClientId);
  if (client === null) throw clientNotFound(ClientId);
  return { client, pool: await cognito.getUserPool(context, client.UserPoolId) };
}

/** A required field of a request. */
export function required(fields: object, name: string): string {
  const value = new Map<string, unknown>(Object.entries(fields)).get(name);
  if (typeof value !== 'string' || value === '') throw missingParameter(name);
  return value;
}

/** Whether the client must not learn who exists: "PreventUserExistenceErrors" in the user pools API reference. */
export function hidesUsers({ PreventUserExistenceErrors }: AppClient): boolean {
  return PreventUserExistenceErrors === 'ENABLED';
}
