import * as aws from '@aws-sdk/client-cognito-identity-provider';
import type { Engine } from '../../local/engines/engine.ts';

/** A client of the engine. */
export function clientOf({ endpoint }: Engine): aws.CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new aws.CognitoIdentityProviderClient({ endpoint, region: 'eu-west-1', credentials });
}

/** A pool whose users sign in by e-mail address, and an app client of it. */
export async function aUserPool(
  client: aws.CognitoIdentityProviderClient,
  settings: Partial<aws.CreateUserPoolClientCommandInput> = {},
): Promise<{ pool: string; app: string }> {
  const { UserPool } = await client.send(
    new aws.CreateUserPoolCommand({
      PoolName: 'people',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      Schema: [
        { Name: 'name', Required: true, Mutable: true },
        { Name: 'tier', AttributeDataType: 'String', Mutable: true },
      ],
    }),
  );
  const id = UserPool?.Id ?? '';
  const { UserPoolClient } = await client.send(
    new aws.CreateUserPoolClientCommand({
      UserPoolId: id,
      ClientName: 'app',
      AccessTokenValidity: 30,
      IdTokenValidity: 2,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours' },
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      ...settings,
    }),
  );
  return { pool: id, app: UserPoolClient?.ClientId ?? '' };
}
