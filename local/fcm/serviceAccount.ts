import { generateKeyPair, type KeyObject, randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';

/** A service account, whose key signs what a function sends to the token address. */
export interface ServiceAccount {
  readonly projectId: string;
  readonly email: string;
  readonly keyId: string;
  readonly publicKey: KeyObject;
  /** The file of the key, as Google gives it to an administrator. */
  readonly keyFile: (tokenUri: string) => string;
}

/** Makes a service account with an RSA key of its own (Google Cloud IAM, "Create and delete service account keys"). */
export async function createServiceAccount(projectId: string): Promise<ServiceAccount> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const email = `local-host@${projectId}.iam.gserviceaccount.com`;
  const keyId = randomBytes(20).toString('hex');
  const clientId = Array.from({ length: 21 }, (_, at) => (at === 0 ? 1 : randomInt(10))).join('');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return {
    projectId,
    email,
    keyId,
    publicKey,
    keyFile: (tokenUri) =>
      JSON.stringify({
        type: 'service_account',
        project_id: projectId,
        private_key_id: keyId,
        private_key: pem,
        client_email: email,
        client_id: clientId,
        auth_uri: 'https://accounts.google.com/o/oauth2/auth',
        token_uri: tokenUri,
        auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
        client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(email)}`,
        universe_domain: 'googleapis.com',
      }),
  };
}
