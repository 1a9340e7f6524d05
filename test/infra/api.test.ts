import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { bundle, MOST_CHARACTERS } from '../../infra/bundle.ts';
import { DATA_SOURCES } from '../../infra/dataSources.ts';
import { takeItApp } from '../support/synthesize.ts';
import { summarize } from '../support/summary.ts';

const { app, data, api } = takeItApp('dev');
const template = Template.fromStack(api);

describe('the API', () => {
  it("is for the user pool's people, and for IAM beside them", () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      UserPoolConfig: Match.objectLike({ DefaultAction: 'ALLOW' }),
      AdditionalAuthenticationProviders: [{ AuthenticationType: 'AWS_IAM' }],
    });
  });

  it('answers no query that goes round in circles, or asks for far more than a screen shows', () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', { QueryDepthLimit: 8, ResolverCountLimit: 1_000 });
  });

  it('tells its schema to developers, and in production to nobody', () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', { IntrospectionConfig: 'ENABLED' });
    const inProduction = Template.fromStack(takeItApp('prod').api);
    inProduction.hasResourceProperties('AWS::AppSync::GraphQLApi', { IntrospectionConfig: 'DISABLED' });
  });

  it('logs errors without what was asked for and answered, for a month, and traces', () => {
    template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      LogConfig: Match.objectLike({ FieldLogLevel: 'ERROR', ExcludeVerboseContent: true }),
      XrayEnabled: true,
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: { 'Fn::Join': ['', ['/aws/appsync/apis/', Match.anyValue()]] },
      RetentionInDays: 30,
    });
  });

  it('may touch the table and call the removal of accounts, and each data source only in the way that it is for', () => {
    const statements = Object.entries(template.findResources('AWS::IAM::Policy'))
      .filter(([id]) => /^Api(?!Logs)/.test(id))
      .flatMap(
        ([, { Properties }]) => (Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
      );
    const isCall = ({ Action }: Statement) => Action === 'lambda:InvokeFunction';
    const [call, ...more] = statements.filter(isCall);
    expect(more).toEqual([]);
    expect(call?.Resource).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^AccountRemovalFunction[0-9A-F]{8}$/), 'Arn'],
    });
    const ofTable = statements.filter((statement) => !isCall(statement));
    for (const { Action, Resource } of ofTable) {
      expect(JSON.stringify(Action)).not.toContain('*');
      expect(JSON.stringify(Action)).not.toMatch(/Scan|Batch|DeleteTable/);
      expect(JSON.stringify(Resource)).not.toContain('*');
    }
    expect(ofTable).toHaveLength(3);
  });

  it('is synthesized without a warning', () => {
    for (const stack of [data, api]) {
      expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
      expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
    }
  });

  it('is, on one page, what the golden summary says', async () => {
    await expect(summarize(app)).toMatchFileSnapshot('summary.txt');
  });
});

interface Statement {
  readonly Action: unknown;
  readonly Resource: unknown;
}

describe("a resolver's bundle", () => {
  const bundles = bundle(Object.keys(DATA_SOURCES).map((file) => `resolvers/${file}.ts`));
  it.each(Object.keys(DATA_SOURCES))('%s is one module that AppSync takes', (file) => {
    const code = bundles.get(`resolvers/${file}.ts`) ?? '';
    const imports = [...code.matchAll(/^import .* from "(.*)";$/gm)].map(([, from]) => from);
    const [, map] = code.split('//# sourceMappingURL=data:application/json;base64,');
    expect(imports.filter((from) => !/^@aws-appsync\/utils(\/dynamodb)?$/.test(from ?? ''))).toEqual([]);
    expect(code).toMatch(/^export \{\n {2}request,\n {2}(response2 as )?response\n\};$/m);
    expect(code.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    // A map that doesn't fit beside its code is left out.
    const sources = map === undefined ? [] : sourcesOf(map);
    expect(sources.filter((source) => !/^(\.\.\/)+resolvers\//.test(source))).toEqual([]);
  });
});

function sourcesOf(map: string): string[] {
  return (JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] }).sources;
}
