import type { CognitoIdentity } from '../../appsync-js/context.ts';
import type { AppSyncApi, AuthenticationProvider } from '../api.ts';
import { RequestRefused, Unsupported } from '../errors.ts';
import type { Caller, Headers } from './caller.ts';
import { type TokenIssuer, userPoolVerifier, type Verifier } from './userPoolTokens.ts';

/** The credentials of a caller. */
export interface Credentials {
  /** The headers of an HTTP request, or those in a client's WebSocket message. */
  readonly headers: Headers;
  readonly sourceIp: string;
  /** The other parts that a signature covers: a POST of this body to this path. */
  readonly path: string;
  readonly body: string;
}

/** Returns the caller who signed a request with AWS credentials; null for an unknown signer. */
export type IamVerifier = (credentials: Credentials) => Extract<Caller, { readonly mode: 'AWS_IAM' }> | null;

export type Authenticate = (credentials: Credentials) => Promise<Caller>;

const noToken = 'Valid authorization header not provided.';
const notAuthorized = 'You are not authorized to make this call.';

/**
 * Creates the authentication of every request.
 * @returns a function that returns the caller, or throws RequestRefused (401) for missing, expired or forged
 *   credentials and for a mode that the API does not have
 * @throws Unsupported when the API trusts a user pool that the host does not serve
 */
export function authenticator(
  api: AppSyncApi,
  userPools: ReadonlyMap<string, TokenIssuer>,
  bySignature: IamVerifier = () => null,
): Authenticate {
  const verifiers = userPoolVerifiers(api, userPools);
  const byToken = async (authorization: string, sourceIp: string): Promise<Caller> => {
    const token = authorization.replace(/^Bearer\s+/i, '');
    for (const verifier of verifiers.values()) {
      const known = verifier.recall(token);
      if (known !== undefined) return callerOf(known, sourceIp);
    }
    const issuer = issuerOf(token);
    if (issuer === null) throw unauthorized(noToken);
    const verifier = verifiers.get(issuer);
    if (verifier === undefined) throw unauthorized(notAuthorized);
    const outcome = await verifier.verify(token);
    if (outcome.kind === 'expired') throw unauthorized('Token has expired.');
    if (outcome.kind === 'refused') throw unauthorized(notAuthorized);
    return callerOf(outcome.identity, sourceIp);
  };
  return async (credentials) => {
    const { headers, sourceIp } = credentials;
    const { authorization, 'x-api-key': key } = headers;
    if (typeof authorization === 'string' && authorization.startsWith('AWS4-HMAC-SHA256')) {
      const caller = hasMode(api, 'AWS_IAM') ? bySignature(credentials) : null;
      if (caller === null) throw unauthorized(notAuthorized);
      return caller;
    }
    if (typeof authorization === 'string' && authorization !== '') return byToken(authorization, sourceIp);
    if (key === undefined) throw unauthorized(noToken);
    if (typeof key === 'string' && hasMode(api, 'API_KEY') && api.apiKeys?.includes(key)) {
      return { mode: 'API_KEY', identity: null };
    }
    throw unauthorized(notAuthorized);
  };
}

function callerOf(identity: Omit<CognitoIdentity, 'sourceIp'>, sourceIp: string): Caller {
  return { mode: 'AMAZON_COGNITO_USER_POOLS', identity: { ...identity, sourceIp: [sourceIp] } };
}

function hasMode(api: AppSyncApi, mode: AuthenticationProvider['type']): boolean {
  return [api.defaultAuthentication, ...api.additionalAuthentication].some(({ type }) => type === mode);
}

function userPoolVerifiers(
  api: AppSyncApi,
  userPools: ReadonlyMap<string, TokenIssuer>,
): ReadonlyMap<string, Verifier> {
  const verifiers = new Map<string, Verifier>();
  for (const provider of [api.defaultAuthentication, ...api.additionalAuthentication]) {
    if (provider.type !== 'AMAZON_COGNITO_USER_POOLS') continue;
    const issuer = userPools.get(provider.userPoolId);
    if (issuer === undefined) {
      throw new Unsupported(`API ${api.name} trusts user pool ${provider.userPoolId}, which this host does not serve.`);
    }
    verifiers.set(issuer.issuer, userPoolVerifier(provider, issuer));
  }
  return verifiers;
}

/** The `iss` of a JWT; null for anything else. It is not trusted: it only selects the keys. */
function issuerOf(token: string): string | null {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || !signature) return null;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown;
    const issuer = (claims as { iss?: unknown } | null)?.iss;
    return typeof issuer === 'string' ? issuer : null;
  } catch {
    return null;
  }
}

function unauthorized(message: string): RequestRefused {
  return new RequestRefused(401, 'UnauthorizedException', message);
}
