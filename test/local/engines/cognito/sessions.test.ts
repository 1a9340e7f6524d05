import * as aws from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';

import { startCognito } from '../../../../local/engines/cognito/engine.ts';
import type { Engine } from '../../../../local/engines/engine.ts';
import { temporaryDirectory } from '../../../support/assemblies.ts';
import { aMember, aUserPool, claimsOf, clientOf, password, signIn } from '../../../support/host/cognito.ts';
import { hostPort } from '../../../support/ports.ts';

let engine: Engine;
let cognito: aws.CognitoIdentityProviderClient;
let app: { pool: string; app: string };
let members = 0;

beforeAll(async () => {
  engine = await startCognito({ region: 'eu-west-1' });
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

interface SignedIn {
  readonly email: string;
  readonly access: string;
  readonly id: string;
  readonly refreshToken: string;
}

/** Somebody new who has just signed in. */
async function somebody(place = app): Promise<SignedIn> {
  members += 1;
  const email = `m${members}@example.com`;
  await aMember(cognito, place, email);
  return await again(email, place);
}

async function again(email: string, place = app): Promise<SignedIn> {
  const { AccessToken = '', IdToken = '', RefreshToken = '' } = await signIn(cognito, place.app, email);
  return { email, access: AccessToken, id: IdToken, refreshToken: RefreshToken };
}

const passHours = (hours: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });

async function refresh(RefreshToken: string, ClientId = app.app): Promise<aws.AuthenticationResultType> {
  const answer = await cognito.send(new aws.GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));
  return answer.AuthenticationResult ?? {};
}

const whoAmI = async (AccessToken: string) => await cognito.send(new aws.GetUserCommand({ AccessToken }));
const notAuthorized = (message: string) => ({ name: 'NotAuthorizedException', message });

