import { randomUUID } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { awsFailure } from '../lib/failure.ts';
import type { Target } from './target.ts';

/** A person in the user pool. */
export interface User {
  /** The username in the user pool. */
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
  /** The authentication flow of Cognito. */
  readonly flow: 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH';
}

export interface Pool {
  /** Creates a person who can sign in immediately; Cognito sends no mail. */
  readonly create: (name: string) => Promise<User>;
  /** Signs a person in: with a password if the app client allows it, otherwise by SRP. */
  readonly signIn: (user: User) => Promise<Tokens>;
  /** Makes a person a moderator; the tokens of the next sign-in say so. */
  readonly appoint: (user: User) => Promise<void>;
  readonly knows: (user: User) => Promise<boolean>;
  /** Deletes a user, if there is one. */
  readonly remove: (user: User) => Promise<void>;
  readonly close: () => void;
}

/** The SDK needs credentials, but a local host does not check them. */
const LOCAL = { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/**
 * Opens the user pool of a stage.
 * @returns functions that throw a Failure when credentials, a permission or the connection is missing
 */
export function openPool(target: Target): Pool {
  const { userPoolId: UserPoolId, clientId: ClientId, region, cognitoEndpoint } = target;
  const cognito = new CognitoIdentityProviderClient({
    region,
    maxAttempts: 5,
    ...(cognitoEndpoint === null ? {} : { endpoint: cognitoEndpoint, ...LOCAL }),
  });
  const address = cognitoEndpoint ?? `AWS's address of the region ${region}`;

  /** Converts errors of a Cognito action into a Failure that names the missing permission. */
  const withFailure = async <Result>(action: string, call: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      throw awsFailure(error, { name: 'The user pool', address, permission: `cognito-idp:${action}` });
    }
  };

  const byPassword = async ({ email, password }: User): Promise<Tokens | null> => {
    const AuthParameters = { USERNAME: email, PASSWORD: password };
    try {
      const { AuthenticationResult } = await cognito.send(
        new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
      );
      const { IdToken: idToken, AccessToken: accessToken } = AuthenticationResult ?? {};
      if (!idToken || !accessToken)
        throw new Error('Cognito returns no tokens: the user pool requires a second factor.');
      return { idToken, accessToken, flow: 'USER_PASSWORD_AUTH' };
    } catch (error) {
      // Cognito's answer for a flow that the app client does not allow.
      if (error instanceof Error && error.name === 'InvalidParameterException') return null;
      throw error;
    }
  };

  return {
    close: () => {
      cognito.destroy();
    },
    create: (name) =>
      withFailure('AdminCreateUser', async () => {
        const email = `smoke-${name.toLowerCase()}-${randomUUID()}@example.com`;
        const password = `Smoke-${randomUUID()}-X1`;
        const attributes = Object.entries({ email, name, email_verified: 'true' });
        const { User } = await cognito.send(
          new AdminCreateUserCommand({
            UserPoolId,
            Username: email,
            MessageAction: 'SUPPRESS',
            UserAttributes: attributes.map(([Name, Value]) => ({ Name, Value })),
          }),
        );
        return { username: User?.Username ?? email, email, password };
      }),
    signIn: (user) =>
      withFailure('AdminSetUserPassword', async () => {
        const { username: Username, password: Password } = user;
        await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
        const tokens = await byPassword(user);
        if (tokens) return tokens;
        // Amplify takes seconds to load, and only prod needs it.
        const { signInBySrp } = await import('./srp.ts');
        return { ...(await signInBySrp(target, user)), flow: 'USER_SRP_AUTH' };
      }),
    appoint: async ({ username: Username }) => {
      const GroupName = 'moderators';
      await withFailure('AdminAddUserToGroup', () =>
        cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName })),
      );
    },
    knows: ({ username: Username }) =>
      withFailure('AdminGetUser', () => found(cognito.send(new AdminGetUserCommand({ UserPoolId, Username })))),
    remove: async ({ username: Username }) => {
      await withFailure('AdminDeleteUser', () =>
        found(cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username }))),
      );
    },
  };
}

/** Whether a call found its user. */
async function found(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'UserNotFoundException') return false;
    throw error;
  }
}
