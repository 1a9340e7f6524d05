import * as aws from '@aws-sdk/client-cognito-identity-provider';
import { JwtVerifier } from 'aws-jwt-verify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { CodeMessage } from '../../../../local/engines/cognito/engine.ts';
import { startCognito } from '../../../../local/engines/cognito/engine.ts';
import type { Engine } from '../../../../local/engines/engine.ts';
import { aUserPool, clientOf } from '../../../support/host/cognito.ts';

const password = 'Correct-horse-1';
const codes: CodeMessage[] = [];
let engine: Engine;
let cognito: aws.CognitoIdentityProviderClient;
let pool: string;
let app: string;

beforeAll(async () => {
  engine = await startCognito({ region: 'eu-west-1', onCode: (code) => codes.push(code) });
  cognito = clientOf(engine);
});

afterAll(async () => {
  cognito.destroy();
  await engine.close();
});

beforeEach(async () => {
  ({ pool, app } = await aUserPool(cognito));
});

async function signUp(email: string, more: Partial<aws.SignUpCommandInput> = {}): Promise<string> {
  const { UserSub } = await cognito.send(
    new aws.SignUpCommand({
      ClientId: app,
      Username: email,
      Password: password,
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'name', Value: 'Ada Lovelace' },
      ],
      ...more,
    }),
  );
  return UserSub ?? '';
}

async function confirm(email: string): Promise<void> {
  const { code } = codes.findLast(({ to }) => to === email) ?? { code: 'none was sent' };
  await cognito.send(new aws.ConfirmSignUpCommand({ ClientId: app, Username: email, ConfirmationCode: code }));
}