describe('a refresh', () => {
  it.each(['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const)('works by %s', async (AuthFlow) => {
    const { id, refreshToken } = await somebody();
    const AuthParameters = { REFRESH_TOKEN: refreshToken };
    const answer = await cognito.send(new aws.InitiateAuthCommand({ ClientId: app.app, AuthFlow, AuthParameters }));
    expect(answer.AuthenticationResult).toMatchObject({ ExpiresIn: 1800, TokenType: 'Bearer' });
    expect(answer.AuthenticationResult).not.toHaveProperty('RefreshToken');
    expect(claimsOf(answer.AuthenticationResult?.IdToken)['sub']).toBe(claimsOf(id)['sub']);
  });

  it('works by GetTokensFromRefreshToken, and the session stays the same', async () => {
    const { access, refreshToken } = await somebody();
    const first = claimsOf(access);
    passHours(3);
    const tokens = await refresh(refreshToken);
    expect(tokens).not.toHaveProperty('RefreshToken');
    const second = claimsOf(tokens.AccessToken);
    expect(second).toMatchObject({ origin_jti: first['origin_jti'], auth_time: first['auth_time'] });
    expect(Number(second['iat'])).toBeGreaterThanOrEqual(Number(first['iat']) + 3 * 3_600);
    expect([second['jti'], second['event_id']]).not.toEqual([first['jti'], first['event_id']]);
    expect(await whoAmI(tokens.AccessToken ?? '')).toMatchObject({ Username: first['username'] });
  });

  it('tells the groups that the user is in by then', async () => {
    const { email, refreshToken } = await somebody();
    await cognito.send(new aws.CreateGroupCommand({ UserPoolId: app.pool, GroupName: 'couriers' }));
    const member = { UserPoolId: app.pool, GroupName: 'couriers', Username: email };
    await cognito.send(new aws.AdminAddUserToGroupCommand(member));
    const tokens = await refresh(refreshToken);
    for (const token of [tokens.AccessToken, tokens.IdToken]) {
      expect(claimsOf(token)['cognito:groups']).toEqual(['couriers']);
    }
  });

  it('is refused once the refresh token has expired, after thirty days', async () => {
    const { refreshToken } = await somebody();
    passHours(30 * 24 - 1);
    expect(await refresh(refreshToken)).toHaveProperty('AccessToken');
    passHours(2);
    await expect(refresh(refreshToken)).rejects.toMatchObject(notAuthorized('Refresh Token has expired'));
  });

  it('is refused to another app client, and for what is no refresh token', async () => {
    const { access, refreshToken } = await somebody();
    const other = await aUserPool(cognito);
    for (const [token, client] of [
      [refreshToken, other.app],
      [access, app.app],
      ['meow', app.app],
    ]) {
      await expect(refresh(token ?? '', client)).rejects.toMatchObject(notAuthorized('Invalid Refresh Token'));
    }
  });

  it('is refused to somebody who was deleted, also when another user gets the name', async () => {
    const { email, access, refreshToken } = await somebody();
    await cognito.send(new aws.AdminDeleteUserCommand({ UserPoolId: app.pool, Username: email }));
    await aMember(cognito, app, email);
    await expect(refresh(refreshToken)).rejects.toMatchObject(notAuthorized('Invalid Refresh Token'));
    await expect(whoAmI(access)).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });

  it('goes on after the engine was started again on its data', async () => {
    const dataDirectory = temporaryDirectory();
    const preferredPort = await hostPort();
    const first = await startCognito({ region: 'eu-west-1', dataDirectory, preferredPort });
    const place = await aUserPool(clientOf(first));
    await aMember(clientOf(first), place, 'ada@example.com');
    const { AccessToken, RefreshToken } = await signIn(clientOf(first), place.app, 'ada@example.com');
    await first.close();

    const second = await startCognito({ region: 'eu-west-1', dataDirectory, preferredPort });
    onTestFinished(second.close);
    const client = clientOf(second);
    expect(await client.send(new aws.GetUserCommand({ AccessToken }))).toHaveProperty('Username');
    const command = new aws.GetTokensFromRefreshTokenCommand({ ClientId: place.app, RefreshToken });
    expect(await client.send(command)).toHaveProperty('AuthenticationResult.IdToken');
  });
});

describe('an app client that rotates refresh tokens', () => {
  it('replaces the refresh token, and takes the old one for the grace period alone', async () => {
    const rotating = await aUserPool(cognito, {
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
    });
    const { UserPoolClient } = await cognito.send(
      new aws.UpdateUserPoolClientCommand({ UserPoolId: rotating.pool, ClientId: rotating.app }),
    );
    expect(UserPoolClient?.RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 30 });
    const { refreshToken } = await somebody(rotating);
    const { RefreshToken: next = '' } = await refresh(refreshToken, rotating.app);
    expect(next).not.toBe(refreshToken);
    // An answer that was lost on its way is asked for again.
    expect(await refresh(refreshToken, rotating.app)).toHaveProperty('AccessToken');
    passHours(1);
    await expect(refresh(refreshToken, rotating.app)).rejects.toMatchObject({ name: 'RefreshTokenReuseException' });
  });
});

