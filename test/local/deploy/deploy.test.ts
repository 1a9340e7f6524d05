import * as cognitoApi from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createService } from '../../../local/appsync/service.ts';
import { readAssembly } from '../../../local/assembly/assembly.ts';
import type { Engines } from '../../../local/deploy/deploy.ts';
import { deploy } from '../../../local/deploy/deploy.ts';
import type { Deployment } from '../../../local/deploy/deployment.ts';
import { startCognito } from '../../../local/engines/cognito/engine.ts';
import { aResource, noticeBoard, writeAssembly } from '../../support/assemblies.ts';
import { aResolver } from '../../support/host/handlers.ts';
import { synthesizeLibrary } from '../../support/host/libraryApp.ts';
import { ownDatabase } from '../../support/host/sharedEngine.ts';

/** Both engines, with one deployment of a CDK app that all tests here share. */
let engines: Engines;
let library: Deployment;
let stop: () => Promise<unknown>;

beforeAll(async () => {
  const { endpoint, accessKeyId } = await ownDatabase();
  const cognito = await startCognito({ region: 'us-east-1' });
  stop = cognito.close;
  const common = { region: 'us-east-1', credentials: { accessKeyId, secretAccessKey: 'local' } };
  engines = {
    dynamodb: new DynamoDBClient({ ...common, endpoint }),
    cognito: {
      client: new cognitoApi.CognitoIdentityProviderClient({ ...common, endpoint: cognito.endpoint }),
      endpoint: cognito.endpoint,
    },
  };
  library = await deploy(readAssembly(synthesizeLibrary()), engines);
});

afterAll(async () => {
  engines.dynamodb.destroy();
  engines.cognito.client.destroy();
  await stop();
});

