import { describe, expect, it } from 'vitest';

import { readAssembly } from '../../../local/assembly/assembly.ts';
import type { TemplateResource, Value } from '../../../local/assembly/template.ts';
import { plan } from '../../../local/deploy/deploy.ts';
import { aResource, noticeBoard, writeAssembly } from '../../support/assemblies.ts';

function ignoredIn(more: Readonly<Record<string, TemplateResource>>): readonly string[] {
  return plan(readAssembly(writeAssembly({ Board: noticeBoard(more) }))).ignored;
}

function anApiWith(EnvironmentVariables: Readonly<Record<string, string>>): TemplateResource {
  return aResource('AWS::AppSync::GraphQLApi', { AuthenticationType: 'AWS_IAM', EnvironmentVariables });
}

const javaScript: Value = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };

describe('a resource without effect on clients', () => {
  it('is ignored, and listed', () => {
    expect(
      ignoredIn({
        Alarm: aResource('AWS::CloudWatch::Alarm'),
        Topic: aResource('AWS::SNS::Topic'),
        Firewall: aResource('AWS::WAFv2::WebACL'),
        Guarded: aResource('AWS::WAFv2::WebACLAssociation'),
        Health: aResource('AWS::CloudWatch::Dashboard'),
        Age: aResource('AWS::Logs::MetricFilter'),
        Google: aResource('AWS::Cognito::UserPoolIdentityProvider'),
        Pages: aResource('AWS::Cognito::UserPoolDomain'),
        Style: aResource('AWS::Cognito::ManagedLoginBranding'),
        Usage: aResource('AWS::CDK::Metadata'),
        Tools: aResource('AWS::Lambda::LayerVersion'),
      }),
    ).toEqual([
      'AWS::IAM::Role Board/Role',
      'AWS::CloudWatch::Alarm Board/Alarm',
      'AWS::SNS::Topic Board/Topic',
      'AWS::WAFv2::WebACL Board/Firewall',
      'AWS::WAFv2::WebACLAssociation Board/Guarded',
      'AWS::CloudWatch::Dashboard Board/Health',
      'AWS::Logs::MetricFilter Board/Age',
      'AWS::Cognito::UserPoolIdentityProvider Board/Google',
      'AWS::Cognito::UserPoolDomain Board/Pages',
      'AWS::Cognito::ManagedLoginBranding Board/Style',
      'AWS::CDK::Metadata Board/Usage',
      'AWS::Lambda::LayerVersion Board/Tools',
    ]);
  });

  it('is ignored if it is a rule for CloudTrail; other events and cron are rejected', () => {
    const rule = (more: Readonly<Record<string, Value>>) => ({ Rule: aResource('AWS::Events::Rule', more) });
    const types = (...list: string[]) => ({ EventPattern: { 'detail-type': list } });
    expect(ignoredIn(rule(types('AWS API Call via CloudTrail')))).toContain('AWS::Events::Rule Board/Rule');
    const served = [
      types('AWS API Call via CloudTrail', 'Order placed'),
      { EventPattern: { source: ['aws.cognito-idp'] } },
      { ScheduleExpression: 'cron(0 12 * * ? *)' },
      { ScheduleExpression: 'rate(0 days)' },
      { ...types('AWS API Call via CloudTrail'), ScheduleExpression: 'rate(1 day)' },
    ];
    for (const other of served) expect(() => ignoredIn(rule(other))).toThrow('(Board/Rule)');
    expect(ignoredIn(rule({ ScheduleExpression: 'rate(1 day)' }))).not.toContain('AWS::Events::Rule Board/Rule');
  });

  it('is ignored where only callers who sign could notice it, and the API knows none', () => {
    const Identities = aResource('AWS::Cognito::IdentityPool');
    expect(ignoredIn({ Identities })).toContain('AWS::Cognito::IdentityPool Board/Identities');
    const Api = aResource('AWS::AppSync::GraphQLApi', { AuthenticationType: 'AWS_IAM' });
    expect(() => ignoredIn({ Identities, Api })).toThrow('AWS::Cognito::IdentityPool (Board/Identities)');
  });

  it('is ignored with the CDK function that sets its log retention', () => {
    const ignored = ignoredIn({
      Retention: aResource('Custom::LogRetention', { ServiceToken: { 'Fn::GetAtt': ['Setter', 'Arn'] } }),
      Setter: aResource('AWS::Lambda::Function'),
    });
    expect(ignored).toContain('AWS::Lambda::Function Board/Setter');
  });
});