async function signIn(email: string, secret = password): Promise<aws.AuthenticationResultType> {
  const AuthParameters = { USERNAME: email, PASSWORD: secret };
  const answer = await cognito.send(
    new aws.InitiateAuthCommand({ ClientId: app, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
  return answer.AuthenticationResult ?? {};
}

function claimsOf(token: string | undefined): Readonly<Record<string, unknown>> {
  const [, payload = ''] = (token ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

describe('somebody who signs up', () => {
  it('gets a code, confirms with it, and signs in with tokens that the pool vouches for', async () => {
    const sub = await signUp('ada@example.com');
    await confirm('ada@example.com');
    const tokens = await signIn('ada@example.com');

    const issuer = `${engine.endpoint}/${pool}`;
    const keys = (await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as { keys: [] };
    const verifier = JwtVerifier.create({ issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json` });
    verifier.cacheJwks(keys);
    expect(await verifier.verify(tokens.AccessToken ?? '')).toMatchObject({ sub, token_use: 'access', client_id: app });
    expect(tokens).toMatchObject({ ExpiresIn: 1800, TokenType: 'Bearer' });
  });

  it('finds every attribute in the ID token: the name, the custom ones, and a verified address', async () => {
    const sub = await signUp('ada@example.com');
    await confirm('ada@example.com');
    const UserAttributes = [{ Name: 'custom:tier', Value: 'gold' }];
    await cognito.send(new aws.AdminUpdateUserAttributesCommand({ UserPoolId: pool, Username: sub, UserAttributes }));

    const claims = claimsOf((await signIn('ada@example.com')).IdToken);

    expect(claims).toMatchObject({
      sub,
      'cognito:username': sub,
      aud: app,
      token_use: 'id',
      email: 'ada@example.com',
      email_verified: true,
      name: 'Ada Lovelace',
      'custom:tier': 'gold',
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(7200);
  });

  it('shows an app only what it may read', async () => {
    const { UserPoolClient } = await cognito.send(
      new aws.CreateUserPoolClientCommand({
        UserPoolId: pool,
        ClientName: 'shy',
        ReadAttributes: ['email'],
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      }),
    );
    await signUp('ada@example.com');
    await confirm('ada@example.com');
    app = UserPoolClient?.ClientId ?? '';
    const claims = claimsOf((await signIn('ada@example.com')).IdToken);
    expect(claims).toMatchObject({ email: 'ada@example.com' });
    expect(claims).not.toHaveProperty('name');
  });

  it('has an address that counts as unverified until the code has come back', async () => {
    await signUp('ada@example.com');
    await cognito.send(new aws.AdminConfirmSignUpCommand({ UserPoolId: pool, Username: 'ada@example.com' }));
    expect(claimsOf((await signIn('ada@example.com')).IdToken)).toMatchObject({ email_verified: false });
  });

  it.each<[string, Partial<aws.SignUpCommandInput>, string, string]>([
    ['too short a password', { Password: 'Ab-1' }, 'InvalidPasswordException', 'Password not long enough'],
    ['no capital', { Password: 'correct-horse-1' }, 'InvalidPasswordException', 'must have uppercase characters'],
    ['no digit', { Password: 'Correct-horse' }, 'InvalidPasswordException', 'must have numeric characters'],
    ['no symbol', { Password: 'Correcthorse1' }, 'InvalidPasswordException', 'must have symbol characters'],
    ['no name', { UserAttributes: [] }, 'InvalidParameterException', 'name: The attribute is required'],
    ['no address', { Username: 'ada' }, 'InvalidParameterException', 'Username should be an email'],
  ])('gets an error for %s', async (_what, request, name, message) => {
    await expect(signUp('ada@example.com', request)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message) as unknown,
    });
  });

  it('cannot where only administrators may add people', async () => {
    await cognito.send(
      new aws.UpdateUserPoolCommand({ UserPoolId: pool, AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }),
    );
    await expect(signUp('ada@example.com')).rejects.toThrow('SignUp is not permitted for this user pool');
  });

  it('cannot take an address that somebody has', async () => {
    await signUp('ada@example.com');
    await expect(signUp('ada@example.com')).rejects.toMatchObject({ name: 'UsernameExistsException' });
  });
});

it('an address in other capitals is another one', async () => {
  const [small, capital] = [await signUp('eve@example.com'), await signUp('EVE@example.com')];
  expect(small).not.toBe(capital);
});

describe('a sign-in', () => {
  it('does not tell a wrong password from an unknown user', async () => {
    await signUp('ada@example.com');
    await confirm('ada@example.com');
    const refusal = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    await expect(signIn('ada@example.com', 'Wrong-horse-1')).rejects.toMatchObject(refusal);
    await expect(signIn('nobody@example.com')).rejects.toMatchObject(refusal);
  });

  it('tells the two apart where the app client asks for the old way', async () => {
    ({ app } = await aUserPool(cognito, { PreventUserExistenceErrors: 'LEGACY' }));
    await expect(signIn('nobody@example.com')).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });

  it('is refused before the address is confirmed', async () => {
    await signUp('ada@example.com');
    await expect(signIn('ada@example.com')).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
  });

  it('is refused, and so is a refresh, to somebody who is disabled, until they are enabled again', async () => {
    await signUp('ada@example.com');
    await confirm('ada@example.com');
    const { RefreshToken = '' } = await signIn('ada@example.com');
    const refresh = () =>
      cognito.send(
        new aws.InitiateAuthCommand({
          ClientId: app,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: RefreshToken },
        }),
      );
    expect(claimsOf((await refresh()).AuthenticationResult?.IdToken)).toMatchObject({ name: 'Ada Lovelace' });

    await cognito.send(new aws.AdminDisableUserCommand({ UserPoolId: pool, Username: 'ada@example.com' }));
    await expect(signIn('ada@example.com')).rejects.toThrow('User is disabled.');
    await expect(refresh()).rejects.toThrow('User is disabled.');

    await cognito.send(new aws.AdminEnableUserCommand({ UserPoolId: pool, Username: 'ada@example.com' }));
    expect(await signIn('ada@example.com')).toHaveProperty('AccessToken');
  });

  it('goes only by the ways that the app client allows', async () => {
    ({ app } = await aUserPool(cognito, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }));
    await expect(signIn('ada@example.com')).rejects.toThrow('USER_PASSWORD_AUTH flow not enabled for this client');
  });

  it('says which flow is missing on this machine', async () => {
    const request = { ClientId: app, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'a' } } as const;
    await expect(cognito.send(new aws.InitiateAuthCommand(request))).rejects.toThrow(
      'Sign-in by CUSTOM_AUTH is not supported on this machine: use USER_SRP_AUTH.',
    );
  });
});

describe('an administrator', () => {
  it('finds somebody by their sub, and removes them', async () => {
    const sub = await signUp('ada@example.com');
    await signUp('bob@example.com');
    const bySub = new aws.ListUsersCommand({ UserPoolId: pool, Filter: `sub = "${sub}"` });
    const { Users: [found] = [] } = await cognito.send(bySub);
    expect(found?.Username).toBe(sub);

    await cognito.send(new aws.AdminDeleteUserCommand({ UserPoolId: pool, Username: found?.Username }));
    expect((await cognito.send(bySub)).Users).toEqual([]);
  });

  it('sets a password, by the policy', async () => {
    await signUp('ada@example.com');
    const set = (Password: string) =>
      cognito.send(
        new aws.AdminSetUserPasswordCommand({
          UserPoolId: pool,
          Username: 'ada@example.com',
          Password,
          Permanent: true,
        }),
      );
    await expect(set('short')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await set('Another-horse-2');
    expect(await signIn('ada@example.com', 'Another-horse-2')).toHaveProperty('IdToken');
  });

  it('is told at once of an operation that is missing', async () => {
    await expect(cognito.send(new aws.SetUICustomizationCommand({ UserPoolId: pool, CSS: '' }))).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
      $metadata: { attempts: 1 },
    });
  });
});
