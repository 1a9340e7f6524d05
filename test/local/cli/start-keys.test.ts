import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';

import { userPoolVerifier } from '../../../local/appsync/auth/userPoolTokens.ts';
import { startCognito } from '../../../local/engines/cognito/engine.ts';
import { signingKeyIn } from '../../../local/engines/cognito/tokens/signingKey.ts';
import { startDynamoDb } from '../../../local/engines/dynamodb/engine.ts';
import { secretOf } from '../../../local/host/secrets.ts';
import { accountKeyOf, Principals } from '../../../local/iam/principals.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';

const modeOf = (file: string) => statSync(file).mode & 0o777;

/** The claims that an ID token needs. */
function claimsOf(issuer: string) {
  return { iss: issuer, sub: 'ada', token_use: 'id', aud: 'app', exp: Math.floor(Date.now() / 1_000) + 600 };
}

describe('the key that signs tokens', () => {
  const provider = { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: 'eu-west-1_x', defaultAction: 'ALLOW' } as const;

  it('belongs to the store: its tokens pass, and those of another store are refused', async () => {
    const [own, other] = [temporaryDirectory(), temporaryDirectory()];
    const engine = await startCognito({ region: 'eu-west-1', dataDirectory: own });
    onTestFinished(engine.close);
    const issuer = `${engine.endpoint}/eu-west-1_x`;
    const verifier = userPoolVerifier(provider, { issuer, jwksUri: `${issuer}/.well-known/jwks.json` });
    const tokenOf = async (directory: string) => (await signingKeyIn(directory)).sign(claimsOf(issuer));
    expect((await verifier.verify(await tokenOf(own))).kind).toBe('verified');
    expect((await verifier.verify(await tokenOf(other))).kind).toBe('refused');
  });

  it('stays with the data, for its owner only', async () => {
    const directory = temporaryDirectory();
    const first = await signingKeyIn(directory);
    expect((await signingKeyIn(directory)).publicKey).toEqual(first.publicKey);
    expect(modeOf(join(directory, 'signing.key'))).toBe(0o600);
  });

  it('is not the one that the package publishes', async () => {
    const engine = await startCognito({ region: 'eu-west-1' });
    onTestFinished(engine.close);
    const published = createRequire(import.meta.url)('cognito-local/lib/keys/cognitoLocal.public.json') as {
      readonly jwk: { readonly n: string; readonly kid: string };
    };
    const response = await fetch(`${engine.endpoint}/eu-west-1_x/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { readonly keys: readonly { n: string; kid: string }[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]?.n).not.toBe(published.jwk.n);
    expect(keys[0]?.kid).not.toBe(published.jwk.kid);
  });
});

describe('the IAM key', () => {
  it('is the same after a restart, and another one for another store', () => {
    const [own, other] = [temporaryDirectory(), temporaryDirectory()];
    const credentialsOf = (directory: string) =>
      new Principals('000000000000', accountKeyOf(secretOf(directory, 'accountKey'))).addUser('developer').credentials;
    expect(credentialsOf(own)).toEqual(credentialsOf(own));
    expect(credentialsOf(own).accessKeyId).not.toBe(credentialsOf(other).accessKeyId);
    expect(modeOf(join(own, 'accountKey.secret'))).toBe(0o600);
  });
});

describe('the tables of a store', { timeout: 120_000 }, () => {
  it('are found with its access key only, also those of a store that was made before', async () => {
    const dataDirectory = temporaryDirectory();
    const owner = { accessKeyId: 'AKIAOWNER', region: 'us-east-1' };
    const tables = async (endpoint: string, accessKeyId: string) => {
      const credentials = { accessKeyId, secretAccessKey: 'x' };
      const client = new DynamoDBClient({ endpoint, region: owner.region, credentials });
      const { TableNames } = await client.send(new ListTablesCommand());
      return TableNames;
    };
    const shared = await startDynamoDb({ dataDirectory });
    const credentials = { accessKeyId: 'anybody', secretAccessKey: 'x' };
    await new DynamoDBClient({ endpoint: shared.endpoint, region: owner.region, credentials }).send(
      new CreateTableCommand({
        TableName: 'Notices',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      }),
    );
    await shared.close();

    const owned = await startDynamoDb({ dataDirectory, owner });
    onTestFinished(owned.close);

    expect(await tables(owned.endpoint, owner.accessKeyId)).toEqual(['Notices']);
    expect(await tables(owned.endpoint, 'anybody')).toEqual([]);
    expect(existsSync(join(dataDirectory, 'AKIAOWNER_us-east-1.db'))).toBe(true);
    await owned.close();

    // The region of a start changes: the tables come along.
    const moved = await startDynamoDb({ dataDirectory, owner: { ...owner, region: 'eu-west-1' } });
    await moved.close();
    expect(existsSync(join(dataDirectory, 'AKIAOWNER_eu-west-1.db'))).toBe(true);
  });
});
