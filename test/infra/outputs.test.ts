import { Amplify, type ResourcesConfig } from 'aws-amplify';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { runCommand } from '../support/commands.ts';
import { runOutputs } from '../support/infra/outputsCommand.ts';
import { takeItApp } from '../support/infra/synthesize.ts';

const { Outputs } = Template.fromStack(takeItApp('prod').api).toJSON() as { Outputs: object };

/** The outputs of a stage without optional settings, as CDK writes them. */
const PLAIN = {
  Url: 'https://abcdefghijklmnopqrstuvwxyz.appsync-api.eu-central-1.amazonaws.com/graphql',
  Region: 'eu-central-1',
  UserPoolId: 'eu-central-1_AbCdEfGhI',
  UserPoolClientId: '1a2b3c4d5e6f7g8h9i0j1k2l3m',
  MfaConfiguration: 'NONE',
  TableName: 'TakeItData-dev-TablesMainBB1D2EBD-1A2B3C4D5E6F',
};
const HOSTED = {
  ...PLAIN,
  AuthDomain: 'takeit-dev-123456789012.auth.eu-central-1.amazoncognito.com',
  AuthProviders: 'GOOGLE,FACEBOOK,SIGN_IN_WITH_APPLE',
  AuthScopes: 'openid,email,profile,aws.cognito.signin.user.admin',
  CallbackUrls: 'takeit://callback/,http://localhost:3000/',
  LogoutUrls: 'takeit://signout/,http://localhost:3000/',
};
const dev = (outputs: object) => ({ 'TakeItApi-dev': outputs, 'TakeItData-dev': { ExportsOutputRefX: 'x' } });

/** Amplify's configuration after it has read a file. */
function configuredBy(written: unknown): ResourcesConfig {
  // The type has keys that a file leaves out.
  Amplify.configure(written as Parameters<typeof Amplify.configure>[0]);
  return Amplify.getConfig();
}

describe('npm run outputs', () => {
  it('writes what Amplify needs to know about a stage', async () => {
    const { status, printed, written } = await runOutputs(dev(PLAIN), [], runCommand);
    expect([status, printed]).toEqual([0, `amplify_outputs.json is for dev: ${PLAIN.Url}\n`]);
    expect(configuredBy(written)).toEqual({
      Auth: {
        Cognito: {
          userPoolId: PLAIN.UserPoolId,
          userPoolClientId: PLAIN.UserPoolClientId,
          passwordFormat: {
            minLength: 10,
            requireLowercase: true,
            requireUppercase: true,
            requireNumbers: true,
            requireSpecialCharacters: false,
          },
          mfa: { status: 'off' },
          loginWith: { email: true, phone: false, username: false },
          userAttributes: { email: { required: true } },
        },
      },
      API: { GraphQL: { endpoint: PLAIN.Url, region: 'eu-central-1', defaultAuthMode: 'userPool' } },
    });
  });

  it("writes Cognito's sign-in pages and the providers of a stage", async () => {
    const { written } = await runOutputs(dev({ ...HOSTED, MfaConfiguration: 'OPTIONAL' }));
    expect(configuredBy(written).Auth?.Cognito).toMatchObject({
      mfa: { status: 'optional', totpEnabled: true, smsEnabled: false },
      loginWith: {
        email: true,
        oauth: {
          domain: HOSTED.AuthDomain,
          providers: ['Google', 'Facebook', 'Apple'],
          scopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
          redirectSignIn: ['takeit://callback/', 'http://localhost:3000/'],
          redirectSignOut: ['takeit://signout/', 'http://localhost:3000/'],
          responseType: 'code',
        },
      },
    });
  });

  it('writes pages without a provider, and the file under another name', async () => {
    const outputs = { ...HOSTED, AuthProviders: undefined };
    const { status, printed, written } = await runOutputs(dev(outputs), ['--out', 'elsewhere.json']);
    expect([status, printed, written]).toEqual([0, `elsewhere.json is for dev: ${PLAIN.Url}\n`, null]);
    expect((await runOutputs(dev(outputs))).written?.auth?.oauth?.identity_providers).toEqual([]);
  });

  it('finds the requested stage', async () => {
    const both = { ...dev(PLAIN), 'TakeItApi-prod': { ...PLAIN, Url: 'https://prod.example.com/graphql' } };
    expect((await runOutputs(both, ['--stage', 'prod'])).written?.data.url).toBe('https://prod.example.com/graphql');
  });

  it('needs only values that the stack outputs', () => {
    expect(Object.keys(Outputs)).toEqual(expect.arrayContaining(Object.keys(PLAIN)));
  });
});

describe('npm run outputs writes one sentence and no file for', () => {
  const deploy = (stage: string) => `\`npx cdk deploy --all -c stage=${stage} --outputs-file cdk-outputs.json\``;
  it.each<[string, string | object | null, string[], string]>([
    ['no file', null, [], `There is no cdk-outputs.json: ${deploy('dev')} writes it.`],
    [
      'a file that is not JSON',
      '{"TakeItApi-dev": ',
      [],
      `cdk-outputs.json contains no stack outputs: ${deploy('dev')} writes it.`,
    ],
    [
      'a list',
      [PLAIN],
      ['--stage', 'prod'],
      `cdk-outputs.json contains no stack outputs: ${deploy('prod')} writes it.`,
    ],
    [
      'another stage',
      dev(PLAIN),
      ['--stage', 'prod'],
      'cdk-outputs.json has no outputs of TakeItApi-prod; it has only TakeItApi-dev. Give another --stage, or deploy prod.',
    ],
    [
      'only the data stack',
      { 'TakeItData-dev': {} },
      [],
      'cdk-outputs.json has no outputs of TakeItApi-dev; it has no API. Give another --stage, or deploy dev.',
    ],
    ['an unknown stage', dev(PLAIN), ['--stage', 'test'], 'There is no stage "test": use dev or prod.'],
    [
      'missing outputs',
      dev({ ...PLAIN, Url: '', Region: undefined }),
      [],
      'The stack has no output Region, Url: deploy the current version.',
    ],
    [
      'incomplete sign-in outputs',
      dev({ ...PLAIN, AuthDomain: HOSTED.AuthDomain }),
      [],
      'The stack has no output AuthScopes, CallbackUrls, LogoutUrls: deploy the current version.',
    ],
    [
      'an MFA value that Amplify does not support',
      dev({ ...PLAIN, MfaConfiguration: 'ON' }),
      [],
      'The stack\'s output MfaConfiguration is "ON": Amplify does not support it.',
    ],
    ['an unknown option', dev(PLAIN), ['--stages', 'dev'], "Unknown option '--stages'"],
  ])('%s', async (_, file, args, sentence) => {
    const { status, printed, complained, written } = await runOutputs(file, args);
    expect([status, printed, written]).toEqual([1, '', null]);
    expect(complained).toMatch(/^[^\n]+\nUsage: npm run outputs [^\n]+\n$/);
    expect(complained.split('\n')[0]).toBe(sentence);
  });
});
