import { JwtVerifier } from 'aws-jwt-verify';
import { JwtExpiredError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';

import type { CognitoIdentity } from '../../appsync-js/context.ts';
import type { AuthenticationProvider } from '../api.ts';

/** The issuer and keys of one user pool's tokens. */
export interface TokenIssuer {
  /** The `iss` claim of its tokens. */
  readonly issuer: string;
  /** The address of its public keys. */
  readonly jwksUri: string;
}

export type TokenOutcome =
  | { readonly kind: 'verified'; readonly identity: VerifiedIdentity }
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused' };

/** Verifies the tokens of one user pool. */
export interface Verifier {
  /** The identity of a token that was verified before and has not expired. */
  recall(token: string): VerifiedIdentity | undefined;
  verify(token: string): Promise<TokenOutcome>;
}

type VerifiedIdentity = Omit<CognitoIdentity, 'sourceIp'>;

type UserPoolProvider = Extract<AuthenticationProvider, { type: 'AMAZON_COGNITO_USER_POOLS' }>;
type Claims = Readonly<Record<string, unknown>>;

const rememberedTokens = 1_000;

/**
 * Verifies ID and access tokens of a user pool: signature, issuer, expiry, `token_use` and the app client (Amazon
 * Cognito developer guide, "Verifying JSON web tokens"). A verified token is not verified again before it expires.
 * Unreachable keys are an error, not a refusal.
 */
export function userPoolVerifier(provider: UserPoolProvider, { issuer, jwksUri }: TokenIssuer): Verifier {
  const verifier = JwtVerifier.create(
    { issuer, jwksUri, audience: null },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: download } }) },
  );
  const clients = new RegExp(`^(?:${provider.appIdClientRegex ?? '.*'})$`);
  const remembered = new Map<string, VerifiedIdentity>();

  return {
    recall(token) {
      const known = remembered.get(token);
      if (known === undefined || !hasExpired(known.claims)) return known;
      remembered.delete(token);
      return undefined;
    },
    async verify(token) {
      try {
        const claims: Claims = await verifier.verify(token);
        if (!isFromClient(claims, clients)) return { kind: 'refused' };
        const identity = identityOf(claims, provider);
        remember(remembered, token, identity);
        return { kind: 'verified', identity };
      } catch (error) {
        if (error instanceof KeysUnreachable) throw error;
        return { kind: error instanceof JwtExpiredError ? 'expired' : 'refused' };
      }
    },
  };
}

function isFromClient(claims: Claims, clients: RegExp): boolean {
  const client = claims['token_use'] === 'id' ? claims['aud'] : claims['client_id'];
  return isComplete(claims) && typeof client === 'string' && clients.test(client);
}

/** Whether a token has a user, a use and an expiry, as every token of a pool has. */
function isComplete({ token_use: use, sub, exp }: Claims): boolean {
  return (use === 'id' || use === 'access') && typeof sub === 'string' && sub !== '' && typeof exp === 'number';
}

function remember(remembered: Map<string, VerifiedIdentity>, token: string, identity: VerifiedIdentity): void {
  const oldest = remembered.keys().next();
  if (remembered.size >= rememberedTokens && oldest.done !== true) remembered.delete(oldest.value);
  remembered.set(token, identity);
}

function hasExpired(claims: Claims): boolean {
  return typeof claims['exp'] !== 'number' || claims['exp'] * 1_000 <= Date.now();
}

/** AWS AppSync developer guide, "AppSync JavaScript resolver context object reference": identity of a user pool. */
function identityOf(claims: Claims, provider: UserPoolProvider): VerifiedIdentity {
  const groups = claims['cognito:groups'];
  return {
    sub: textOf(claims['sub']),
    issuer: textOf(claims['iss']),
    username: textOf(claims['cognito:username'] ?? claims['username']),
    claims,
    defaultAuthStrategy: provider.defaultAction,
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : null,
  };
}

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : '';
}

/** The engine that stores a pool's keys does not answer, so tokens cannot be verified. */
class KeysUnreachable extends Error {
  override readonly name = 'KeysUnreachable';
}

/** Downloads the keys; the library only supports https, but the local engine uses http. */
async function download(uri: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(uri);
    if (response.ok) return await response.arrayBuffer();
    throw new Error(`status ${response.status}`);
  } catch (cause) {
    throw new KeysUnreachable(`The keys of the user pool at ${uri} could not be read.`, { cause });
  }
}
