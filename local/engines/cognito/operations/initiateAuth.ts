import { createHmac, randomBytes } from 'node:crypto';

import { requireSecretHash } from '../clientSecret.ts';
import { invalidParameter, missingParameter, userNotFound, wrongCredentials } from '../errors.ts';
import { requireFlow } from '../flows.ts';
import type { App, Operation, Parameters, Tools } from '../operation.ts';
import { appOf, hidesUsers, required } from '../operation.ts';
import { exchange, hex } from '../srp.ts';
import { completeSignIn } from './completeSignIn.ts';
import { refresh } from './refresh.ts';

/** InitiateAuth and AdminInitiateAuth. */
export const initiateAuth: Operation = async (tools, context, request) => {
  const app = await appOf(tools, context, request);
  const { AuthParameters: given } = request;
  const flow = requireFlow(app.client, required(request, 'AuthFlow'));
  if (given === undefined) throw missingParameter('AuthParameters');
  if (flow === 'REFRESH_TOKEN_AUTH') {
    const token = required(given, 'REFRESH_TOKEN');
    const { user, result } = await refresh(tools, context, app, token);
    const names = [user.Username, ...aliasesOf(user.Attributes)];
    requireSecretHash(app.client, given['SECRET_HASH'], names);
    return { AuthenticationResult: result, ChallengeParameters: {} };
  }
  const username = required(given, 'USERNAME');
  requireSecretHash(app.client, given['SECRET_HASH'], [username]);
  const user = await app.pool.getUserByUsername(context, username);
  if (user === null && !hidesUsers(app.client)) throw userNotFound();
  if (flow === 'USER_SRP_AUTH')
    return challenge(tools, app, given, user && { id: user.Username, password: user.Password });
  if (user?.Password !== required(given, 'PASSWORD')) throw wrongCredentials();
  return await completeSignIn(tools, context, app, user, request.ClientMetadata);
};

function aliasesOf(attributes: readonly { readonly Name: string; readonly Value?: string }[]): readonly string[] {
  const names = ['sub', 'email', 'phone_number', 'preferred_username'];
  return attributes.flatMap(({ Name, Value }) => (names.includes(Name) && Value !== undefined ? [Value] : []));
}

/**
 * PASSWORD_VERIFIER, the answer to SRP_A. Somebody whom the pool does not know gets one too, always with the same salt
 * and user id, and fails at the next step as with a wrong password (Amazon Cognito developer guide, "Managing user
 * existence error responses").
 */
function challenge(
  { key, srpSignIns }: Tools,
  { client, pool }: App,
  given: Parameters,
  user: { readonly id: string; readonly password: string } | null,
): object {
  const username = required(given, 'USERNAME');
  const poolId = pool.options.Id;
  const derived = (...parts: readonly string[]) =>
    createHmac('sha256', key.secret('SRP'))
      .update(JSON.stringify([poolId, ...parts]))
      .digest();
  const userId = user?.id ?? uuidOf(derived('user', username));
  const salt = derived('salt', userId, user?.password ?? '')
    .subarray(0, 16)
    .toString('hex');
  const password = user?.password ?? randomBytes(16).toString('hex');
  const poolName = poolNameOf(poolId);
  const numbers = exchange(required(given, 'SRP_A'), { poolName, userId, password, salt });
  if (numbers === null) throw invalidParameter('SRP_A must be a hexadecimal number that is not a multiple of N.');
  const secretBlock = randomBytes(1_024).toString('base64');
  srpSignIns.add(secretBlock, { clientId: client.ClientId, username, userId, exchange: numbers });
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: hex(numbers.serverPublic),
      USERNAME: userId,
      USER_ID_FOR_SRP: userId,
    },
  };
}

/** The part of a pool's id after the region, which clients sign. */
export function poolNameOf(poolId: string): string {
  return poolId.slice(poolId.indexOf('_') + 1);
}

/** Sixteen bytes in the form of a random UUID. */
function uuidOf(bytes: Buffer): string {
  const digits = bytes.subarray(0, 16).toString('hex');
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) % 4] ?? '8';
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}
