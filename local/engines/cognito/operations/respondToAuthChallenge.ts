import { timingSafeEqual } from 'node:crypto';
import { CognitoError } from 'cognito-local/lib/errors.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { User } from 'cognito-local/lib/services/userPoolService.js';
import { attributesAppend } from 'cognito-local/lib/services/userPoolService.js';

import { requireSecretHash } from '../clientSecret.ts';
import { invalidParameter, missingParameter, notAuthorized, wrongCredentials } from '../errors.ts';
import type { App, Operation, Parameters, Request, Tools } from '../operation.ts';
import { appOf, required } from '../operation.ts';
import { requireConformity } from '../passwords.ts';
import { sharedKey, signatureOf } from '../srp.ts';
import { requireEnabled } from '../tokens/accessTokens.ts';
import { challenged, completeSignIn } from './completeSignIn.ts';
import { poolNameOf } from './initiateAuth.ts';

/** RespondToAuthChallenge and AdminRespondToAuthChallenge. */
export const respondToAuthChallenge: Operation = async (tools, context, request) => {
  const app = await appOf(tools, context, request);
  const name = required(request, 'ChallengeName');
  const { ChallengeResponses: given } = request;
  if (given === undefined) throw missingParameter('ChallengeResponses');
  const username = required(given, 'USERNAME');
  requireSecretHash(app.client, given['SECRET_HASH'], [username]);
  if (name === 'PASSWORD_VERIFIER') {
    const user = await verifyPassword(tools, context, app, given);
    return await completeSignIn(tools, context, app, user, request.ClientMetadata);
  }
  const session = required(request, 'Session');
  const signIn = tools.challengedSignIns.take(session);
  const user = await app.pool.getUserByUsername(context, username);
  if (signIn?.clientId !== app.client.ClientId || signIn.challenge !== name || user?.Username !== signIn.username) {
    throw notAuthorized('Invalid session for the user, session is expired.');
  }
  requireEnabled(user);
  try {
    return await answer(tools, context, app, user, request);
  } catch (error) {
    if (mayTryAgain(error)) tools.challengedSignIns.add(session, signIn);
    throw error;
  }
};

async function answer(tools: Tools, context: Context, app: App, user: User, request: Request): Promise<object> {
  if (request.ChallengeName === 'NEW_PASSWORD_REQUIRED') {
    const changed = await setPassword(tools, context, app, user, request.ChallengeResponses ?? {});
    return await completeSignIn(tools, context, app, changed, request.ClientMetadata);
  }
  const answered = (await tools.original('RespondToAuthChallenge')(context, request)) as object;
  return challenged(tools, app.client.ClientId, user, answered);
}

/** A mistyped code or a password too weak does not end the sign-in. */
function mayTryAgain(error: unknown): boolean {
  const repeatable = ['CodeMismatchException', 'InvalidPasswordException', 'InvalidParameterException'];
  return error instanceof CognitoError && repeatable.includes(error.code);
}

/** The user whose password the client has proven to know. A wrong password and an unknown user raise the same error. */
async function verifyPassword(tools: Tools, context: Context, { client, pool }: App, given: Parameters): Promise<User> {
  const secretBlock = required(given, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = Buffer.from(required(given, 'PASSWORD_CLAIM_SIGNATURE'), 'base64');
  const timestamp = normalTimestamp(required(given, 'TIMESTAMP'));
  const signIn = tools.srpSignIns.take(secretBlock);
  if (signIn?.clientId !== client.ClientId) throw wrongCredentials();
  const { userId, username, exchange } = signIn;
  if (![userId, username].includes(required(given, 'USERNAME'))) throw wrongCredentials();
  const claim = { poolName: poolNameOf(pool.options.Id), userId, secretBlock, timestamp };
  const expected = signatureOf(sharedKey(exchange), claim);
  const user = await pool.getUserByUsername(context, userId);
  const proven = signature.length === expected.length && timingSafeEqual(signature, expected);
  if (!proven || user === null) throw wrongCredentials();
  return user;
}

/**
 * The time as Cognito writes it before it checks the signature: Java's `EEE MMM d HH:mm:ss z yyyy`, the day without a
 * zero in front. A client that signs `Mar 03` therefore fails as with a wrong password (pycognito strips the zero).
 */
function normalTimestamp(given: string): string {
  const form = /^((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2}) 0?(\d{1,2}) (\d\d:\d\d:\d\d UTC \d{4})$/;
  const [, weekday, day, rest] = form.exec(given) ?? [];
  if (weekday === undefined || day === undefined || rest === undefined || Number.isNaN(Date.parse(given))) {
    throw invalidParameter('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
  }
  return `${weekday} ${day} ${rest}`;
}

async function setPassword(
  { services }: Tools,
  context: Context,
  { pool }: App,
  user: User,
  given: Parameters,
): Promise<User> {
  const Password = required(given, 'NEW_PASSWORD');
  requireConformity(pool.options, Password);
  const prefix = 'userAttributes.';
  const attributes = Object.entries(given).flatMap(([name, Value]) =>
    name.startsWith(prefix) && Value !== undefined ? [{ Name: name.slice(prefix.length), Value }] : [],
  );
  const forbidden = attributes.find(({ Name }) => Name === 'sub' || Name.endsWith('_verified'));
  if (forbidden !== undefined) throw notAuthorized('A client attempted to write unauthorized attribute');
  const changed: User = {
    ...user,
    Attributes: attributesAppend(user.Attributes, ...attributes),
    Password,
    UserLastModifiedDate: services.clock.get(),
    UserStatus: 'CONFIRMED',
  };
  await pool.saveUser(context, changed);
  return changed;
}
