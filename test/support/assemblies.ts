import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readAssembly } from '../../local/assembly/assembly.ts';
import { Resources } from '../../local/assembly/resources.ts';
import type { Template, TemplateResource, Value, ValueMap } from '../../local/assembly/template.ts';

/** A folder of this test's own. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'local-host-'));
}

/** Writes a cloud assembly of hand-written templates, by stack name; a later stack depends on those before it. */
export function writeAssembly(stacks: Readonly<Record<string, Template>>, directory = temporaryDirectory()): string {
  mkdirSync(directory, { recursive: true });
  const names = Object.keys(stacks);
  const artifacts = names.map((name, index) => [
    name,
    {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: `${name}.template.json` },
      dependencies: names.slice(0, index),
    },
  ]);
  writeFileSync(
    join(directory, 'manifest.json'),
    JSON.stringify({ artifacts: Object.fromEntries(artifacts) as unknown }),
  );
  for (const [name, template] of Object.entries(stacks)) {
    writeFileSync(join(directory, `${name}.template.json`), JSON.stringify(template));
  }
  return directory;
}

/** The resources of hand-written templates, as if they were to be deployed. */
export function resourcesOf(stacks: Readonly<Record<string, Template>>): Resources {
  const environment = { account: '000000000000', region: 'eu-west-1', partition: 'aws' };
  return new Resources(readAssembly(writeAssembly(stacks)), environment);
}

export function aResource(Type: string, Properties: ValueMap = {}): TemplateResource {
  return { Type, Properties };
}

const echo = `
  import { util } from '@aws-appsync/utils';
  export function request(ctx) { return { payload: ctx.args.text }; }
  export function response(ctx) { return ctx.result; }`;

const put = `
  import { util } from '@aws-appsync/utils';
  export function request(ctx) {
    return {
      operation: 'PutItem',
      key: util.dynamodb.toMapValues({ id: ctx.args.id }),
      attributeValues: util.dynamodb.toMapValues({ text: ctx.args.text, by: ctx.identity.claims.name }),
    };
  }
  export function response(ctx) { return ctx.result; }`;

const get = `
  import { util } from '@aws-appsync/utils';
  export function request(ctx) {
    return { operation: 'GetItem', key: util.dynamodb.toMapValues({ id: ctx.args.id }) };
  }
  export function response(ctx) { return ctx.result; }`;

/** A notice board: one table, one user pool, one API, written as CloudFormation takes it. */
export function noticeBoard(more: Readonly<Record<string, TemplateResource>> = {}): Template {
  const apiId = { 'Fn::GetAtt': ['Api', 'ApiId'] };
  const resolver = (TypeName: string, FieldName: string, DataSourceName: Value, Code: string): TemplateResource =>
    aResource('AWS::AppSync::Resolver', {
      ApiId: apiId,
      TypeName,
      FieldName,
      DataSourceName,
      Code,
      Kind: 'UNIT',
      Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
    });
  return {
    Resources: {
      Notices: aResource('AWS::DynamoDB::Table', {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
      People: aResource('AWS::Cognito::UserPool', {
        UsernameAttributes: ['email'],
        AutoVerifiedAttributes: ['email'],
        Schema: [
          { Name: 'email', Required: true, Mutable: true },
          { Name: 'name', Required: true, Mutable: true },
        ],
      }),
      App: aResource('AWS::Cognito::UserPoolClient', {
        UserPoolId: { Ref: 'People' },
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      }),
      Api: aResource('AWS::AppSync::GraphQLApi', {
        Name: 'Notice board',
        AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
        UserPoolConfig: { UserPoolId: { Ref: 'People' }, DefaultAction: 'ALLOW', AwsRegion: { Ref: 'AWS::Region' } },
      }),
      Schema: aResource('AWS::AppSync::GraphQLSchema', {
        ApiId: apiId,
        Definition: `
          type Query { echo(text: String!): String notice(id: ID!): Notice }
          type Mutation { post(id: ID!, text: String!): Notice }
          type Notice { id: ID! text: String! by: String }`,
      }),
      Nothing: aResource('AWS::AppSync::DataSource', { ApiId: apiId, Name: 'nothing', Type: 'NONE' }),
      Table: aResource('AWS::AppSync::DataSource', {
        ApiId: apiId,
        Name: 'notices',
        Type: 'AMAZON_DYNAMODB',
        DynamoDBConfig: { TableName: { Ref: 'Notices' }, AwsRegion: { Ref: 'AWS::Region' } },
        ServiceRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      }),
      Role: aResource('AWS::IAM::Role', {}),
      Echo: resolver('Query', 'echo', { 'Fn::GetAtt': ['Nothing', 'Name'] }, echo),
      Read: resolver('Query', 'notice', { 'Fn::GetAtt': ['Table', 'Name'] }, get),
      Write: resolver('Mutation', 'post', { 'Fn::GetAtt': ['Table', 'Name'] }, put),
      ...more,
    },
    Outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'GraphQLUrl'] } }, Table: { Value: { Ref: 'Notices' } } },
  };
}

/** The code of all resolvers of a template. */
export function codesOf({ Resources: resources = {} }: Template): readonly string[] {
  return Object.values(resources).flatMap(({ Properties: { Code: code } = {} }) =>
    typeof code === 'string' ? [code] : [],
  );
}
