import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { readAssembly } from '../../../local/assembly/assembly.ts';
import { plan } from '../../../local/deploy/deploy.ts';
import type { Host } from '../../../local/host/types.ts';
import { aResource, noticeBoard, temporaryDirectory, writeAssembly } from '../../support/assemblies.ts';
import { synthesizeBells } from '../../support/host/bellApp.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { signedHeaders } from '../../support/signing.ts';

async function aHost(assembly: string): Promise<Host> {
  const host = await startSharingHost({ assembly });
  onTestFinished(host.close);
  return host;
}

// Loading the CDK takes long; it must not count as a test's time.
beforeAll(() => {
  synthesizeBells({});
});

/** Sends a request that the developer signs. */
async function ask(host: Host, query: string): Promise<unknown> {
  const body = JSON.stringify({ query });
  const headers = await signedHeaders({ credentials: host.credentials, url: host.url, body });
  return (await fetch(host.url, { method: 'POST', headers, body })).json();
}

describe('a function of a CDK app', () => {
  it("uses the host's tables with the AWS SDK, without configuration, as on AWS", async () => {
    const bell = `
      import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
      const client = new DynamoDBClient();
      export const handler = async ({ text }) => {
        await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: text } } }));
        return process.env.API_URL;
      };`;
    // Loading the AWS SDK takes long on a busy machine.
    const host = await aHost(synthesizeBells({ bell, bellTimeoutSeconds: 20 }));
    expect(await ask(host, '{ ring(text: "x") }')).toEqual({ data: { ring: host.url } });
    const [table] = host.tables;
    const found = await host.dynamodb.send(new GetItemCommand({ TableName: table?.name, Key: { id: { S: 'x' } } }));
    expect(found.Item).toEqual({ id: { S: 'x' } });
  });

  it('gets the whole context from a resolver without code', async () => {
    const host = await aHost(synthesizeBells({}));
    const { data } = (await ask(host, '{ loud: direct(text: "x") }')) as { data: { loud: string } };
    expect(JSON.parse(data.loud)).toMatchObject({
      arguments: { text: 'x' },
      identity: { userArn: 'arn:aws:iam::000000000000:user/developer' },
      source: null,
      prev: null,
      stash: {},
      info: { fieldName: 'direct', parentTypeName: 'Query', variables: {}, selectionSetList: [] },
    });
  });
});

it('runs code that is inline in the template', async () => {
  const runtime = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };
  const apiId = { 'Fn::GetAtt': ['Api', 'ApiId'] };
  const board = noticeBoard({
    Shout: aResource('AWS::Lambda::Function', {
      Code: { ZipFile: 'exports.main = async (event) => process.env.PREFIX + event.toUpperCase();' },
      Environment: { Variables: { PREFIX: { 'Fn::Sub': '${Notices}: ' } } },
      Handler: 'index.main',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Runtime: 'nodejs24.x',
    }),
    Voice: aResource('AWS::AppSync::DataSource', {
      ApiId: apiId,
      Name: 'voice',
      Type: 'AWS_LAMBDA',
      LambdaConfig: { LambdaFunctionArn: { 'Fn::GetAtt': ['Shout', 'Arn'] } },
    }),
    Api: aResource('AWS::AppSync::GraphQLApi', { Name: 'Board', AuthenticationType: 'AWS_IAM' }),
    Echo: aResource('AWS::AppSync::Resolver', {
      ApiId: apiId,
      TypeName: 'Query',
      FieldName: 'echo',
      DataSourceName: { 'Fn::GetAtt': ['Voice', 'Name'] },
      Runtime: runtime,
      Code: `
        export function request(ctx) { return { operation: 'Invoke', payload: ctx.args.text }; }
        export function response(ctx) { return ctx.result; }`,
    }),
  });
  const host = await aHost(writeAssembly({ Board: board }, temporaryDirectory()));
  expect(await ask(host, '{ echo(text: "riga") }')).toEqual({ data: { echo: 'Board-Notices: RIGA' } });
});

it.each([
  ['another language', { Runtime: 'python3.13', Handler: 'main.handler' }, 'the runtime python3.13 (Board/Fn)'],
  ['an older Node.js', { Runtime: 'nodejs18.x' }, 'the runtime nodejs18.x (Board/Fn)'],
  ['a container', { Code: { ImageUri: 'x' }, PackageType: 'Image' }, 'code in a container image (Board/Fn)'],
  ['layers', { Runtime: 'nodejs22.x', Layers: ['arn'] }, 'Layers of AWS::Lambda::Function (Board/Fn)'],
])('rejects a function in %s by name', (_what, properties, name) => {
  const Fn = aResource('AWS::Lambda::Function', properties);
  expect(() => plan(readAssembly(writeAssembly({ Board: noticeBoard({ Fn }) })))).toThrow(name);
});
