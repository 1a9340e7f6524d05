import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { JWT } from 'google-auth-library';

import { FaultyCalls } from '../../../local/faults/attempts.ts';
import type { Faults } from '../../../local/faults/faults.ts';
import type { Pushes } from '../../../local/fcm/inbox.ts';
import { aFunction } from './functionCode.ts';
import { functionServices } from './functionServices.ts';

/** The fields of a service account's key that its users read. */
export interface Key {
  readonly client_email: string;
  readonly private_key: string;
  readonly private_key_id: string;
  readonly project_id: string;
  readonly token_uri: string;
}

/** An answer of the stand-in. */
export interface FcmAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: unknown;
}

export interface Fcm {
  readonly key: Key;
  readonly endpoint: string;
  readonly pushes: Pushes;
  /** The environments that faults have killed. */
  readonly killed: readonly string[];
  /** An access token, which Google's own library gets. */
  readonly token: (scopes?: readonly string[]) => Promise<string>;
  /** Sends a message, with this or a valid token. */
  readonly send: (message: unknown, options?: Sending) => Promise<FcmAnswer>;
  readonly close: () => Promise<void>;
}

interface Sending {
  readonly token?: string;
  readonly project?: string;
  readonly validateOnly?: boolean;
  readonly signal?: AbortSignal;
}

export const messaging = 'https://www.googleapis.com/auth/firebase.messaging';

/** A stand-in for FCM, and the key that the host generates for it. */
export async function anFcm(faults?: Faults): Promise<Fcm> {
  const variables = { FCM: 'https://fcm.googleapis.com', FCM_PROJECT: 'take-off', FCM_SECRET: 'fcm' };
  const killed: string[] = [];
  const kill = (environment: string) => Promise.resolve(void killed.push(environment));
  const services = await functionServices({
    functions: [aFunction('', { environment: () => variables })],
    ...(faults && { faulty: new FaultyCalls(faults, kill) }),
  });
  const secrets = new SecretsManagerClient({ ...services.client, endpoint: services.secretsmanager });
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: 'fcm' }));
  const key = JSON.parse(SecretString) as Key;
  secrets.destroy();
  if (services.pushes === undefined) throw new Error('No function uses FCM.');
  let usual: Promise<string> | undefined;
  return {
    key,
    endpoint: services.fcm,
    pushes: services.pushes,
    killed,
    token: (scopes = [messaging]) => tokenOf(key, scopes),
    send: async (message, { token, project = 'take-off', validateOnly, signal } = {}) => {
      const authorization = `Bearer ${token ?? (await (usual ??= tokenOf(key, [messaging])))}`;
      const response = await fetch(`${services.fcm}/v1/projects/${project}/messages:send`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body:
          typeof message === 'string' ? message : JSON.stringify({ message, ...(validateOnly && { validateOnly }) }),
        ...(signal && { signal }),
      });
      return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
    },
    close: services.close,
  };
}

/** Gets a token as a function does. The library knows one token address only, so the request is redirected. */
async function tokenOf(key: Key, scopes: readonly string[]): Promise<string> {
  const client = new JWT({ email: key.client_email, key: key.private_key, scopes: [...scopes] });
  client.transporter.interceptors.request.add({
    resolved: (config) => Promise.resolve({ ...config, url: new URL(key.token_uri) }),
  });
  const { token } = await client.getAccessToken();
  if (typeof token !== 'string') throw new Error('The stand-in gave no token.');
  return token;
}
