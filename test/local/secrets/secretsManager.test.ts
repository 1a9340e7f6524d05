import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it, onTestFinished } from 'vitest';

import type { Rights } from '../../../local/iam/policies.ts';
import { aFunction } from '../../support/host/functionCode.ts';
import { functionServices, region } from '../../support/host/functionServices.ts';

const place = `arn:aws:secretsmanager:${region}:123456789012:secret:`;

/** A client of the services of a function that uses FCM with a secret of this name or ARN. */
async function aClient(secret: string, rights: Rights = () => true): Promise<SecretsManagerClient> {
  const variables = { FCM_ENDPOINT: 'https://fcm.googleapis.com', FCM_PROJECT: 'take-off', FCM_SECRET: secret };
  const services = await functionServices({ functions: [aFunction('', { environment: () => variables })], rights });
  const client = new SecretsManagerClient({ ...services.client, endpoint: services.secretsmanager });
  onTestFinished(async () => {
    client.destroy();
    await services.close();
  });
  return client;
}

const get = (SecretId: string, more = {}) => new GetSecretValueCommand({ SecretId, ...more });

it('gives the key of a service account by the name of the secret, and by its ARN', async () => {
  const client = await aClient('push/fcm');
  const byName = await client.send(get('push/fcm'));
  expect(byName).toMatchObject({ Name: 'push/fcm', VersionStages: ['AWSCURRENT'] });
  expect(byName.ARN).toMatch(/:secret:push\/fcm-[a-z0-9]{6}$/);
  expect(byName.CreatedDate?.getTime()).toBeLessThanOrEqual(Date.now());
  expect(JSON.parse(byName.SecretString ?? '')).toMatchObject({
    type: 'service_account',
    project_id: 'take-off',
    client_email: 'local-host@take-off.iam.gserviceaccount.com',
    private_key: expect.stringContaining('-----BEGIN PRIVATE KEY-----') as string,
    private_key_id: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
    token_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/fcm\/caller\/1\/token$/) as string,
  });
  const byArn = await client.send(get(byName.ARN ?? ''));
  const byPartialArn = await client.send(get(byName.ARN?.slice(0, -7) ?? ''));
  expect([byArn.SecretString, byPartialArn.SecretString]).toEqual([byName.SecretString, byName.SecretString]);
  expect((await client.send(get('push/fcm', { VersionId: byName.VersionId }))).ARN).toBe(byName.ARN);
});

it('knows a secret that the function names by its ARN', async () => {
  const arn = `${place}fcm-AbC123`;
  const client = await aClient(arn);
  expect(await client.send(get(arn))).toMatchObject({ ARN: arn, Name: 'fcm' });
  expect(await client.send(get('fcm'))).toMatchObject({ ARN: arn });
});

it.each<[string, string, object, string]>([
  ['an unknown secret', 'another', {}, "Secrets Manager can't find the specified secret."],
  [
    'an unknown stage',
    'fcm',
    { VersionStage: 'AWSPREVIOUS' },
    "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
  ],
  [
    'an unknown version',
    'fcm',
    { VersionId: 'x'.repeat(32) },
    `Secrets Manager can't find the specified secret value for VersionId: ${'x'.repeat(32)}`,
  ],
])('does not find %s', async (_what, id, more, message) => {
  const client = await aClient('fcm');
  await expect(client.send(get(id, more))).rejects.toMatchObject({ name: 'ResourceNotFoundException', message });
});

it('needs secretsmanager:GetSecretValue on the secret', async () => {
  const granted = new RegExp(`^${place}fcm-.{6}$`);
  const rights: Rights = (action, arn) => action === 'secretsmanager:GetSecretValue' && granted.test(arn);
  expect(await (await aClient('fcm', rights)).send(get('fcm'))).toMatchObject({ Name: 'fcm' });
  const answer = (await aClient('other', rights)).send(get('other'));
  await expect(answer).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      'is not authorized to perform: secretsmanager:GetSecretValue on resource: other',
    ) as string,
  });
});

it('refuses every other operation by name', async () => {
  const client = await aClient('fcm');
  const answer = client.send(new ListSecretsCommand({}));
  await expect(answer).rejects.toMatchObject({ name: 'UnknownOperationException' });
});
