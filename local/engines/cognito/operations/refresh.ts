import { CognitoError } from 'cognito-local/lib/errors.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { User } from 'cognito-local/lib/services/userPoolService.js';

import { requireSecret } from '../clientSecret.ts';
import { notAuthorized } from '../errors.ts';
import type { App, Operation, Tools } from '../operation.ts';
import { appOf, required } from '../operation.ts';
import { requireEnabled } from '../tokens/accessTokens.ts';
import type { IssuedTokens } from '../tokens/tokens.ts';
import { subOf } from '../tokens/tokens.ts';

/** GetTokensFromRefreshToken: what amplify-js refreshes with. */
export const getTokensFromRefreshToken: Operation = async (tools, context, request) => {
  const app = await appOf(tools, context, request);
  requireSecret(app.client, request.ClientSecret);
  const { result } = await refresh(tools, context, app, required(request, 'RefreshToken'));
  return { AuthenticationResult: result };
};

interface Refreshed {
  readonly user: User;
  readonly result: IssuedTokens & { readonly RefreshToken?: string };
}

/** Issues new tokens of a session, with a new refresh token where the app client rotates them. */
export async function refresh(
  tools: Tools,
  context: Context,
  { client, pool }: App,
  token: string,
): Promise<Refreshed> {
  const outcome = await tools.sessions.findByRefreshToken(context, token, client.ClientId);
  switch (outcome.kind) {
    case 'invalid':
      throw notAuthorized('Invalid Refresh Token');
    case 'expired':
      throw notAuthorized('Refresh Token has expired');
    case 'revoked':
      throw notAuthorized('Refresh Token has been revoked');
    case 'rotated':
      throw new CognitoError('RefreshTokenReuseException', 'Refresh token has been invalidated by rotation');
    case 'valid':
  }
  const { session } = outcome;
  const user = await pool.getUserByUsername(context, session.username);
  if (user === null || subOf(user) !== session.sub) throw notAuthorized('Invalid Refresh Token');
  requireEnabled(user);
  const groups = await pool.listUserGroupMembership(context, user);
  const issued = tools.tokens.issue(session, user, groups, client);
  const { Feature: rotation, RetryGracePeriodSeconds: grace = 0 } = client.RefreshTokenRotation ?? {};
  if (rotation !== 'ENABLED') return { user, result: issued };
  return { user, result: { ...issued, RefreshToken: await tools.sessions.rotate(context, session, grace) } };
}