describe('a table', () => {
  it('has the keys, indexes, stream and time to live that its template declares', async () => {
    const [TableName] = library.tables.map(({ name }) => name);
    const { Table } = await engines.dynamodb.send(new DescribeTableCommand({ TableName }));

    expect(TableName).toMatch(/^LibraryData-Books\w+$/);
    expect(Table?.KeySchema).toEqual([
      { AttributeName: 'isbn', KeyType: 'HASH' },
      { AttributeName: 'shelf', KeyType: 'RANGE' },
    ]);
    expect(Table?.GlobalSecondaryIndexes).toMatchObject([
      {
        IndexName: 'by-author',
        KeySchema: [
          { AttributeName: 'author', KeyType: 'HASH' },
          { AttributeName: 'year', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
      },
    ]);
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
    const { TimeToLiveDescription } = await engines.dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toEqual({ AttributeName: 'until', TimeToLiveStatus: 'ENABLED' });
  });

  it('is reused by the next start', async () => {
    const again = await deploy(readAssembly(synthesizeLibrary()), engines);
    expect(again.tables).toEqual(library.tables);
  });

  it('whose key differs from the template stays unchanged; the error says what to do', async () => {
    await expect(deploy(readAssembly(synthesizeLibrary({ sortKey: 'room' })), engines)).rejects.toThrow(
      /^The stored table LibraryData-Books\w+ has another key than the template: start with --fresh\.$/,
    );
  });
});

describe('a user pool', () => {
  it('has the rules that its template declares', () => {
    expect(library.userPools.map(({ signUp }) => signUp)).toEqual([
      {
        usernameAttributes: ['email'],
        requiredAttributes: ['name', 'email'],
        verifiedAttributes: ['email'],
        mfa: 'OFF',
        password: { minimumLength: 12, lowercase: true, uppercase: true, numbers: true, symbols: false },
      },
    ]);
  });

  it("has its app client with the template's token validity, or one hour", async () => {
    const [pool] = library.userPools;
    const { UserPoolClient } = await engines.cognito.client.send(
      new cognitoApi.DescribeUserPoolClientCommand({ UserPoolId: pool?.id, ClientId: pool?.clients[0]?.id }),
    );
    expect(UserPoolClient).toMatchObject({
      AccessTokenValidity: 30,
      IdTokenValidity: 1,
      RefreshTokenValidity: 30,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours', RefreshToken: 'days' },
      PreventUserExistenceErrors: 'ENABLED',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
  });

  it('has an app client that signs in on pages that are not there, with providers that the host ignores', async () => {
    const Google = aResource('AWS::Cognito::UserPoolIdentityProvider', { ProviderName: 'Google' });
    const Pages = aResource('AWS::Cognito::UserPoolDomain', { Domain: 'board', UserPoolId: { Ref: 'People' } });
    const pages = {
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: ['board://callback/', 'http://localhost:3000/'],
      LogoutURLs: ['board://signout/'],
    };
    const App = aResource('AWS::Cognito::UserPoolClient', {
      ...pages,
      UserPoolId: { Ref: 'People' },
      ClientName: 'pages',
      SupportedIdentityProviders: ['COGNITO', { Ref: 'Google' }],
    });
    const board = writeAssembly({ Board: noticeBoard({ Google, Pages, App }) });
    const [pool] = (await deploy(readAssembly(board), engines)).userPools;
    const ClientId = pool?.clients.find(({ logicalId }) => logicalId === 'App')?.id;
    const describe = new cognitoApi.DescribeUserPoolClientCommand({ UserPoolId: pool?.id, ClientId });
    expect((await engines.cognito.client.send(describe)).UserPoolClient).toMatchObject(pages);
  });

  it("is reused by the next start with its clients and the template's new settings", async () => {
    const again = await deploy(readAssembly(synthesizeLibrary({ minLength: 16 })), engines);
    expect(again.userPools.map(({ id, clients }) => [id, clients])).toEqual(
      library.userPools.map(({ id, clients }) => [id, clients]),
    );
    expect(again.userPools[0]?.signUp.password.minimumLength).toBe(16);
  });

  it('whose username attributes differ from the template stays unchanged', async () => {
    const board = noticeBoard();
    const before = writeAssembly({ Board: board });
    const People = { Type: 'AWS::Cognito::UserPool', Properties: { UsernameAttributes: ['phone_number'] } };
    const after = writeAssembly({ Board: { ...board, Resources: { ...board.Resources, People } } });
    await deploy(readAssembly(before), engines);
    await expect(deploy(readAssembly(after), engines)).rejects.toThrow(
      'The stored user pool Board-People has other username attributes than the template: start with --fresh.',
    );
  });
});

describe('an API', () => {
  it('matches its template, across stacks', () => {
    const [table] = library.tables;
    const [pool] = library.userPools;
    expect(library.api).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9]{26}$/) as unknown,
      name: 'Library',
      region: 'us-east-1',
      accountId: '000000000000',
      schema: 'type Query { book(isbn: ID!): String shelf: String }',
      defaultAuthentication: { type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: pool?.id, defaultAction: 'DENY' },
      additionalAuthentication: [{ type: 'AWS_IAM' }, { type: 'API_KEY' }],
      apiKeys: [expect.stringMatching(/^da2-[a-z0-9]{26}$/)],
      environment: { BOOKS: table?.name },
      introspection: false,
      queryDepthLimit: 5,
      resolverCountLimit: 40,
    });
    expect(library.api.dataSources.get('books')).toEqual({
      type: 'AMAZON_DYNAMODB',
      name: 'books',
      tableName: table?.name,
    });
    expect(library.api.dataSources.get('nothing')).toEqual({ type: 'NONE', name: 'nothing' });
  });

  it.each([
    ['IntrospectionConfig', 'DISABLED', '{ __schema { types { name } } }', "'__schema' in type 'Query' is undefined"],
    ['QueryDepthLimit', 1, '{ notice(id: "a") { text } }', 'Query depth limit of 1 reached.'],
    ['ResolverCountLimit', 1, '{ one: echo(text: "a") two: echo(text: "b") }', 'Resolver limit of 1 reached.'],
  ])('enforces the %s of its template, %s', async (name, limit, query, message) => {
    const Api = aResource('AWS::AppSync::GraphQLApi', { Name: 'board', AuthenticationType: 'API_KEY', [name]: limit });
    const Key = aResource('AWS::AppSync::ApiKey', { ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] } });
    const { Echo } = noticeBoard().Resources ?? {};
    const answer = { FieldName: 'notice', Code: aResolver('return { payload: {} };') };
    const Read = aResource('AWS::AppSync::Resolver', { ...Echo?.Properties, ...answer });
    const { api } = await deploy(readAssembly(writeAssembly({ Board: noticeBoard({ Api, Key, Read }) })), engines);
    const functions = { invoke: () => Promise.reject(new Error('There are no functions.')) };
    const service = createService(api, { dynamodb: engines.dynamodb, userPools: new Map(), functions });
    const headers = { 'x-api-key': api.apiKeys?.[0] ?? '' };
    const { body } = await service.execute({ headers, sourceIp: '127.0.0.1', body: JSON.stringify({ query }) });
    const { errors } = JSON.parse(body) as { readonly errors?: readonly { readonly message: string }[] };
    expect(errors?.[0]?.message).toContain(message);
  });

  it('has its resolvers, with the code of a pipeline read from files of the assembly', () => {
    const code = expect.stringContaining('ctx.prev.result') as string;
    expect([...library.api.resolvers].sort((a, b) => a.fieldName.localeCompare(b.fieldName))).toEqual([
      {
        kind: 'PIPELINE',
        typeName: 'Query',
        fieldName: 'book',
        code,
        functions: [
          { name: 'checkCard', dataSource: 'nothing', code },
          { name: 'readBook', dataSource: 'books', code },
        ],
      },
      {
        kind: 'UNIT',
        typeName: 'Query',
        fieldName: 'shelf',
        unit: { name: 'Query.shelf', dataSource: 'nothing', code },
      },
    ]);
  });

  it('gives every stack its outputs', () => {
    const outputs = library.outputs('http://127.0.0.1:20002/graphql');
    expect(outputs['LibraryData']).toMatchObject({ ClientId: library.userPools[0]?.clients[0]?.id });
    expect(outputs['LibraryApi']).toEqual({
      Url: 'http://127.0.0.1:20002/graphql',
      Stream: library.tables[0]?.streamArn,
    });
  });

  it('ignores roles and log settings, and lists them', () => {
    expect(library.ignored.map((resource) => resource.split(' ')[0])).toContain('Custom::LogRetention');
    expect(library.ignored.some((resource) => resource.startsWith('AWS::IAM::Role LibraryApi/'))).toBe(true);
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    [
      'table',
      'Table',
      { DynamoDBConfig: { TableName: 'elsewhere' } },
      'Board/Table: the table elsewhere is not part of the',
    ],
    [
      'data source',
      'Echo',
      { DataSourceName: 'nowhere' },
      'Board/Echo: the data source nowhere is not part of the API',
    ],
    [
      'file',
      'Echo',
      { Code: undefined, CodeS3Location: 's3://b/x.js' },
      'Board/Echo: s3://b/x.js is not a file of the',
    ],
    [
      'user pool',
      'Api',
      { UserPoolConfig: { UserPoolId: 'us-east-1_x' } },
      'the user pool us-east-1_x is not part of the',
    ],
  ])('rejects a %s that is not part of the assembly', async (_what, id, change, message) => {
    const board = noticeBoard();
    const resource = board.Resources?.[id];
    const changed = { ...resource, Properties: { ...resource?.Properties, ...change } };
    // JSON leaves out undefined values.
    const directory = writeAssembly({ Board: { ...board, Resources: { ...board.Resources, [id]: changed } } } as never);
    await expect(deploy(readAssembly(directory), engines)).rejects.toThrow(message);
  });
});
