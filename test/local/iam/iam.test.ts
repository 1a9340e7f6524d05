import { describe, expect, it, onTestFinished } from 'vitest';

import { nameOf } from '../../../local/assembly/resources.ts';
import type { TemplateResource, Value } from '../../../local/assembly/template.ts';
import type { Rights } from '../../../local/iam/policies.ts';
import { rightsOf, rightsOfRole } from '../../../local/iam/policies.ts';
import { Principals } from '../../../local/iam/principals.ts';
import { iamVerifier } from '../../../local/iam/verifier.ts';
import { aResource, resourcesOf } from '../../support/assemblies.ts';
import type { Answer } from '../../support/host/servedApi.ts';
import { anApi, answering, served } from '../../support/host/servedApi.ts';
import type { Signing } from '../../support/signing.ts';
import { signedHeaders } from '../../support/signing.ts';

const schema = `
  type Query { me: AWSJSON @aws_iam  anyone: String @aws_api_key @aws_iam  phones: String @aws_api_key  place: Place @aws_iam }
  type Mutation { publish: String @aws_iam  remove: String @aws_iam }
  type Place @aws_iam { city: String }`;

const role = 'arn:aws:iam::123456789012:role/publisher';

/** An API that accepts signed requests from a developer and from a function whose role has these rights. */
async function anIamApi(rights: Rights = () => true) {
  const api = anApi({
    schema,
    additionalAuthentication: [{ type: 'AWS_IAM' }],
    resolvers: {
      'Query.me': answering('ctx.identity'),
      'Query.anyone': answering('util.authType()'),
      'Query.place': answering("{ city: 'Riga' }"),
      'Mutation.publish': answering("'published'"),
      'Mutation.remove': answering("'removed'"),
    },
  });
  const principals = new Principals(api.accountId);
  const fn = principals.addRoleSession(role, 'publish-changes', rights).credentials;
  const developer = principals.addUser('developer').credentials;
  const running = await served(api, { bySignature: iamVerifier(api, principals) });
  onTestFinished(running.close);
  const ask = async (
    query: string,
    signing: Partial<Signing> = {},
    change: (body: string) => string = (b) => b,
  ): Promise<Answer> => {
    const body = JSON.stringify({ query });
    const headers = await signedHeaders({ credentials: fn, url: running.url, body, region: api.region, ...signing });
    return running.post(change(body), headers);
  };
  return { ask, developer, fn, post: running.post };
}

