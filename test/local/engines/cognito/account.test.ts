import * as aws from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import type { CodeMessage } from '../../../../local/engines/cognito/engine.ts';
import { startCognito } from '../../../../local/engines/cognito/engine.ts';
import type { Engine } from '../../../../local/engines/engine.ts';
import { aMember, aUserPool, claimsOf, clientOf, signIn, signUp } from '../../../support/host/cognito.ts';

const codes: CodeMessage[] = [];
const mismatch = {
  name: 'CodeMismatchException',
  message: 'Invalid verification code provided, please try again.',
};
const expired = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };
let engine: Engine;
let cognito: aws.CognitoIdentityProviderClient;
let app: { pool: string; app: string };

beforeAll(async () => {
  engine = await startCognito({ region: 'eu-west-1', onCode: (code) => codes.push(code) });
  cognito = clientOf(engine);
  app = await aUserPool(cognito);
});

afterAll(async () => {
  cognito.destroy();
  await engine.close();
});

afterEach(() => {
  vi.useRealTimers();
});

const codeFor = (email: string) => codes.findLast(({ to }) => to === email)?.code ?? 'none was sent';

async function confirm(Username: string, ConfirmationCode: string, ClientId = app.app): Promise<void> {
  await cognito.send(new aws.ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
}

async function resend(Username: string, ClientId = app.app): Promise<aws.ResendConfirmationCodeCommandOutput> {
  return await cognito.send(new aws.ResendConfirmationCodeCommand({ ClientId, Username }));
}

async function forgot(Username: string, ClientId = app.app): Promise<aws.ForgotPasswordCommandOutput> {
  return await cognito.send(new aws.ForgotPasswordCommand({ ClientId, Username }));
}

async function reset(Username: string, ConfirmationCode: string, ClientId = app.app): Promise<void> {
  const Password = 'Another-horse-2';
  await cognito.send(new aws.ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password }));
}

describe('a sign-up', () => {
  it('tells where the code went, masked, and takes that code alone', async () => {
    const answer = await signUp(cognito, app.app, 'ada@example.com');
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
    });
    await expect(confirm('ada@example.com', 'wrong')).rejects.toMatchObject(mismatch);
    await expect(confirm('nobody@example.com', 'wrong')).rejects.toMatchObject(mismatch);
    await confirm('ada@example.com', codeFor('ada@example.com'));
    await expect(confirm('ada@example.com', codeFor('ada@example.com'))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
  });

  it('gets another code, and the first is good no longer', async () => {
    await signUp(cognito, app.app, 'bob@example.com');
    const first = codeFor('bob@example.com');
    expect(await resend('bob@example.com')).toMatchObject({ CodeDeliveryDetails: { Destination: 'b***@e***' } });
    const second = codeFor('bob@example.com');
    if (first !== second) await expect(confirm('bob@example.com', first)).rejects.toMatchObject(mismatch);
    await confirm('bob@example.com', second);
    await expect(resend('bob@example.com')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User is already confirmed.',
    });
  });

  it.each<[string, Partial<aws.CreateUserPoolCommandInput>]>([
    ['verifies no attribute', { AutoVerifiedAttributes: [] }],
    ['does not say what it verifies', {}],
    ['verifies only phone numbers, and there is none', { AutoVerifiedAttributes: ['phone_number'] }],
  ])('works where the pool %s: an administrator confirms', async (_what, settings) => {
    const { UserPool } = await cognito.send(new aws.CreateUserPoolCommand({ PoolName: 'quiet', ...settings }));
    const UserPoolId = UserPool?.Id ?? '';
    const { UserPoolClient } = await cognito.send(
      new aws.CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: 'app',
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      }),
    );
    const ClientId = UserPoolClient?.ClientId ?? '';
    const before = codes.length;
    const answer = await signUp(cognito, ClientId, 'ada', { UserAttributes: [{ Name: 'email', Value: 'a@b.c' }] });
    expect(answer).not.toHaveProperty('CodeDeliveryDetails');
    expect(codes).toHaveLength(before);
    await expect(resend('ada', ClientId)).rejects.toThrow('Cannot resend codes. Auto verification not turned on.');
    await cognito.send(new aws.AdminConfirmSignUpCommand({ UserPoolId, Username: 'ada' }));
    const { IdToken, AccessToken } = await signIn(cognito, ClientId, 'ada');
    expect(claimsOf(AccessToken)).toMatchObject({ username: 'ada' });
    expect(claimsOf(IdToken)).toMatchObject({ email: 'a@b.c', email_verified: false });
  });

  it.each([
    ['their own id', 'sub', 'a5a5a5a5-0000-4000-8000-000000000000'],
    ['that their address is verified', 'email_verified', 'true'],
  ])('cannot claim %s', async (_what, Name, Value) => {
    const UserAttributes = [
      { Name: 'name', Value: 'Mal' },
      { Name, Value },
    ];
    await expect(signUp(cognito, app.app, 'mal@example.com', { UserAttributes })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    });
  });
});

