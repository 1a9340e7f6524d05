import { requireSecret } from '../clientSecret.ts';
import { notAuthorized, userNotFound } from '../errors.ts';
import type { Operation } from '../operation.ts';
import { appOf, required } from '../operation.ts';
import { callerOf } from '../tokens/accessTokens.ts';

/** GlobalSignOut: ends every session of the caller. */
export const globalSignOut: Operation = async (tools, context, request) => {
  const { session } = await callerOf(tools, context, required(request, 'AccessToken'));
  await tools.sessions.revokeAll(context, session.userPoolId, session.username);
  return {};
};

/** AdminUserGlobalSignOut: ends every session of a user. */
export const adminUserGlobalSignOut: Operation = async (tools, context, request) => {
  const poolId = required(request, 'UserPoolId');
  const pool = await tools.services.cognito.getUserPool(context, poolId);
  const user = await pool.getUserByUsername(context, required(request, 'Username'));
  if (user === null) throw userNotFound();
  await tools.sessions.revokeAll(context, poolId, user.Username);
  return {};
};

/** RevokeToken: ends the session of a refresh token. To revoke a token a second time does nothing. */
export const revokeToken: Operation = async (tools, context, request) => {
  const { client } = await appOf(tools, context, request);
  requireSecret(client, request.ClientSecret);
  const outcome = await tools.sessions.findByRefreshToken(context, required(request, 'Token'), client.ClientId);
  if (outcome.kind === 'invalid') throw notAuthorized('Invalid Refresh Token');
  if (outcome.kind === 'valid') await tools.sessions.revoke(context, outcome.session);
  return {};
};
