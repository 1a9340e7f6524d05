import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { summarize } from '../support/infra/summary.ts';
import { takeItApp } from '../support/infra/synthesize.ts';

const { app, data, api } = takeItApp('dev');
const template = Template.fromStack(api);

describe('the API', () => {
  it('accepts tokens of the user pool and IAM signatures', () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      UserPoolConfig: Match.objectLike({ DefaultAction: 'ALLOW' }),
      AdditionalAuthenticationProviders: [{ AuthenticationType: 'AWS_IAM' }],
    });
  });

  it('limits the depth of a query and the number of its resolvers', () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', { QueryDepthLimit: 8, ResolverCountLimit: 25 });
  });

  it('allows introspection in dev, not in prod', () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', { IntrospectionConfig: 'ENABLED' });
    const inProduction = Template.fromStack(takeItApp('prod').api);
    inProduction.hasResourceProperties('AWS::AppSync::GraphQLApi', { IntrospectionConfig: 'DISABLED' });
  });

  it('logs errors without content for a month, and traces', () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      LogConfig: Match.objectLike({ FieldLogLevel: 'ERROR', ExcludeVerboseContent: true }),
      XrayEnabled: true,
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: { 'Fn::Join': ['', ['/aws/appsync/apis/', Match.anyValue()]] },
      RetentionInDays: 30,
    });
  });

  it('may only access the table and invoke its two resolver functions', () => {
    const statements = Object.entries(template.findResources('AWS::IAM::Policy'))
      .filter(([id]) => /^Api(?!Logs)/.test(id))
      .flatMap(
        ([, { Properties }]) => (Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
      );
    const isCall = ({ Action }: Statement) => Action === 'lambda:InvokeFunction';
    const called = statements.filter(isCall).map(({ Resource }) => Resource);
    const functionNamed = (name: string) => ({
      'Fn::GetAtt': [expect.stringMatching(new RegExp(`^${name}Function[0-9A-F]{8}$`)) as string, 'Arn'],
    });
    expect(called).toHaveLength(2);
    expect(called).toEqual(expect.arrayContaining(['AccountRemoval', 'PlaceSearch'].map(functionNamed)));
    const ofTable = statements.filter((statement) => !isCall(statement));
    for (const { Action, Resource } of ofTable) {
      expect(JSON.stringify(Action)).not.toContain('*');
      expect(JSON.stringify(Action)).not.toMatch(/Scan|BatchWrite|DeleteTable/);
      expect(JSON.stringify(Resource)).not.toContain('*');
    }
    expect(ofTable).toHaveLength(3);
  });

  it('is synthesized without warnings', () => {
    for (const stack of [data, api]) {
      expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
      expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
    }
  });

  it('matches the golden summary', async () => {
    await expect(summarize(app)).toMatchFileSnapshot('summary.txt');
  });
});

interface Statement {
  readonly Action: unknown;
  readonly Resource: unknown;
}
