import { expect, it, onTestFinished } from 'vitest';

import type { TemplateResource } from '../../../local/assembly/template.ts';
import type { Host } from '../../../local/host/types.ts';
import { aResource, noticeBoard, writeAssembly } from '../../support/assemblies.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';

const apiId = { 'Fn::GetAtt': ['Api', 'ApiId'] };

/** A direct Lambda resolver: it only names its data source. */
const direct = (TypeName: string, FieldName: string, more = {}): TemplateResource =>
  aResource('AWS::AppSync::Resolver', { ApiId: apiId, TypeName, FieldName, DataSourceName: 'fn', ...more });

/** A board that anyone with its API key may read; direct Lambda resolvers serve its fields. */
async function servedBy(handler: string, more: Readonly<Record<string, TemplateResource>> = {}): Promise<Host> {
  const board = noticeBoard({
    Api: aResource('AWS::AppSync::GraphQLApi', { Name: 'Board', AuthenticationType: 'API_KEY' }),
    Key: aResource('AWS::AppSync::ApiKey', { ApiId: apiId }),
    Schema: aResource('AWS::AppSync::GraphQLSchema', {
      ApiId: apiId,
      Definition: `
        type Query { notice(id: ID!): Notice notices: [Notice] echo: String }
        type Mutation { post(id: ID!, text: String!): Notice }
        type Notice { id: ID! text: String }`,
    }),
    Answer: aResource('AWS::Lambda::Function', {
      Code: { ZipFile: handler },
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Runtime: 'nodejs22.x',
    }),
    Fn: aResource('AWS::AppSync::DataSource', {
      ApiId: apiId,
      Name: 'fn',
      Type: 'AWS_LAMBDA',
      LambdaConfig: { LambdaFunctionArn: { 'Fn::GetAtt': ['Answer', 'Arn'] } },
    }),
    Read: direct('Query', 'notice'),
    Echo: direct('Query', 'echo'),
    Write: direct('Mutation', 'post'),
    ...more,
  });
  const host = await startSharingHost({ assembly: writeAssembly({ Board: board }) });
  onTestFinished(() => host.close());
  return host;
}

interface Answer {
  readonly data: unknown;
  readonly errors?: readonly Readonly<Record<string, unknown>>[];
}

async function ask({ url, api }: Host, query: string, [key = ''] = api.apiKeys ?? []): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer;
}

/** The code of a function that runs this statement for each event. */
const doing = (body: string): string => `exports.handler = async (event) => { ${body} };`;

it("A resolver without code sends its context and returns the function's result", async () => {
  const host = await servedBy(doing('return { id: event.arguments.id, text: JSON.stringify(event) };'));
  const { data } = await ask(host, '{ notice(id: "1") { id mine: text } }');
  const { notice } = data as { readonly notice: { readonly id: string; readonly mine: string } };
  expect(notice.id).toBe('1');
  expect(JSON.parse(notice.mine)).toMatchObject({
    arguments: { id: '1' },
    identity: null,
    source: null,
    prev: null,
    stash: {},
    request: { headers: { 'content-type': 'application/json' } },
    info: {
      fieldName: 'notice',
      parentTypeName: 'Query',
      variables: {},
      selectionSetList: ['id', 'mine'],
      selectionSetGraphQL: '{\n  id\n  mine: text\n}',
    },
  });
});

it('An error of the function is the error of its field', async () => {
  const host = await servedBy(doing("throw new Error('The ink is frozen.');"));
  expect(await ask(host, '{ notice(id: "1") { id } }')).toMatchObject({
    data: { notice: null },
    errors: [{ path: ['notice'], errorType: 'Lambda:Unhandled', message: 'The ink is frozen.' }],
  });
});

it('A resolver with a batch size sends lists; each field gets its own data or error', async () => {
  const host = await servedBy(
    doing(`
      if (!Array.isArray(event)) return ['1', '2', '3'].map((id) => ({ id }));
      const size = 'one of ' + event.length;
      return event.map(({ source: { id } }) =>
        id === '2' ? { errorMessage: 'Number 2 is torn.', errorType: 'Torn' } : { data: id + ', ' + size });`),
    { All: direct('Query', 'notices'), Text: direct('Notice', 'text', { MaxBatchSize: 2 }) },
  );
  expect(await ask(host, '{ notices { text } }')).toMatchObject({
    data: { notices: [{ text: '1, one of 2' }, { text: null }, { text: '3, one of 1' }] },
    errors: [{ path: ['notices', 1, 'text'], errorType: 'Torn', message: 'Number 2 is torn.' }],
  });
});

it('An expired API key is rejected while another one still works', async () => {
  const [past, future] = [-1, 1].map((hours) => Math.floor(Date.now() / 1_000) + hours * 3_600);
  const host = await servedBy(doing('return { id: event.arguments.id };'), {
    Key: aResource('AWS::AppSync::ApiKey', { ApiId: apiId, Expires: past ?? 0 }),
    Other: aResource('AWS::AppSync::ApiKey', { ApiId: apiId, Expires: future ?? 0 }),
  });
  expect(host.api.apiKeys).toHaveLength(1);
  const query = '{ notice(id: "1") { id } }';
  expect(await ask(host, query)).toEqual({ data: { notice: { id: '1' } } });
  expect(await ask(host, query, ['da2-0000000000'])).toMatchObject({
    errors: [{ errorType: 'UnauthorizedException' }],
  });
});

it('rejects a schema larger than 1 MB', async () => {
  const Definition = `type Query { echo: String }\n${'#'.repeat(1_000_000)}`;
  const board = noticeBoard({ Schema: aResource('AWS::AppSync::GraphQLSchema', { ApiId: apiId, Definition }) });
  await expect(startSharingHost({ assembly: writeAssembly({ Board: board }) })).rejects.toThrow(
    new Error("Board/Schema is larger than 1 MB, AppSync's limit for a schema."),
  );
});
