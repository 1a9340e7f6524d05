import * as aws from '@aws-sdk/client-cognito-identity-provider';

import type { Engine } from '../../../local/engines/engine.ts';

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

export const password = 'Correct-horse-1';

/** Signs somebody up by e-mail address. Answers their `sub`. */
export async function signUp(
  cognito: aws.CognitoIdentityProviderClient,
  ClientId: string,
  email: string,
  more: Partial<aws.SignUpCommandInput> = {},
): Promise<aws.SignUpCommandOutput> {
  const UserAttributes = Object.entries({ email, name: 'Ada Lovelace' }).map(([Name, Value]) => ({ Name, Value }));
  return await cognito.send(
    new aws.SignUpCommand({ ClientId, Username: email, Password: password, UserAttributes, ...more }),
  );
}

/** Somebody who has signed up and whose address is verified. Answers their `sub`. */
export async function aMember(
  cognito: aws.CognitoIdentityProviderClient,
  { pool: UserPoolId, app }: { readonly pool: string; readonly app: string },
  email: string,
  more: Partial<aws.SignUpCommandInput> = {},
): Promise<string> {
  const { UserSub = '' } = await signUp(cognito, app, email, more);
  const who = { UserPoolId, Username: email };
  await cognito.send(new aws.AdminConfirmSignUpCommand(who));
  const attributes = Object.entries({ email, email_verified: 'true' });
  const UserAttributes = attributes.map(([Name, Value]) => ({ Name, Value }));
  await cognito.send(new aws.AdminUpdateUserAttributesCommand({ ...who, UserAttributes }));
  return UserSub;
}

/** Signs in with the password itself. */
export async function signIn(
  cognito: aws.CognitoIdentityProviderClient,
  ClientId: string,
  email: string,
  secret = password,
): Promise<aws.AuthenticationResultType> {
  const AuthParameters = { USERNAME: email, PASSWORD: secret };
  const answer = await cognito.send(
    new aws.InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
  return answer.AuthenticationResult ?? {};
}

/** What a token says. */
export function claimsOf(token: string | undefined): Readonly<Record<string, unknown>> {
  const [, payload = ''] = (token ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}