describe('an administrator who names somebody unknown', () => {
  const who = () => ({ UserPoolId: app.pool, Username: 'nobody@example.com' });
  it.each<[string, () => Promise<unknown>]>([
    ['AdminConfirmSignUp', () => cognito.send(new aws.AdminConfirmSignUpCommand(who()))],
    ['AdminGetUser', () => cognito.send(new aws.AdminGetUserCommand(who()))],
    ['AdminDeleteUser', () => cognito.send(new aws.AdminDeleteUserCommand(who()))],
    ['AdminEnableUser', () => cognito.send(new aws.AdminEnableUserCommand(who()))],
    ['AdminListGroupsForUser', () => cognito.send(new aws.AdminListGroupsForUserCommand(who()))],
    [
      'AdminSetUserPassword',
      () => cognito.send(new aws.AdminSetUserPasswordCommand({ ...who(), Password: 'Another-horse-2' })),
    ],
  ])('gets UserNotFoundException by %s', async (_name, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' });
  });
});

describe('a forgotten password', () => {
  it('is replaced with the code that went to the verified address', async () => {
    await aMember(cognito, app, 'cy@example.com');
    expect(await forgot('cy@example.com')).toMatchObject({
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'c***@e***' },
    });
    await expect(reset('cy@example.com', 'wrong')).rejects.toMatchObject(mismatch);
    await reset('cy@example.com', codeFor('cy@example.com'));
    expect(await signIn(cognito, app.app, 'cy@example.com', 'Another-horse-2')).toHaveProperty('AccessToken');
    await expect(reset('cy@example.com', codeFor('cy@example.com'))).rejects.toMatchObject(expired);
  });

  it('wants a code that was asked for within the hour', async () => {
    await aMember(cognito, app, 'dot@example.com');
    await expect(reset('dot@example.com', '123456')).rejects.toMatchObject(expired);
    await forgot('dot@example.com');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
    await expect(reset('dot@example.com', codeFor('dot@example.com'))).rejects.toMatchObject(expired);
  });

  it('does not tell who exists', async () => {
    await aMember(cognito, app, 'off@example.com');
    await cognito.send(new aws.AdminDisableUserCommand({ UserPoolId: app.pool, Username: 'off@example.com' }));
    await signUp(cognito, app.app, 'only@example.com');
    await aMember(cognito, app, 'on@example.com');
    const before = codes.length;
    for (const email of ['off@example.com', 'only@example.com', 'oh@example.com']) {
      const { CodeDeliveryDetails: told } = await forgot(email);
      expect(told).toEqual((await forgot('on@example.com')).CodeDeliveryDetails);
      await expect(reset(email, 'wrong')).rejects.toMatchObject(mismatch);
    }
    await expect(reset('on@example.com', 'wrong')).rejects.toMatchObject(mismatch);
    expect(codes.slice(before).map(({ to }) => to)).toEqual(['on@example.com', 'on@example.com', 'on@example.com']);
    expect(await resend('oh@example.com')).toMatchObject({ CodeDeliveryDetails: { Destination: 'o***@e***' } });
  });

  it('tells it where the app client asks for the old way', async () => {
    const old = await aUserPool(cognito, { PreventUserExistenceErrors: 'LEGACY' });
    const unknown = { name: 'UserNotFoundException', message: 'Username/client id combination not found.' };
    await expect(forgot('nobody@example.com', old.app)).rejects.toMatchObject(unknown);
    await expect(resend('nobody@example.com', old.app)).rejects.toMatchObject(unknown);
    await expect(confirm('nobody@example.com', '1', old.app)).rejects.toMatchObject(unknown);
    await signUp(cognito, old.app, 'ada@example.com');
    await expect(forgot('ada@example.com', old.app)).rejects.toThrow(
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  });
});
