import { type Answered, type Proxy, sendOn, servePosts } from './changingProxy.ts';
import { srpServer } from './srp.ts';
import type { TakeIt } from './takeIt.ts';

type Body = Readonly<Record<string, unknown>> & {
  readonly AuthFlow?: string;
  readonly Username?: string;
  readonly Password?: string;
  readonly AuthParameters?: Readonly<Record<string, string>>;
  readonly ChallengeResponses?: Readonly<Record<string, string>>;
};

const refusal = (type: string, message: string): Answered => ({
  status: 400,
  body: JSON.stringify({ __type: type, message }),
});

/**
 * Stands in front of the local user pool and lets an app sign in as on prod: by SRP, and never with a password. Whom it
 * has proved right it signs in behind, with the password that the user was given through it.
 */
export async function srpProxy({ cognitoEndpoint, userPoolId }: TakeIt): Promise<Proxy> {
  const pool = userPoolId.split('_')[1] ?? '';
  /** Username -> password. */
  const passwords = new Map<string, string>();
  /** E-mail address -> username. */
  const usernames = new Map<string, string>();
  const attempts = new Map<string, ReturnType<typeof srpServer>>();

  return servePosts('', async (text, headers) => {
    const body = JSON.parse(text) as Body;
    const action = headers['x-amz-target']?.split('.')[1];
    const passOn = () => sendOn(cognitoEndpoint, text, headers);
    const { USERNAME: email = '' } = body.AuthParameters ?? body.ChallengeResponses ?? {};
    if (action === 'AdminCreateUser') {
      const answered = await passOn();
      const { User } = JSON.parse(answered.body) as { User?: { Username: string } };
      usernames.set(body.Username ?? '', User?.Username ?? '');
      return answered;
    }
    if (action === 'AdminSetUserPassword') passwords.set(body.Username ?? '', body.Password ?? '');
    if (action === 'InitiateAuth' && body.AuthFlow === 'USER_PASSWORD_AUTH') {
      return refusal('InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client');
    }
    if (action === 'InitiateAuth' && body.AuthFlow === 'USER_SRP_AUTH') {
      const userId = usernames.get(email) ?? email;
      const attempt = srpServer(pool, userId, passwords.get(userId) ?? '', body.AuthParameters?.['SRP_A'] ?? '');
      attempts.set(userId, attempt);
      const { salt: SALT, serverPublic: SRP_B, secretBlock: SECRET_BLOCK } = attempt.challenge;
      const ChallengeParameters = { USERNAME: userId, USER_ID_FOR_SRP: userId, SALT, SRP_B, SECRET_BLOCK };
      return { status: 200, body: JSON.stringify({ ChallengeName: 'PASSWORD_VERIFIER', ChallengeParameters }) };
    }
    if (action === 'RespondToAuthChallenge') {
      const { TIMESTAMP: timestamp = '', PASSWORD_CLAIM_SIGNATURE: signature = '' } = body.ChallengeResponses ?? {};
      const isProved = attempts.get(email)?.isProved({ timestamp, signature });
      if (!isProved) return refusal('NotAuthorizedException', 'Incorrect username or password.');
      const AuthParameters = { USERNAME: email, PASSWORD: passwords.get(email) ?? '' };
      const request = { ClientId: body['ClientId'], AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters };
      const target = { ...headers, 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' };
      return sendOn(cognitoEndpoint, JSON.stringify(request), target);
    }
    return passOn();
  });
}
