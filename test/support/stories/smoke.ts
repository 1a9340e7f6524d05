import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';

import { realtimeUrlOf } from '../../../local/deploy/names.ts';
import { temporaryDirectory } from '../assemblies.ts';
import { runHere } from '../commandsHere.ts';
import { shared } from '../shared/shared.ts';

const takeIt = await shared('takeIt');

/** Writes amplify_outputs.json as the local host does, with other addresses where a test needs them. */
export function outputsFile({
  url = takeIt.url,
  cognitoEndpoint = takeIt.cognitoEndpoint,
  isLocal = true,
} = {}): string {
  const file = join(temporaryDirectory(), 'amplify_outputs.json');
  const { region: aws_region, userPoolId, clientId } = takeIt;
  const outputs = {
    version: '1',
    auth: { aws_region, user_pool_id: userPoolId, user_pool_client_id: clientId },
    // A local host gives clients its address over TLS; the plain one stands beside it.
    data: { url: isLocal ? url.replace(/^http:/, 'https:') : url, aws_region },
    ...(isLocal && { custom: { local: { url, cognitoEndpoint, realtimeUrl: realtimeUrlOf(takeIt.url) } } }),
  };
  writeFileSync(file, JSON.stringify(outputs));
  return file;
}

export const MAIN = 'proof/smoke/main.ts';

/** Runs `npm run smoke` to its end. */
export const smoke = (args: readonly string[]) => runHere(MAIN, args);

/** The e-mail addresses that a run has created; it has printed none, so they are looked up by their form. */
export async function usersOfSmoke(): Promise<string[]> {
  const { cognitoEndpoint: endpoint, region, userPoolId: UserPoolId } = takeIt;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId }));
  const emails = Users.flatMap(({ Attributes = [] }) => Attributes.find(({ Name }) => Name === 'email')?.Value ?? []);
  return emails.filter((email) => email.startsWith('smoke-'));
}
