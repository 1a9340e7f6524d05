import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  ListUsersCommand,
  SignUpCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';

import type { TakeIt } from './takeIt.ts';

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

const clients = new Map<string, CognitoIdentityProviderClient>();

/** One client for each engine: a new one costs more than what it is asked. */
function clientOf({ region, cognitoEndpoint: endpoint }: TakeIt): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = clients.get(endpoint) ?? new CognitoIdentityProviderClient({ region, endpoint, credentials });
  clients.set(endpoint, client);
  return client;
}

/** The user pool behind an API: what the app asks of it, and who is in it. */
export function poolOf(takeIt: TakeIt) {
  const { userPoolId: UserPoolId, clientId: ClientId } = takeIt;
  const cognito = clientOf(takeIt);
  return {
    signUp: async ({ email, password: Password }: SignIn, name: string): Promise<void> => {
      const UserAttributes = Object.entries({ email, name }).map(([Name, Value]) => ({ Name, Value }));
      await cognito.send(new SignUpCommand({ ClientId, Username: email, Password, UserAttributes }));
      await cognito.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: email }));
    },

    signIn: async ({ email, password }: SignIn): Promise<Tokens> => {
      const { AuthenticationResult } = await cognito.send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: email, PASSWORD: password },
        }),
      );
      const { IdToken: idToken, AccessToken: accessToken, RefreshToken: refreshToken } = AuthenticationResult ?? {};
      if (!idToken || !accessToken || !refreshToken) throw new Error(`Cognito gave ${email} no tokens.`);
      return { idToken, accessToken, refreshToken };
    },

    addToGroup: async ({ email: Username }: SignIn, GroupName: string): Promise<void> => {
      await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
    },

    /** Asks for new tokens by a refresh token. */
    renew: async ({ refreshToken }: Tokens): Promise<void> => {
      const AuthParameters = { REFRESH_TOKEN: refreshToken };
      await cognito.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters }));
    },

    /** The users with this id: one, or none. */
    usersOf: async (userId: string): Promise<UserType[]> => {
      const Filter = `sub = "${userId}"`;
      return (await cognito.send(new ListUsersCommand({ UserPoolId, Filter }))).Users ?? [];
    },
  };
}
