import { randomUUID } from 'node:crypto';
import { CognitoError, UserNotConfirmedException } from 'cognito-local/lib/errors.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { User, UserPool } from 'cognito-local/lib/services/userPoolService.js';
import { attributesToRecord } from 'cognito-local/lib/services/userPoolService.js';

import type { App, Request, Tools } from '../operation.ts';
import { requireEnabled } from '../tokens/accessTokens.ts';

interface ChallengeAnswer {
  readonly ChallengeName?: string;
}

/**
 * Goes on once the password was right: answers tokens, or the next challenge. Raises the error of a user who may not
 * sign in.
 */
export async function completeSignIn(
  tools: Tools,
  context: Context,
  { client, pool }: App,
  user: User,
  metadata: Request['ClientMetadata'],
): Promise<object> {
  requireEnabled(user);
  if (user.UserStatus === 'RESET_REQUIRED') {
    throw new CognitoError('PasswordResetRequiredException', 'Password reset required for the user');
  }
  if (user.UserStatus === 'UNCONFIRMED') throw new UserNotConfirmedException();
  if (user.UserStatus === 'FORCE_CHANGE_PASSWORD') {
    return challenged(tools, client.ClientId, user, newPasswordRequired(user, pool.options));
  }
  if (needsSecondFactor(user, pool.options)) {
    const answer = (await tools.original('InitiateAuth')(context, {
      ClientId: client.ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: user.Username, PASSWORD: user.Password },
      ClientMetadata: metadata,
    })) as object;
    return challenged(tools, client.ClientId, user, answer);
  }
  const groups = await pool.listUserGroupMembership(context, user);
  return {
    AuthenticationResult: await tools.tokens.generate(context, user, groups, client),
    ChallengeParameters: {},
  };
}

/** A challenge with a `Session` of ours, which nobody can make up: cognito-local accepts any. */
export function challenged(
  { challengedSignIns }: Tools,
  clientId: string,
  { Username: username }: User,
  answer: ChallengeAnswer,
): object {
  if (answer.ChallengeName === undefined) return answer;
  const Session = `${randomUUID()}${randomUUID()}`;
  challengedSignIns.add(Session, { clientId, username, challenge: answer.ChallengeName });
  return { ...answer, Session };
}

function newPasswordRequired(user: User, { SchemaAttributes = [] }: UserPool): object {
  const present = attributesToRecord(user.Attributes);
  const missing = SchemaAttributes.flatMap(({ Name = '', Required }) =>
    Required === true && !Object.hasOwn(present, Name) ? [`userAttributes.${Name}`] : [],
  );
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.Username,
      requiredAttributes: JSON.stringify(missing),
      userAttributes: JSON.stringify(present),
    },
  };
}

function needsSecondFactor(user: User, { MfaConfiguration: mfa }: UserPool): boolean {
  const factors = (user.MFAOptions ?? []).length + (user.UserMFASettingList ?? []).length;
  return mfa === 'ON' || (mfa !== 'OFF' && factors > 0);
}