describe('a signed request', () => {
  it("has its role's session as identity for resolvers", async () => {
    const { ask } = await anIamApi();
    const { body } = await ask('{ me anyone place { city } }');
    const { me, ...rest } = body.data as { me: string };
    expect(JSON.parse(me)).toEqual({
      accountId: '123456789012',
      cognitoIdentityPoolId: null,
      cognitoIdentityId: null,
      cognitoIdentityAuthType: null,
      cognitoIdentityAuthProvider: null,
      sourceIp: ['127.0.0.1'],
      username: expect.stringMatching(/^AROA[0-9A-F]{16}:publish-changes$/) as string,
      userArn: 'arn:aws:sts::123456789012:assumed-role/publisher/publish-changes',
    });
    expect(rest).toEqual({ anyone: 'IAM Authorization', place: { city: 'Riga' } });
  });

  it('may access only what @aws_iam allows', async () => {
    const { ask } = await anIamApi();
    const { body } = await ask('{ phones }');
    expect(body).toMatchObject({
      data: { phones: null },
      errors: [{ errorType: 'Unauthorized', message: 'Not Authorized to access phones on type Query' }],
    });
  });

  it('may access what its role allows, field by field', async () => {
    const { ask } = await anIamApi(
      (action, resource) => action === 'appsync:GraphQL' && resource.endsWith('/types/Mutation/fields/publish'),
    );
    const { body } = await ask('mutation { publish remove }');
    expect(body).toMatchObject({
      data: { publish: 'published', remove: null },
      errors: [
        { path: ['remove'], errorType: 'Unauthorized', message: 'Not Authorized to access remove on type Mutation' },
      ],
    });
  });

  it('of the developer may access everything', async () => {
    const { ask, developer } = await anIamApi(() => false);
    const { body } = await ask('mutation { publish remove }', { credentials: developer });
    expect(body).toEqual({ data: { publish: 'published', remove: 'removed' } });
  });

  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  it.each<[string, Partial<Signing>, ((body: string) => string)?]>([
    ['of a key nobody has', { credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' } }],
    ['for another service', { service: 'execute-api' }],
    ['for another region', { region: 'ap-south-1' }],
    ['for another path', { path: '/graphql/connect' }],
    ['from six minutes ago', { date: minutes(-6) }],
    ['from six minutes ahead', { date: minutes(6) }],
    ['whose body was changed on the way', {}, (body) => body.replace('publish', 'remove')],
  ])('%s is rejected', async (_what, signing, change) => {
    const { ask } = await anIamApi();
    const { status, body } = await ask('mutation { publish }', signing, change);
    expect({ status, ...body }).toEqual({
      status: 401,
      errors: [{ errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.' }],
    });
  });

  it('is rejected with another secret or without the session token', async () => {
    const { ask, fn } = await anIamApi();
    const { accessKeyId, secretAccessKey, sessionToken = '' } = fn;
    const forged = { accessKeyId, sessionToken, secretAccessKey: `${secretAccessKey}0` };
    expect((await ask('mutation { publish }', { credentials: forged })).status).toBe(401);
    expect((await ask('mutation { publish }', { credentials: { accessKeyId, secretAccessKey } })).status).toBe(401);
  });

  it('is rejected if its header is not a signature', async () => {
    const { post } = await anIamApi();
    const { status } = await post('{"query":"{ me }"}', { authorization: 'AWS4-HMAC-SHA256 Credential=x' });
    expect(status).toBe(401);
  });
});

describe('the rights of a role', () => {
  const field = 'arn:aws:appsync:eu-west-1:000000000000:apis/abc/types/Mutation/fields/publish';

  function rights(
    more: Readonly<Record<string, TemplateResource>>,
    properties: Readonly<Record<string, Value>> = {},
  ): Rights {
    const resources = resourcesOf({ Board: { Resources: { Role: aResource('AWS::IAM::Role', properties), ...more } } });
    const [found] = resources.ofType('AWS::IAM::Role');
    expect(found && nameOf(found)).toBe('Board/Role');
    return rightsOf(resources, 'arn:aws:iam::000000000000:role/Board-Role', 'appsync');
  }
  const policy = (...Statement: Value[]) =>
    aResource('AWS::IAM::Policy', { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement } });
  const statement = (Action: Value, Resource: Value, Effect = 'Allow') => ({ Action, Resource, Effect });

  it.each<[string, Value, Value, boolean]>([
    ['the field itself', 'appsync:GraphQL', field, true],
    [
      'every field of the API',
      'appsync:GraphQL',
      { 'Fn::Sub': 'arn:aws:appsync:${AWS::Region}:${AWS::AccountId}:apis/abc/*' },
      true,
    ],
    ['one of several', ['dynamodb:GetItem', 'appsync:graphql'], ['arn:other', field], true],
    ['a character left open', 'appsync:Graph??', field, true],
    ['everything', '*', '*', true],
    ['another field', 'appsync:GraphQL', `${field}ed`, false],
    ['another action', 'appsync:ListApis', '*', false],
    ['a dot for any character', 'appsync:GraphQL', field.replace('aws', '...'), false],
  ])('follow from a statement about %s', (_what, action, resource, allowed) => {
    expect(rights({ Policy: policy(statement(action, resource)) })('appsync:GraphQL', field)).toBe(allowed);
  });

  it('are empty without a policy, and exclude what any policy denies', () => {
    expect(rights({})('appsync:GraphQL', field)).toBe(false);
    const denied = { Policy: policy(statement('*', '*')), Denial: policy(statement('appsync:*', field, 'Deny')) };
    expect(rights(denied)('appsync:GraphQL', field)).toBe(false);
  });

  it('follow from inline policies and managed policies', () => {
    const document = { Statement: statement('appsync:GraphQL', field) };
    const inline = rights({}, { Policies: [{ PolicyName: 'p', PolicyDocument: document }] });
    const managed = rights(
      { Managed: aResource('AWS::IAM::ManagedPolicy', { PolicyDocument: document }) },
      { ManagedPolicyArns: [{ Ref: 'Managed' }] },
    );
    expect([inline('appsync:GraphQL', field), managed('appsync:GraphQL', field)]).toEqual([true, true]);
  });

  it('ignore statements about other services, which may refer to unknown values', () => {
    const unknown = statement('sns:Publish', { 'Fn::GetAtt': ['Nobody', 'Arn'] });
    expect(rights({ Policy: policy(unknown, statement('appsync:GraphQL', field)) })('appsync:GraphQL', field)).toBe(
      true,
    );
  });

  it('are rejected by name if they depend on conditions or on a policy of AWS', () => {
    const conditional = {
      ...statement('appsync:GraphQL', field),
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    };
    expect(() => rights({ Policy: policy(conditional) })).toThrow('Board/Policy: Condition in a policy about appsync');
    const full = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(() => rights({}, { ManagedPolicyArns: [full] })).toThrow(`Board/Role: the policy ${full} is not supported`);
  });

  it('on another service follow from its own statements, which are read when they are first asked for', () => {
    const conditional = { ...statement('lambda:InvokeFunction', '*'), Condition: { Bool: { 'aws:X': 'true' } } };
    const all = (...statements: Value[]) =>
      rightsOfRole(
        resourcesOf({ Board: { Resources: { Role: aResource('AWS::IAM::Role'), Policy: policy(...statements) } } }),
        'arn:aws:iam::000000000000:role/Board-Role',
      );
    const fn = 'arn:aws:lambda:eu-west-1:000000000000:function:bell';
    const granted = all(statement(['lambda:InvokeFunction', 'appsync:GraphQL'], [fn, `${fn}:*`]));
    expect([granted('lambda:InvokeFunction', fn), granted('lambda:InvokeFunction', `${fn}s`)]).toEqual([true, false]);
    expect(granted('secretsmanager:GetSecretValue', fn)).toBe(false);
    const broken = all(conditional);
    expect(broken('appsync:GraphQL', field)).toBe(false);
    expect(() => broken('lambda:InvokeFunction', fn)).toThrow('Condition in a policy about lambda is not supported');
  });

  it.each([
    ['lambda', 'arn:aws:iam::aws:policy/AWSLambda_FullAccess'],
    ['lambda', 'arn:aws:iam::aws:policy/service-role/AWSLambdaRole'],
    ['secretsmanager', 'arn:aws:iam::aws:policy/SecretsManagerReadWrite'],
  ])('on %s are rejected by name if they depend on %s', (service, arn) => {
    const resources = resourcesOf({
      Board: { Resources: { Role: aResource('AWS::IAM::Role', { ManagedPolicyArns: [arn] }) } },
    });
    const role = 'arn:aws:iam::000000000000:role/Board-Role';
    expect(() => rightsOf(resources, role, service)).toThrow(`the policy ${arn} is not supported`);
  });
});
