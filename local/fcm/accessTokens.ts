import { randomBytes, verify } from 'node:crypto';

import type { Answer, ServiceRequest } from '../services/service.ts';
import { parsed } from '../services/service.ts';
import { json } from './errors.ts';
import type { ServiceAccount } from './serviceAccount.ts';

/** The right that a token needs for FCM. */
export const messagingScope = 'https://www.googleapis.com/auth/firebase.messaging';
/** It includes every right on a project. */
const platformScope = 'https://www.googleapis.com/auth/cloud-platform';

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** google-auth-library signs for this address, whatever the key says. */
const googleTokenUri = 'https://oauth2.googleapis.com/token';
const longestSeconds = 3_600;
/** Clocks may differ by this much. */
const skewSeconds = 300;

interface Grant {
  readonly projectId: string;
  readonly scopes: readonly string[];
  /** Epoch milliseconds. */
  readonly until: number;
}

/**
 * Google's token address for service accounts (Google Identity, "Using OAuth 2.0 for Server to Server Applications"):
 * a JWT that the account's key has signed is exchanged for an access token of one hour.
 */
export class AccessTokens {
  readonly #accounts: () => Promise<readonly ServiceAccount[]>;
  readonly #grants = new Map<string, Grant>();

  constructor(accounts: () => Promise<readonly ServiceAccount[]>) {
    this.#accounts = accounts;
  }

  /** The project and the scopes of a valid access token. */
  find(token: string): Grant | undefined {
    const grant = this.#grants.get(token);
    return grant !== undefined && grant.until > Date.now() ? grant : undefined;
  }

  /** Answers a POST to the token address. */
  async exchange({ method, body, address }: ServiceRequest): Promise<Answer> {
    if (method !== 'POST') return refused('invalid_request', 'Send the request with POST.');
    const form = new URLSearchParams(body.toString());
    const type = form.get('grant_type');
    if (type !== grantType) return refused('unsupported_grant_type', `Invalid grant_type: ${type ?? ''}`);
    const [header = '', claims = '', signature = '', ...rest] = (form.get('assertion') ?? '').split('.');
    const head = fieldsOf(header);
    const said = fieldsOf(claims);
    if (head === undefined || said === undefined || rest.length > 0) {
      return refused('invalid_grant', 'Invalid JWT: Assertion is not a signed JWT.');
    }
    const account = (await this.#accounts()).find(({ email }) => email === said['iss']);
    if (account === undefined) return refused('invalid_grant', 'Invalid grant: account not found');
    const signed = Buffer.from(`${header}.${claims}`);
    const isOwnKey = head['alg'] === 'RS256' && [undefined, account.keyId].includes(head['kid'] as string | undefined);
    if (!isOwnKey || !verify('RSA-SHA256', signed, account.publicKey, Buffer.from(signature, 'base64url'))) {
      return refused('invalid_grant', 'Invalid JWT Signature.');
    }
    if (said['aud'] !== address && said['aud'] !== googleTokenUri) {
      return refused('invalid_grant', 'Invalid JWT: Failed audience check.');
    }
    if (!isCurrent(said['iat'], said['exp'])) {
      const sentence = 'Token must be a short-lived token (60 minutes) and in a reasonable timeframe.';
      return refused('invalid_grant', `Invalid JWT: ${sentence} Check your iat and exp values in the JWT claim.`);
    }
    const scopes = typeof said['scope'] === 'string' ? said['scope'].split(' ').filter(Boolean) : [];
    if (scopes.length === 0) {
      return refused('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
    }
    return json(200, this.#grant(account, scopes));
  }

  #grant({ projectId }: ServiceAccount, scopes: readonly string[]) {
    const token = `ya29.c.${randomBytes(48).toString('base64url')}`;
    this.#grants.set(token, { projectId, scopes, until: Date.now() + longestSeconds * 1_000 });
    return { access_token: token, expires_in: longestSeconds - 1, token_type: 'Bearer' };
  }
}

/** Whether a token with these scopes may send messages. */
export function maySend(scopes: readonly string[]): boolean {
  return scopes.includes(messagingScope) || scopes.includes(platformScope);
}

function isCurrent(iat: unknown, exp: unknown): boolean {
  if (typeof iat !== 'number' || typeof exp !== 'number') return false;
  const now = Date.now() / 1_000;
  return iat <= now + skewSeconds && exp > now - skewSeconds && exp > iat && exp - iat <= longestSeconds;
}

function fieldsOf(part: string): Readonly<Record<string, unknown>> | undefined {
  const value = parsed(Buffer.from(part, 'base64url'));
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function refused(error: string, description: string): Answer {
  return json(400, { error, error_description: description });
}
