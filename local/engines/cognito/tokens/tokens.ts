import { randomUUID } from 'node:crypto';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { TokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import type { User } from 'cognito-local/lib/services/userPoolService.js';
import { attributesToRecord } from 'cognito-local/lib/services/userPoolService.js';

import type { Session, Sessions } from '../sessions.ts';
import { idTokenClaims } from './claims.ts';
import type { SigningKey } from './signingKey.ts';

/** `AuthenticationResult` of the user pools API; a refresh has no new refresh token unless they rotate. */
export interface IssuedTokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
}

export type SignInTokens = IssuedTokens & { readonly RefreshToken: string };

const seconds = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
type Unit = keyof typeof seconds;

/**
 * Issues tokens with Cognito's claims (Amazon Cognito developer guide, "Understanding user pool JSON web tokens"), in
 * the place of cognito-local's generator, whose tokens lack `origin_jti` and cannot be revoked.
 */
export class SessionTokens implements TokenGenerator {
  readonly #sessions: Sessions;
  readonly #key: SigningKey;
  readonly #now: () => Date;
  readonly #endpoint: string;

  constructor(sessions: Sessions, key: SigningKey, now: () => Date, endpoint: string) {
    this.#sessions = sessions;
    this.#key = key;
    this.#now = now;
    this.#endpoint = endpoint;
  }

  /** Signs a user in: begins a session and issues its first tokens. */
  async generate(context: Context, user: User, groups: readonly string[], client: AppClient): Promise<SignInTokens> {
    const about = {
      userPoolId: client.UserPoolId,
      clientId: client.ClientId,
      username: user.Username,
      sub: subOf(user),
    };
    const lifetime = lasting(client.RefreshTokenValidity ?? 30, client.TokenValidityUnits?.RefreshToken ?? 'days');
    const { session, refreshToken } = await this.#sessions.begin(context, about, lifetime);
    return { ...this.issue(session, user, groups, client), RefreshToken: refreshToken };
  }

  /** Issues tokens of a session that goes on: `auth_time` and `origin_jti` stay those of the sign-in. */
  issue(session: Session, user: User, groups: readonly string[], client: AppClient): IssuedTokens {
    const iat = Math.floor(this.#now().getTime() / 1_000);
    const shared = {
      sub: session.sub,
      ...(groups.length === 0 ? {} : { 'cognito:groups': groups }),
      iss: this.issuerOf(session.userPoolId),
      origin_jti: session.id,
      event_id: randomUUID(),
      auth_time: session.authTime,
      iat,
    };
    const units = client.TokenValidityUnits;
    const accessLifetime = lasting(client.AccessTokenValidity ?? 1, units?.AccessToken ?? 'hours');
    const idLifetime = lasting(client.IdTokenValidity ?? 1, units?.IdToken ?? 'hours');
    return {
      AccessToken: this.#key.sign({
        ...shared,
        client_id: client.ClientId,
        token_use: 'access',
        scope: 'aws.cognito.signin.user.admin',
        username: user.Username,
        exp: iat + accessLifetime,
        jti: randomUUID(),
      }),
      IdToken: this.#key.sign({
        ...idTokenClaims(attributesToRecord(user.Attributes), client),
        ...shared,
        'cognito:username': user.Username,
        aud: client.ClientId,
        token_use: 'id',
        exp: iat + idLifetime,
        jti: randomUUID(),
      }),
      ExpiresIn: accessLifetime,
      TokenType: 'Bearer',
    };
  }

  issuerOf(userPoolId: string): string {
    return `${this.#endpoint}/${userPoolId}`;
  }
}

/** A user's id, which no other user ever gets. */
export function subOf(user: User): string {
  return user.Attributes.find(({ Name }) => Name === 'sub')?.Value ?? user.Username;
}

/** A validity in seconds. Its unit has been checked when the client was made, or is Cognito's default. */
function lasting(count: number, unit: string): number {
  return count * seconds[unit as Unit];
}