describe('what the host does not support', () => {
  const refusal = (more: Readonly<Record<string, TemplateResource>>): string => {
    try {
      ignoredIn(more);
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
    return 'nothing was refused';
  };

  it('is rejected before deployment, everything in one message', () => {
    expect(
      refusal({
        Cache: aResource('AWS::AppSync::ApiCache'),
        Worker: aResource('AWS::Lambda::Alias'),
        Weather: aResource('AWS::AppSync::DataSource', { ApiId: 'x', Name: 'weather', Type: 'HTTP', HttpConfig: {} }),
      }),
    ).toBe(
      'The local host cannot serve this app: it does not support ' +
        'AWS::AppSync::ApiCache (Board/Cache); ' +
        'AWS::Lambda::Alias (Board/Worker); ' +
        'HttpConfig of AWS::AppSync::DataSource (Board/Weather); ' +
        'a data source of type HTTP (Board/Weather).',
    );
  });

  it.each<[string, TemplateResource, string]>([
    [
      'mapping templates',
      aResource('AWS::AppSync::FunctionConfiguration', { Name: 'f' }),
      'mapping templates included',
    ],
    [
      'an older runtime',
      aResource('AWS::AppSync::Resolver', { Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '0.1.0' } }),
      'code for a runtime other than APPSYNC_JS 1.0.0',
    ],
    [
      'a cached resolver',
      aResource('AWS::AppSync::Resolver', { Runtime: javaScript, CachingConfig: { Ttl: 60 } }),
      'CachingConfig of AWS::AppSync::Resolver',
    ],
    ...['HTTP', 'RELATIONAL_DATABASE', 'AMAZON_OPENSEARCH_SERVICE', 'AMAZON_EVENTBRIDGE', 'AMAZON_BEDROCK_RUNTIME'].map(
      (Type): [string, TemplateResource, string] => [
        `a data source of type ${Type}`,
        aResource('AWS::AppSync::DataSource', { Type }),
        `a data source of type ${Type}`,
      ],
    ),
    [
      'mapping templates of a resolver',
      aResource('AWS::AppSync::Resolver', { DataSourceName: 'x', RequestMappingTemplate: '{}' }),
      'RequestMappingTemplate of AWS::AppSync::Resolver',
    ],
    [
      'a versioned data source',
      aResource('AWS::AppSync::DataSource', { Type: 'AMAZON_DYNAMODB', DynamoDBConfig: { Versioned: true } }),
      'Versioned of a DynamoDB data source',
    ],
    [
      'settings for asynchronous events of an alias',
      aResource('AWS::Lambda::EventInvokeConfig', { FunctionName: 'x', Qualifier: 'live' }),
      'settings of the alias or version live',
    ],
    [
      'a trigger of a user pool',
      aResource('AWS::Cognito::UserPool', { LambdaConfig: { PreSignUp: 'arn' } }),
      'LambdaConfig of AWS::Cognito::UserPool',
    ],
    [
      'a Lambda authorizer',
      aResource('AWS::AppSync::GraphQLApi', { AuthenticationType: 'AWS_LAMBDA' }),
      'authorization by AWS_LAMBDA',
    ],
    [
      'an unsupported additional authorization mode',
      aResource('AWS::AppSync::GraphQLApi', {
        AuthenticationType: 'AWS_IAM',
        AdditionalAuthenticationProviders: [{ AuthenticationType: 'OPENID_CONNECT' }],
      }),
      'authorization by OPENID_CONNECT',
    ],
    [
      'a merged API',
      aResource('AWS::AppSync::GraphQLApi', { AuthenticationType: 'AWS_IAM', ApiType: 'MERGED' }),
      'an API of type MERGED',
    ],
    [
      'a query depth that AppSync does not take',
      aResource('AWS::AppSync::GraphQLApi', { AuthenticationType: 'AWS_IAM', QueryDepthLimit: 76 }),
      'a QueryDepthLimit over 75',
    ],
    [
      'a count of resolvers that AppSync does not take',
      aResource('AWS::AppSync::GraphQLApi', { AuthenticationType: 'AWS_IAM', ResolverCountLimit: 10_001 }),
      'a ResolverCountLimit over 10000',
    ],
    [
      'too many environment variables',
      anApiWith(Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`V${index}`, 'x']))),
      'more than 50 environment variables (Board/Api)',
    ],
    [
      'an environment variable that is too long',
      anApiWith({ SHORT: 'x'.repeat(512), LONG: 'x'.repeat(513) }),
      'support the environment variable LONG, of more than 512 characters (Board/Api)',
    ],
    [
      'batches that are too large',
      aResource('AWS::AppSync::FunctionConfiguration', { DataSourceName: 'x', MaxBatchSize: 2_001 }),
      'a MaxBatchSize over 2000',
    ],
    [
      'a table in two regions',
      aResource('AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'eu-west-1' }, { Region: 'us-east-1' }] }),
      'replicas of a table in other regions',
    ],
    ['an unknown property', aResource('AWS::DynamoDB::Table', { Flavour: 'mild' }), 'Flavour of AWS::DynamoDB::Table'],
    [
      'a function that needs a layer',
      aResource('AWS::Lambda::Function', { Runtime: 'nodejs22.x', Layers: ['arn'] }),
      'Layers of AWS::Lambda::Function',
    ],
    ['an unknown type', aResource('AWS::Quantum::Leap'), 'AWS::Quantum::Leap (Board/Subject)'],
    ['a stack in a stack', aResource('AWS::CloudFormation::Stack'), 'AWS::CloudFormation::Stack'],
    ['a merge of APIs', aResource('AWS::AppSync::SourceApiAssociation'), 'AWS::AppSync::SourceApiAssociation'],
    ['an address of its own', aResource('AWS::AppSync::DomainName'), 'AWS::AppSync::DomainName'],
    [
      'a stream read in windows',
      aResource('AWS::Lambda::EventSourceMapping', { TumblingWindowInSeconds: 60 }),
      'TumblingWindowInSeconds of AWS::Lambda::EventSourceMapping',
    ],
  ])('is rejected by name: %s', (_what, resource, name) => {
    const Subject = resource;
    // A second API is rejected later; here only the unsupported setting counts.
    const sentence = resource.Type === 'AWS::AppSync::GraphQLApi' ? refusal({ Api: resource }) : refusal({ Subject });
    expect(sentence).toContain(name);
  });
});

it('rejects an assembly without an API or with two', () => {
  expect(() => plan(readAssembly(writeAssembly({ Empty: {} })))).toThrow('The assembly declares no AppSync API');
  const Second = aResource('AWS::AppSync::GraphQLApi', { Name: 'second', AuthenticationType: 'AWS_IAM' });
  expect(() => plan(readAssembly(writeAssembly({ Board: noticeBoard({ Second }) })))).toThrow(
    'The local host serves one AppSync API, but the assembly declares 2: Board/Api, Board/Second.',
  );
});
