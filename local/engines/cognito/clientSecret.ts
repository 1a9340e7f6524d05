import { createHmac } from 'node:crypto';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';

import { notAuthorized } from './errors.ts';

/**
 * Checks SECRET_HASH, where the app client has a secret (Amazon Cognito developer guide, "Computing secret hash
 * values"). Raises NotAuthorizedException.
 * @param usernames the names that the hash may be made of: the one that was given, or the user's own
 */
export function requireSecretHash(
  { ClientId, ClientSecret }: AppClient,
  hash: string | undefined,
  usernames: readonly string[],
): void {
  if (ClientSecret === undefined) return;
  if (hash === undefined) {
    throw notAuthorized(`Client ${ClientId} is configured with secret but SECRET_HASH was not received`);
  }
  const hashOf = (username: string) =>
    createHmac('sha256', ClientSecret).update(`${username}${ClientId}`).digest('base64');
  if (usernames.some((username) => hashOf(username) === hash)) return;
  throw notAuthorized(`Unable to verify secret hash for client ${ClientId}`);
}

/** The same for an operation that sends the secret itself. */
export function requireSecret({ ClientId, ClientSecret }: AppClient, secret: string | undefined): void {
  if (ClientSecret === undefined || secret === ClientSecret) return;
  throw notAuthorized(`Unable to verify secret for client ${ClientId}`);
}