describe('a revoked session', () => {
  it('ends on all devices by GlobalSignOut', async () => {
    const phone = await somebody();
    const laptop = await again(phone.email);
    const neighbour = await somebody();
    await cognito.send(new aws.GlobalSignOutCommand({ AccessToken: phone.access }));
    for (const { access, refreshToken } of [phone, laptop]) {
      await expect(whoAmI(access)).rejects.toMatchObject(notAuthorized('Access Token has been revoked'));
      await expect(refresh(refreshToken)).rejects.toMatchObject(notAuthorized('Refresh Token has been revoked'));
    }
    await expect(cognito.send(new aws.GlobalSignOutCommand({ AccessToken: phone.access }))).rejects.toMatchObject(
      notAuthorized('Access Token has been revoked'),
    );
    expect(await whoAmI(neighbour.access)).toHaveProperty('Username');
    expect(await whoAmI((await again(phone.email)).access)).toHaveProperty('Username');
  });

  it('ends on one device by RevokeToken, which may be repeated', async () => {
    const phone = await somebody();
    const laptop = await again(phone.email);
    const revoke = async (Token: string) =>
      await cognito.send(new aws.RevokeTokenCommand({ ClientId: app.app, Token }));
    await revoke(phone.refreshToken);
    await revoke(phone.refreshToken);
    await expect(whoAmI(phone.access)).rejects.toMatchObject(notAuthorized('Access Token has been revoked'));
    await expect(refresh(phone.refreshToken)).rejects.toMatchObject(notAuthorized('Refresh Token has been revoked'));
    expect(await whoAmI(laptop.access)).toHaveProperty('Username');
    await expect(revoke('meow')).rejects.toMatchObject(notAuthorized('Invalid Refresh Token'));
  });

  it('ends by an administrator’s AdminUserGlobalSignOut', async () => {
    const { email, access } = await somebody();
    const signOut = (Username: string) => new aws.AdminUserGlobalSignOutCommand({ UserPoolId: app.pool, Username });
    await cognito.send(signOut(email));
    await expect(whoAmI(access)).rejects.toMatchObject(notAuthorized('Access Token has been revoked'));
    await expect(cognito.send(signOut('nobody@example.com'))).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});

describe('an access token', () => {
  it('is refused when it has expired, was changed, or is of another kind', async () => {
    const { access, id, refreshToken } = await somebody();
    const [header = '', , signature = ''] = access.split('.');
    const taken = Buffer.from(JSON.stringify({ ...claimsOf(access), username: 'eve' })).toString('base64url');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${taken}.`;
    for (const token of [`${header}.${taken}.${signature}`, unsigned, id, refreshToken, 'meow']) {
      await expect(whoAmI(token)).rejects.toMatchObject(notAuthorized('Invalid Access Token'));
    }
    passHours(1);
    await expect(whoAmI(access)).rejects.toMatchObject(notAuthorized('Access Token has expired'));
  });

  it('of another store is refused, though its pool and user are named alike', async () => {
    const other = await startCognito({ region: 'eu-west-1' });
    onTestFinished(other.close);
    const place = await aUserPool(clientOf(other));
    await aMember(clientOf(other), place, 'ada@example.com');
    const { AccessToken = '' } = await signIn(clientOf(other), place.app, 'ada@example.com');
    await expect(whoAmI(AccessToken)).rejects.toMatchObject(notAuthorized('Invalid Access Token'));
  });

  it('lets its user change the password, given the old one', async () => {
    const { email, access } = await somebody();
    const change = async (PreviousPassword: string, ProposedPassword: string) =>
      await cognito.send(new aws.ChangePasswordCommand({ AccessToken: access, PreviousPassword, ProposedPassword }));
    await expect(change('Wrong-horse-1', 'Another-horse-2')).rejects.toMatchObject(
      notAuthorized('Incorrect username or password.'),
    );
    await expect(change(password, 'short')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await change(password, 'Another-horse-2');
    expect(await signIn(cognito, app.app, email, 'Another-horse-2')).toHaveProperty('AccessToken');
    await expect(signIn(cognito, app.app, email)).rejects.toThrow('Incorrect username or password.');
    expect(await whoAmI(access)).toHaveProperty('Username');
  });

  it('learns that the pool tracks no devices', async () => {
    const { access: AccessToken } = await somebody();
    const refused = { name: 'InvalidUserPoolConfigurationException' };
    await expect(cognito.send(new aws.ListDevicesCommand({ AccessToken }))).rejects.toMatchObject(refused);
    const confirm = new aws.ConfirmDeviceCommand({ AccessToken, DeviceKey: 'eu-west-1_device' });
    await expect(cognito.send(confirm)).rejects.toMatchObject(refused);
  });
});
