import { randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import { awsFailure } from '../lib/failure.ts';
import type { Target } from './target.ts';

/** Somebody in the user pool. */
export interface User {
  /** As the user pool calls them. */
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
  /** By which flow of Cognito's. */
  readonly flow: 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH';
}

export interface Pool {
  /** Creates somebody who can sign in at once; no mail is sent. */
  readonly create: (name: string) => Promise<User>;
  /** Signs somebody in: by a password where the app's client allows that, otherwise by SRP. */
  readonly signIn: (user: User) => Promise<Tokens>;
  readonly knows: (user: User) => Promise<boolean>;
  /** Deletes a user, if there is one. */
  readonly remove: (user: User) => Promise<void>;
  readonly close: () => void;
}

/** A local host asks for no credentials, but the SDK does. */
const LOCAL = { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/**
 * The user pool of a stage.
 * @throws Failure (from each function) when credentials, a permission or the connection is missing
 */
export function openPool(target: Target): Pool {
  const { userPoolId: UserPoolId, clientId: ClientId, region, cognitoEndpoint } = target;
  const cognito = new CognitoIdentityProviderClient({
    region,
    maxAttempts: 5,
    ...(cognitoEndpoint === null ? {} : { endpoint: cognitoEndpoint, ...LOCAL }),
  });
  const address = cognitoEndpoint ?? `AWS's address of the region ${region}`;

  /** Says what is missing for an action of Cognito's. */
  const guarded = async <Result>(action: string, call: () => Promise<Result>): Promise<Result> => {
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
      if (!idToken || !accessToken) throw new Error('Cognito gives no tokens: the user pool asks for a second factor.');
      return { idToken, accessToken, flow: 'USER_PASSWORD_AUTH' };
    } catch (error) {
      // Cognito's answer for a flow that the app's client does not allow.
      if (error instanceof Error && error.name === 'InvalidParameterException') return null;
      throw error;
    }
  };

  return {
    close: () => {
      cognito.destroy();
    },
    create: (name) =>
      guarded('AdminCreateUser', async () => {
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
      guarded('AdminSetUserPassword', async () => {
        const { username: Username, password: Password } = user;
        await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
        const tokens = await byPassword(user);
        if (tokens) return tokens;
        // Amplify takes seconds to load, and only prod needs it.
        const { signInBySrp } = await import('./srp.ts');
        return { ...(await signInBySrp(target, user)), flow: 'USER_SRP_AUTH' };
      }),
    knows: ({ username: Username }) =>
      guarded('AdminGetUser', () => found(cognito.send(new AdminGetUserCommand({ UserPoolId, Username })))),
    remove: async ({ username: Username }) => {
      await guarded('AdminDeleteUser', () => found(cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username }))));
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
