import { createHmac } from 'node:crypto';
import * as aws from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { startCognito } from '../../../../local/engines/cognito/engine.ts';
import type { Engine } from '../../../../local/engines/engine.ts';
import { aMember, aUserPool, claimsOf, clientOf, password, signUp } from '../../../support/host/cognito.ts';
import { askForChallenge, N, responsesTo, signInBySrp, timestampOf } from '../../../support/host/srpClient.ts';

const wrong = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const ada = 'ada@example.com';

let engine: Engine;
let cognito: aws.CognitoIdentityProviderClient;
let app: { pool: string; app: string };
let sub: string;

beforeAll(async () => {
  engine = await startCognito({ region: 'eu-west-1' });
  cognito = clientOf(engine);
  app = await aUserPool(cognito, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
  sub = await aMember(cognito, app, ada);
});

afterAll(async () => {
  cognito.destroy();
  await engine.close();
});

afterEach(() => {
  vi.useRealTimers();
});

function asAdministrator(Username: string) {
  return { UserPoolId: app.pool, Username };
}

describe('a sign-in by SRP', () => {
  it('gives tokens with the claims of Cognito’s', async () => {
    const { AuthenticationResult: tokens } = await signInBySrp(cognito, app, ada, password);
    expect(tokens).toMatchObject({ ExpiresIn: 1800, TokenType: 'Bearer', RefreshToken: expect.any(String) as unknown });
    const shared = {
      sub,
      iss: `${engine.endpoint}/${app.pool}`,
      origin_jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      event_id: expect.any(String) as unknown,
      auth_time: expect.any(Number) as unknown,
      iat: expect.any(Number) as unknown,
      jti: expect.any(String) as unknown,
    };
    const access = claimsOf(tokens?.AccessToken);
    expect(access).toEqual({
      ...shared,
      client_id: app.app,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: sub,
      exp: Number(access['iat']) + 1800,
    });
    const id = claimsOf(tokens?.IdToken);
    expect(id).toEqual({
      ...shared,
      aud: app.app,
      token_use: 'id',
      'cognito:username': sub,
      email: ada,
      email_verified: true,
      name: 'Ada Lovelace',
      exp: Number(id['iat']) + 7200,
    });
    expect(id['origin_jti']).toBe(access['origin_jti']);
    expect(id['jti']).not.toBe(access['jti']);
  });

  it('takes the name that was typed in the place of the user’s id', async () => {
    const tamper = (responses: Record<string, string>) => ({ ...responses, USERNAME: ada });
    expect(await signInBySrp(cognito, app, ada, password, { tamper })).toHaveProperty('AuthenticationResult');
  });

  it('works for many users and numbers, with any first bits', async () => {
    for (let round = 0; round < 12; round += 1) {
      const email = `r${round}@example.com`;
      await aMember(cognito, app, email, { Password: `Correct-horse-${round}é` });
      const answer = await signInBySrp(cognito, app, email, `Correct-horse-${round}é`);
      expect(answer).toHaveProperty('AuthenticationResult.AccessToken');
    }
  });

  it('does not tell a wrong password from an unknown user, at either step', async () => {
    await expect(signInBySrp(cognito, app, ada, 'Wrong-horse-1')).rejects.toMatchObject(wrong);
    await expect(signInBySrp(cognito, app, 'nobody@example.com', password)).rejects.toMatchObject(wrong);
    const known = await askForChallenge(cognito, app.app, ada);
    const unknown = await askForChallenge(cognito, app.app, 'nobody@example.com');
    const again = await askForChallenge(cognito, app.app, 'nobody@example.com');
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    for (const challenge of [known, unknown]) {
      expect(Object.keys(challenge).sort()).toEqual(['SALT', 'SECRET_BLOCK', 'SRP_B', 'USERNAME', 'USER_ID_FOR_SRP']);
      expect(challenge['USER_ID_FOR_SRP']).toMatch(uuid);
      expect(challenge['SALT']).toMatch(/^[0-9a-f]{32}$/);
      expect(challenge['SECRET_BLOCK']).toHaveLength(known['SECRET_BLOCK']?.length ?? 0);
    }
    expect([again['SALT'], again['USER_ID_FOR_SRP']]).toEqual([unknown['SALT'], unknown['USER_ID_FOR_SRP']]);
    expect(again['SRP_B']).not.toBe(unknown['SRP_B']);
    expect(await askForChallenge(cognito, app.app, 'other@example.com')).not.toMatchObject({
      SALT: unknown['SALT'],
    });
  });

  it('tells an unknown user apart where the app client asks for the old way', async () => {
    const old = await aUserPool(cognito, {
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      PreventUserExistenceErrors: 'LEGACY',
    });
    await expect(askForChallenge(cognito, old.app, 'nobody@example.com')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });

  it.each([
    ['zero', '0'],
    ['N', N.toString(16)],
    ['twice N', (2n * N).toString(16)],
    ['a text', 'xyz'],
  ])('refuses %s as SRP_A', async (_what, SRP_A) => {
    await expect(askForChallenge(cognito, app.app, ada, { SRP_A })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it.each(['USERNAME', 'SRP_A'])('names %s when it is missing', async (name) => {
    await expect(askForChallenge(cognito, app.app, ada, { [name]: '' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `Missing required parameter ${name}`,
    });
  });

  it('takes a secret block once', async () => {
    const challenge = await askForChallenge(cognito, app.app, ada);
    const command = new aws.RespondToAuthChallengeCommand({
      ClientId: app.app,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: responsesTo(challenge, app.pool, password),
    });
    expect(await cognito.send(command)).toHaveProperty('AuthenticationResult');
    await expect(cognito.send(command)).rejects.toMatchObject(wrong);
  });

  it('takes a secret block for three minutes, and only from the app client that asked for it', async () => {
    const other = await aUserPool(cognito, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] });
    const respond = async (ClientId: string, challenge: Readonly<Record<string, string>>) =>
      await cognito.send(
        new aws.RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName: 'PASSWORD_VERIFIER',
          ChallengeResponses: responsesTo(challenge, app.pool, password),
        }),
      );
    await expect(respond(other.app, await askForChallenge(cognito, app.app, ada))).rejects.toMatchObject(wrong);

    const late = await askForChallenge(cognito, app.app, ada);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 181_000 });
    await expect(respond(app.app, late)).rejects.toMatchObject(wrong);
  });

  it('takes the time with the day unpadded alone, as Cognito signs it', async () => {
    const third = timestampOf(new Date('2026-11-03T08:09:10Z'));
    expect(third).toBe('Tue Nov 3 08:09:10 UTC 2026');
    expect(await signInBySrp(cognito, app, ada, password, { timestamp: third })).toHaveProperty('AuthenticationResult');
    const padded = 'Tue Nov 03 08:09:10 UTC 2026';
    await expect(signInBySrp(cognito, app, ada, password, { timestamp: padded })).rejects.toMatchObject(wrong);
    await expect(signInBySrp(cognito, app, ada, password, { timestamp: '2026-11-03T08:09:10Z' })).rejects.toMatchObject(
      {
        name: 'InvalidParameterException',
        message: 'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.',
      },
    );
  });

  it('is refused for another user than the one of the challenge', async () => {
    await aMember(cognito, app, 'eve@example.com');
    const tamper = (responses: Record<string, string>) => ({ ...responses, USERNAME: 'eve@example.com' });
    await expect(signInBySrp(cognito, app, ada, password, { tamper })).rejects.toMatchObject(wrong);
  });

  it('is refused before the address is confirmed, and to somebody who is disabled', async () => {
    await signUp(cognito, app.app, 'new@example.com');
    await expect(signInBySrp(cognito, app, 'new@example.com', password)).rejects.toMatchObject({
      name: 'UserNotConfirmedException',
      message: 'User is not confirmed.',
    });
    await expect(signInBySrp(cognito, app, 'new@example.com', 'Wrong-horse-1')).rejects.toMatchObject(wrong);

    await aMember(cognito, app, 'off@example.com');
    await cognito.send(new aws.AdminDisableUserCommand(asAdministrator('off@example.com')));
    await expect(signInBySrp(cognito, app, 'off@example.com', password)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User is disabled.',
    });
  });

  it('is refused by an app client that does not allow it, and allowed by one that names no flows', async () => {
    const without = await aUserPool(cognito, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] });
    await expect(askForChallenge(cognito, without.app, ada)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'USER_SRP_AUTH flow not enabled for this client',
    });
    const silent = await aUserPool(cognito, { ExplicitAuthFlows: [] });
    expect(await askForChallenge(cognito, silent.app, ada)).toHaveProperty('SRP_B');
    const AuthParameters = { USERNAME: ada, PASSWORD: password };
    await expect(
      cognito.send(
        new aws.InitiateAuthCommand({ ClientId: silent.app, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
      ),
    ).rejects.toThrow('USER_PASSWORD_AUTH flow not enabled for this client');
  });
});

it('an app client with a secret wants SECRET_HASH', async () => {
  const guarded = await aUserPool(cognito, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], GenerateSecret: true });
  const { UserPoolClient } = await cognito.send(
    new aws.DescribeUserPoolClientCommand({ UserPoolId: guarded.pool, ClientId: guarded.app }),
  );
  const hashOf = (username: string) =>
    createHmac('sha256', UserPoolClient?.ClientSecret ?? '')
      .update(`${username}${guarded.app}`)
      .digest('base64');
  const SecretHash = hashOf(ada);
  await expect(signUp(cognito, guarded.app, ada)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: `Client ${guarded.app} is configured with secret but SECRET_HASH was not received`,
  });
  const id = await aMember(cognito, guarded, ada, { SecretHash });

  await expect(signInBySrp(cognito, guarded, ada, password, { secretHash: hashOf('eve') })).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: `Unable to verify secret hash for client ${guarded.app}`,
  });
  const tamper = (responses: Record<string, string>) => ({ ...responses, SECRET_HASH: hashOf(id) });
  const answer = await signInBySrp(cognito, guarded, ada, password, { secretHash: SecretHash, tamper });
  expect(answer).toHaveProperty('AuthenticationResult');
});
