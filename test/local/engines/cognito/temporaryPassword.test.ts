import * as aws from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startCognito } from '../../../../local/engines/cognito/engine.ts';
import type { Engine } from '../../../../local/engines/engine.ts';
import { aMember, aUserPool, claimsOf, clientOf, password } from '../../../support/host/cognito.ts';
import { signInBySrp } from '../../../support/host/srpClient.ts';

const ada = 'ada@example.com';

let engine: Engine;
let cognito: aws.CognitoIdentityProviderClient;
let app: { pool: string; app: string };

beforeAll(async () => {
  engine = await startCognito({ region: 'eu-west-1' });
  cognito = clientOf(engine);
  app = await aUserPool(cognito, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
  await aMember(cognito, app, ada);
});

afterAll(async () => {
  cognito.destroy();
  await engine.close();
});

function asAdministrator(Username: string) {
  return { UserPoolId: app.pool, Username };
}

describe('a temporary password', () => {
  it('leads to NEW_PASSWORD_REQUIRED, and the new one to tokens that can be refreshed', async () => {
    await cognito.send(
      new aws.AdminCreateUserCommand({
        ...asAdministrator('bob@example.com'),
        TemporaryPassword: 'Temporary-1',
        MessageAction: 'SUPPRESS',
      }),
    );
    const challenge = await signInBySrp(cognito, app, 'bob@example.com', 'Temporary-1');
    expect(challenge).toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      ChallengeParameters: { requiredAttributes: '["userAttributes.name"]' },
    });
    const answer = async (NEW_PASSWORD: string, Session = challenge.Session, USERNAME = 'bob@example.com') =>
      await cognito.send(
        new aws.RespondToAuthChallengeCommand({
          ClientId: app.app,
          ChallengeName: 'NEW_PASSWORD_REQUIRED',
          Session,
          ChallengeResponses: { USERNAME, NEW_PASSWORD, 'userAttributes.name': 'Bob' },
        }),
      );
    const invalid = { name: 'NotAuthorizedException', message: 'Invalid session for the user, session is expired.' };
    await expect(answer('Another-horse-2', 'made-up-by-somebody-else')).rejects.toMatchObject(invalid);
    await expect(answer('short')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    const { AuthenticationResult: tokens } = await answer('Another-horse-2');
    expect(claimsOf(tokens?.IdToken)).toMatchObject({ name: 'Bob' });
    await expect(answer('Third-horse-3')).rejects.toMatchObject(invalid);

    const refreshed = await cognito.send(
      new aws.GetTokensFromRefreshTokenCommand({ ClientId: app.app, RefreshToken: tokens?.RefreshToken }),
    );
    expect(refreshed).toHaveProperty('AuthenticationResult.AccessToken');
    expect(await signInBySrp(cognito, app, 'bob@example.com', 'Another-horse-2')).toHaveProperty(
      'AuthenticationResult',
    );
  });

  it('changes nobody else’s password', async () => {
    await cognito.send(
      new aws.AdminCreateUserCommand({
        ...asAdministrator('mal@example.com'),
        TemporaryPassword: 'Temporary-1',
        MessageAction: 'SUPPRESS',
      }),
    );
    const { Session } = await signInBySrp(cognito, app, 'mal@example.com', 'Temporary-1');
    const command = new aws.RespondToAuthChallengeCommand({
      ClientId: app.app,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session,
      ChallengeResponses: { USERNAME: ada, NEW_PASSWORD: 'Taken-over-1' },
    });
    await expect(cognito.send(command)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    expect(await signInBySrp(cognito, app, ada, password)).toHaveProperty('AuthenticationResult');
  });
});
