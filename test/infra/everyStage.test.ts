import { App, Aws, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';

import { configurationOf } from '../../infra/configuration.ts';
import { stageOf } from '../../infra/stage.ts';
import { TakeItData } from '../../infra/TakeItData.ts';
import { readAssembly } from '../../local/assembly/assembly.ts';
import { plan } from '../../local/deploy/deploy.ts';
import { type RoleInTemplate, rolesIn } from '../support/infra/roles.ts';
import { aTakeItApp, EVERYTHING } from '../support/infra/synthesize.ts';
import { ofType, resourcesIn } from '../support/infra/templates.ts';

/** CloudFormation's quotas (AWS CloudFormation user guide, "Understand CloudFormation quotas"). */
const MOST_RESOURCES = 500;
const MOST_OUTPUTS = 200;
const MOST_BYTES = 1_000_000;

/** Actions that AWS cannot restrict to a resource (Service Authorization Reference), and why a role needs them. */
const FOR_ALL: Readonly<Record<string, string>> = {
  'xray:PutTraceSegments': 'a function traces its calls',
  'xray:PutTelemetryRecords': 'a function traces its calls',
  'dynamodb:ListStreams': 'Lambda reads the stream with the role of the function that it invokes',
};

const dev = aTakeItApp('dev', {}, true);
const stages: readonly (readonly [string, ReturnType<typeof aTakeItApp>])[] = [
  ['dev', dev],
  ['prod', aTakeItApp('prod', {}, true)],
  ['prod, with everything set,', aTakeItApp('prod', EVERYTHING, true)],
];

describe.each(stages)('%s', (_, { app, data, api }) => {
  const stacks = resourcesIn(app);
  const roles = [...stacks.values()].flatMap(rolesIn);
  const rights = roles.flatMap((role) => role.rights);

  it('breaks no rule of AwsSolutions', () => {
    expect(violationsOf(app)).toEqual([]);
  });

  it('has no empty list or map where CloudFormation rejects one', () => {
    const found = app.synth().stacks.map(({ stackName, template }) => [stackName, emptyIn(template as object)]);
    expect(found.length).toBeGreaterThan(1);
    expect(found).toEqual(found.map(([name]) => [name, []]));
  });

  it('the data stack exports what the API imports, used or not', () => {
    const alone = new App({ context: { ...(app.node.getAllContext() as Record<string, unknown>) } });
    const dataStack = new TakeItData(alone, 'TakeItData', {
      stage: stageOf(alone),
      configuration: configurationOf(alone, stageOf(alone), Aws.ACCOUNT_ID),
      stackName: data.stackName,
    });
    const outputs = Object.values(Template.fromStack(dataStack).findOutputs('*'));
    const exported = new Set(outputs.map((output) => (output['Export'] as { Name: string } | undefined)?.Name));
    const template = JSON.stringify(app.synth().getStackByName(api.stackName).template);
    const imported = [...template.matchAll(/"Fn::ImportValue":"([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(imported).size).toBeGreaterThan(5);
    expect([...new Set(imported)].filter((name) => !exported.has(name))).toEqual([]);
  });

  it("needs less than two thirds of CloudFormation's limits", () => {
    for (const { template } of app.synth().stacks) {
      const { Resources, Outputs = {} } = template as { Resources: object; Outputs?: object };
      expect(Object.keys(Resources).length).toBeLessThan((2 * MOST_RESOURCES) / 3);
      expect(Object.keys(Outputs).length).toBeLessThan((2 * MOST_OUTPUTS) / 3);
      expect(JSON.stringify(template, null, 1).length).toBeLessThan((2 * MOST_BYTES) / 3);
    }
  });

  it('gives each role to one service, and only inline policies', () => {
    expect(roles).not.toEqual([]);
    for (const { trusts, managed } of roles) {
      expect(trusts).toEqual([expect.stringMatching(/^(lambda|appsync)\.amazonaws\.com$/)]);
      expect(managed).toEqual([]);
    }
    for (const resources of stacks.values()) {
      expect(ofType(resources, 'AWS::IAM::ManagedPolicy')).toEqual([]);
      expect(ofType(resources, 'AWS::IAM::User')).toEqual([]);
    }
  });

  it('uses "*" only for actions that AWS cannot restrict', () => {
    const actions = rights.flatMap((right) => right.actions);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    const onAll = rights.filter(({ on }) => on.some((resource) => resource.includes('*')));
    expect(onAll.map(({ on }) => on)).toEqual(onAll.map(() => ['*']));
    expect(new Set(onAll.flatMap((right) => right.actions))).toEqual(new Set(Object.keys(FOR_ALL)));
  });

  it('gives topics, queues and functions only to services of this account', () => {
    const policies = ['AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'].flatMap((type) =>
      [...stacks.values()].flatMap((resources) => ofType(resources, type)),
    );
    const allowed = policies
      .flatMap(
        ({ PolicyDocument }) => (PolicyDocument as { Statement: { Effect: string; Principal: object }[] }).Statement,
      )
      .filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.map(({ Principal }) => Principal)).toEqual([
      { Service: 'cloudwatch.amazonaws.com' },
      { Service: 'events.amazonaws.com' },
    ]);
    const permissions = [...stacks.values()].flatMap((resources) => ofType(resources, 'AWS::Lambda::Permission'));
    expect(permissions.map(({ Principal }) => Principal)).toEqual(['events.amazonaws.com', 'events.amazonaws.com']);
    for (const { SourceArn } of permissions) expect(SourceArn).toBeDefined();
  });

  it('runs on the local host, which ignores resources without effect on clients', () => {
    const { ignored } = plan(readAssembly(app.synth().directory));
    const types = new Set(ignored.map((resource) => resource.split(' ')[0]));
    const created = new Set(Object.values(stacks.get(api.stackName) ?? {}).map(({ Type }) => Type));
    for (const type of [
      'AWS::WAFv2::WebACL',
      'AWS::CloudWatch::Dashboard',
      'AWS::Logs::MetricFilter',
      'AWS::Events::Rule',
    ]) {
      expect(created).toContain(type);
      expect(types).toContain(type);
    }
  });
});

/** Without what hands over pushes: push.test.ts says what that is. */
function withoutPush(role: RoleInTemplate): RoleInTemplate {
  const isPush = ({ actions, on }: RoleInTemplate['rights'][number]) =>
    (actions.includes('lambda:InvokeFunction') && on.some((one) => one.startsWith('NotifyFunction'))) ||
    (role.name.startsWith('ChangePublisher') && actions.includes('dynamodb:PutItem'));
  return { ...role, rights: role.rights.filter((right) => !isPush(right)) };
}

describe('the stages', () => {
  const rolesOf = (at: number) => {
    const { app } = stages[at]?.[1] ?? dev;
    // The web app's stack has no role.
    const all = [...resourcesIn(app)].filter(([name]) => !name.startsWith('TakeItWeb'));
    return JSON.stringify(all.map(([, resources]) => rolesIn(resources).map(withoutPush)));
  };

  it('allow the same in dev and prod, with any settings but those of push', () => {
    expect(rolesOf(1).replaceAll('-prod', '-dev')).toBe(rolesOf(0));
    expect(rolesOf(2).replaceAll(/,?\{"name":"NotifyFunctionRole\w+",.*?"managed":\[\]\}/g, '')).toBe(rolesOf(1));
  });

  it('acknowledge rules of AwsSolutions only here, each with a reason', () => {
    const places = dev.app.node.findAll().flatMap((node) =>
      node.node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.entries(data as Record<string, string>))
        .map(([id, reason]) => {
          expect(reason.length).toBeGreaterThan(40);
          return `${node.node.path} ${id.replace(/^.*::(?=AwsSolutions)/, '')}`;
        }),
    );
    expect(places.sort()).toEqual([
      'TakeItApi/AccountRemoval/FunctionRole AwsSolutions-IAM5[Resource::*]',
      'TakeItApi/Api/GraphqlApi AwsSolutions-ASC3',
      'TakeItApi/ChangePublisher/Reader/DeadLetters AwsSolutions-SQS3',
      'TakeItApi/ChangePublisher/Reader/FunctionRole AwsSolutions-IAM5[Resource::*]',
      'TakeItApi/DeletedUsers/DeadLetters AwsSolutions-SQS3',
      'TakeItApi/DeletedUsers/FunctionRole AwsSolutions-IAM5[Resource::*]',
      'TakeItApi/FollowUp/Reader/DeadLetters AwsSolutions-SQS3',
      'TakeItApi/FollowUp/Reader/FunctionRole AwsSolutions-IAM5[Resource::*]',
      'TakeItApi/PlaceSearch/FunctionRole AwsSolutions-IAM5[Resource::*]',
      'TakeItApi/ReportWatch/FunctionRole AwsSolutions-IAM5[Resource::*]',
      'TakeItData/Identity/UserPool AwsSolutions-COG1',
      'TakeItData/Identity/UserPool AwsSolutions-COG2',
      'TakeItData/Identity/UserPool AwsSolutions-COG8',
    ]);
  });

  it('are checked by rules that find mistakes', () => {
    const app = new App();
    new Queue(new Stack(app, 'Careless'), 'Letters');
    expect(violationsOf(app)).toContain('AwsSolutions-SQS4 Careless/Letters/Resource');
  });
});

/** The places where an empty map is valid: an action of WAF without settings. */
const MEANT = /\.(Allow|Block|Count|None)$/;

/** The paths of all empty lists and maps in a template. */
function emptyIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return MEANT.test(path) ? [] : [path];
  return entries.flatMap(([name, inner]) => emptyIn(inner, `${path}.${name}`));
}

/** `rule place`, for errors and warnings. */
function violationsOf(app: App): string[] {
  return new AwsSolutionsChecks()
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath ?? ''}`),
    );
}
