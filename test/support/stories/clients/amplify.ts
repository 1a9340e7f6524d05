/* The app in aws-amplify, as docs/clients.md shows it. */
import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { confirmSignUp, fetchAuthSession, signIn, signOut, signUp } from 'aws-amplify/auth';
import { parseAmplifyConfig } from 'aws-amplify/utils';

import { show } from './commands.ts';
import { outputs } from './outputs.ts';

const configuration = parseAmplifyConfig(outputs);
// amplify-js does not read this field of the file by itself. Without it, it calls AWS.
Object.assign(configuration.Auth?.Cognito ?? {}, { userPoolEndpoint: outputs.auth.user_pool_endpoint });
Amplify.configure(configuration);

export async function register(email: string, password: string) {
  const options = { userAttributes: { email } };
  return await signUp({ username: email, password, options });
}

export async function confirm(email: string, confirmationCode: string) {
  return await confirmSignUp({ username: email, confirmationCode });
}

export async function enter(email: string, password: string) {
  return await signIn({ username: email, password });
}

const client = generateClient();

export async function search(from: string) {
  const query = `query Search($from: String) { searchTrips(from: $from) { items { id fromCity toCity } } }`;
  return await client.graphql({ query, variables: { from } });
}

export function watch() {
  const updates = client.graphql({ query: `subscription { onRequestUpdate { requestId status } }` });
  if (!('subscribe' in updates)) throw new Error('This is no subscription.');
  return updates.subscribe({
    next: ({ data }) => {
      show(data);
    },
    error: (error: unknown) => {
      show({ error });
    },
  });
}

export async function post(input: object) {
  const query = `mutation Post($input: CreateTripInput!) { createTrip(input: $input) { id } }`;
  try {
    return await client.graphql({ query, variables: { input } });
  } catch (rejected) {
    // Switch on `errorType`; docs/errors.md lists what it can be.
    const { errors } = rejected as { errors: { errorType: string; errorInfo: object; message: string }[] };
    return { rejected: errors[0] };
  }
}

export async function leaveEverywhere() {
  // Cognito wants a valid access token here. amplify-js neither refreshes an expired one nor reports the refusal.
  await fetchAuthSession({ forceRefresh: true });
  await signOut({ global: true });
}

/** The access token, refreshed if it has expired. */
export async function token() {
  return (await fetchAuthSession()).tokens?.accessToken.toString();
}
