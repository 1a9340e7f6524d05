import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signIn } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';

import { Failure } from '../lib/failure.ts';
import type { Target } from './target.ts';

/** Amplify stores the tokens of one person. A separate store for each sign-in separates people. */
function memory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => Promise.resolve(items.get(key) ?? null),
    setItem: (key: string, value: string) => Promise.resolve(void items.set(key, value)),
    removeItem: (key: string) => Promise.resolve(void items.delete(key)),
    clear: () => {
      items.clear();
      return Promise.resolve();
    },
  };
}

/**
 * Signs a person in as the app does, without sending the password. Only one sign-in may run at a time.
 * @throws Failure when Cognito requires more than the password
 */
export async function signInBySrp(
  { userPoolId, clientId, cognitoEndpoint }: Target,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<{ readonly idToken: string; readonly accessToken: string }> {
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId: clientId,
        ...(cognitoEndpoint === null ? {} : { userPoolEndpoint: cognitoEndpoint }),
      },
    },
  });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(memory());
  const { nextStep } = await signIn({ username: email, password, options: { authFlowType: 'USER_SRP_AUTH' } });
  const { tokens } = await fetchAuthSession();
  if (tokens?.idToken === undefined) {
    throw new Failure(`Cognito requires ${nextStep.signInStep} after the password: use a stage without that.`);
  }
  return { idToken: tokens.idToken.toString(), accessToken: tokens.accessToken.toString() };
}
