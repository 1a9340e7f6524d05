/** Says why a person is not signed in, in a sentence for that person. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

/** Signs a user in and answers an ID token. Raises SignInRefused where name or password are not right. */
export type SignIn = (username: string, password: string) => Promise<string>;

/**
 * Signs users of a user pool in at a Cognito endpoint, by password, through one of the pool's app clients
 * (Amazon Cognito API reference, "InitiateAuth").
 */
export function signInAt(endpoint: string, clientId: string): SignIn {
  return async (username, password) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        ClientId: clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: username, PASSWORD: password },
      }),
    });
    return idTokenOf((await response.json()) as InitiateAuthAnswer, username);
  };
}

/** What of the answer, good or bad, is looked at. */
interface InitiateAuthAnswer {
  readonly AuthenticationResult?: { readonly IdToken?: string };
  readonly ChallengeName?: string;
  readonly message?: string;
}

function idTokenOf({ AuthenticationResult, ChallengeName, message }: InitiateAuthAnswer, username: string): string {
  if (AuthenticationResult?.IdToken !== undefined) return AuthenticationResult.IdToken;
  if (ChallengeName === undefined) throw new SignInRefused(message ?? `Cognito gives ${username} no token.`);
  throw new SignInRefused(
    `Cognito asks ${username} for ${ChallengeName} first; this page signs in by password alone: answer it elsewhere.`,
  );
}
