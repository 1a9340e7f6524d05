import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
// The library's entry loads every way to sign in to Google Cloud, which doubles the size of the bundle.
import { JWT } from 'google-auth-library/build/src/auth/jwtclient.js';

import { requireEnvironment } from '../lib/environment.ts';

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
/** Milliseconds. */
const PATIENCE = 10_000;

/** The secret is not a service account's key file. */
export class NotAKey extends Error {
  override readonly name = 'NotAKey';
}

/** The parts of the key file that are needed (Google Cloud IAM, "Create and delete service account keys"). */
interface ServiceAccountKey {
  readonly client_email: string;
  readonly private_key: string;
  readonly token_uri: string;
}

const secrets = new SecretsManagerClient();
let account: Promise<JWT> | undefined;

/**
 * An OAuth access token for FCM. One environment reads the secret once, and uses a token until shortly before it expires.
 * @throws NotAKey; the errors of Secrets Manager and of Google's token service: then the next call reads the secret again
 */
export async function accessToken(): Promise<string> {
  const current = (account ??= serviceAccount());
  try {
    const { token } = await (await current).getAccessToken();
    if (!token) throw new NotAKey('Google gave no access token for the key in the secret.');
    return token;
  } catch (error) {
    if (account === current) account = undefined;
    throw error;
  }
}

/** FCM has rejected the access token: the next one comes from a key that is read again. */
export function forgetAccessToken(): void {
  account = undefined;
}

async function serviceAccount(): Promise<JWT> {
  const SecretId = requireEnvironment('FCM_SECRET');
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const { client_email: email, private_key: key, token_uri: tokenUri } = keyIn(SecretString);
  return new JWT({
    email,
    key,
    scopes: [SCOPE],
    // The library asks Google's own address whatever the key file says.
    additionalClaims: { aud: tokenUri },
    transporterOptions: { timeout: PATIENCE, fetchImplementation: (_, options) => fetch(tokenUri, options) },
  });
}

function keyIn(text: string): ServiceAccountKey {
  const key = parsed(text) as Partial<ServiceAccountKey> | null;
  const { client_email = '', private_key = '', token_uri = '' } = key ?? {};
  if (!client_email || !private_key || !URL.canParse(token_uri))
    throw new NotAKey('The secret is not the key file of a Google service account: see docs/deploy.md.');
  return { client_email, private_key, token_uri };
}

/** A parser's own error may quote the secret. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
