import { Amplify } from 'aws-amplify';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { parseAmplifyConfig } from 'aws-amplify/utils';

import { recall, store, tokenStorage } from '../session/storage.ts';
import { connectLocally } from './localSockets.ts';

/** Somebody of the local host's sample to sign in as. */
export interface SamplePerson {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly says: string;
}

/** amplify_outputs.json, as far as this app reads it by itself. */
export interface Outputs {
  readonly auth: {
    readonly user_pool_endpoint?: string;
    readonly password_policy?: { readonly min_length: number };
    readonly oauth?: { readonly identity_providers: readonly string[] };
  };
  readonly data: { readonly url: string };
  readonly custom?: { readonly local?: { readonly people?: readonly SamplePerson[] } };
}

const PATH = '/amplify_outputs.json';
const NAME = 'outputs';

/**
 * Reads the outputs file of the page's own address and configures Amplify with it. Without a network it takes the file
 * that it read last.
 * @throws Error when the file can't be read and never was
 */
export async function configure(): Promise<Outputs> {
  const read = await outputsFile();
  const outputs = read.custom?.local === undefined ? read : ofThisMachine(read);
  const configuration = parseAmplifyConfig(outputs);
  // amplify-js does not read this field of the file by itself. Without it, it calls AWS.
  const { user_pool_endpoint: userPoolEndpoint } = outputs.auth;
  if (userPoolEndpoint !== undefined) Object.assign(configuration.Auth?.Cognito ?? {}, { userPoolEndpoint });
  Amplify.configure(configuration);
  cognitoUserPoolsTokenProvider.setKeyValueStorage(tokenStorage);
  return outputs;
}

async function outputsFile(): Promise<Outputs> {
  try {
    const response = await fetch(PATH);
    if (!response.ok) throw new Error(`${PATH} answers with ${response.status}.`);
    const outputs = (await response.json()) as Outputs;
    store(NAME, outputs);
    return outputs;
  } catch (error) {
    const last = recall(NAME);
    if (last === undefined) throw error;
    return last as Outputs;
  }
}

/** The local host serves page and API at one address, so a browser that trusts the one need not trust another. */
function ofThisMachine(outputs: Outputs): Outputs {
  connectLocally();
  return { ...outputs, data: { ...outputs.data, url: new URL('/graphql', window.location.href).href } };
}
