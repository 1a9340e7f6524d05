import type { Context } from 'cognito-local/lib/services/context.js';
import type { User, UserPoolService } from 'cognito-local/lib/services/userPoolService.js';

import { notAuthorized, userNotFound } from '../errors.ts';
import type { Tools } from '../operation.ts';
import type { Session } from '../sessions.ts';
import { subOf } from './tokens.ts';

/** Who sends an operation with an access token. */
export interface Caller {
  readonly user: User;
  readonly pool: UserPoolService;
  readonly session: Session;
}

/**
 * The user behind an access token. Cognito's own operations refuse a revoked token at once; AppSync does not look:
 * it accepts a token until it expires (Amazon Cognito developer guide, "Ending user sessions with token revocation").
 * Raises NotAuthorizedException, or UserNotFoundException when the user was deleted.
 */
export async function callerOf(tools: Tools, context: Context, token: string): Promise<Caller> {
  const claims = tools.key.verify(token);
  if (claims?.['token_use'] !== 'access' || typeof claims['origin_jti'] !== 'string') {
    throw notAuthorized('Invalid Access Token');
  }
  if (Number(claims['exp']) * 1_000 <= tools.services.clock.get().getTime()) {
    throw notAuthorized('Access Token has expired');
  }
  const session = await tools.sessions.find(context, claims['origin_jti']);
  if (session === undefined) throw notAuthorized('Access Token has been revoked');
  const pool = await tools.services.cognito.getUserPool(context, session.userPoolId);
  const user = await pool.getUserByUsername(context, session.username);
  if (user === null || subOf(user) !== session.sub) throw userNotFound();
  requireEnabled(user);
  return { user, pool, session };
}

/** Raises NotAuthorizedException for a user whom an administrator has disabled. */
export function requireEnabled(user: User): void {
  // Users of an older store may lack the flag.
  if ((user.Enabled as boolean | undefined) === false) throw notAuthorized('User is disabled.');
}
