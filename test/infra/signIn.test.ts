import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { EVERYTHING, takeItApp } from '../support/infra/synthesize.ts';

const google = { googleClientId: '123.apps.googleusercontent.com', googleSecret: 'takeit/dev/google' };

const ofType = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties as Record<string, unknown>);
const providersOf = (template: Template) =>
  ofType(template, 'AWS::Cognito::UserPoolIdentityProvider').map(({ ProviderType }) => ProviderType);
const clientOf = (template: Template) => ofType(template, 'AWS::Cognito::UserPoolClient')[0];
const outputsOf = (template: Template) =>
  Object.fromEntries(
    Object.entries(template.findOutputs('*')).map(([name, output]) => [name, output['Value'] as unknown]),
  );

describe('signing in without settings', () => {
  const { data, api } = takeItApp('prod');
  const template = Template.fromStack(data);

  it('uses only e-mail address and password: no pages, providers or callbacks', () => {
    expect(providersOf(template)).toEqual([]);
    template.resourceCountIs('AWS::Cognito::UserPoolDomain', 0);
    expect(clientOf(template)).toMatchObject({ SupportedIdentityProviders: ['COGNITO'] });
    expect(clientOf(template)).not.toHaveProperty('AllowedOAuthFlows');
    expect(Object.keys(outputsOf(Template.fromStack(api))).filter((name) => /^Auth|Urls$/.test(name))).toEqual([]);
  });

  it('sends Cognito’s own mail', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/:ses:|DEVELOPER/);
  });

  it('requires no second factor', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration: 'OFF' });
  });
});

describe('signing in with Google', () => {
  const { data, api } = takeItApp('dev', { stages: { dev: google, prod: { facebookClientId: '1' } } });
  const template = Template.fromStack(data);

  it('needs no other provider, and only the client id and the name of the secret', () => {
    expect(providersOf(template)).toEqual(['Google']);
    expect(clientOf(template)).toMatchObject({ SupportedIdentityProviders: ['COGNITO', 'Google'] });
  });

  it('uses only the code grant, and returns to the app or to its developer', () => {
    expect(clientOf(template)).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      CallbackURLs: ['takeit://callback/', 'http://localhost:3000/'],
      LogoutURLs: ['takeit://signout/', 'http://localhost:3000/'],
      GenerateSecret: false,
    });
  });

  it('reads the secret from Secrets Manager; the template contains only its name', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolIdentityProvider', {
      ProviderDetails: Match.objectLike({
        client_id: google.googleClientId,
        client_secret: '{{resolve:secretsmanager:takeit/dev/google:SecretString:::}}',
      }),
    });
  });

  it('maps the name, the e-mail address and whether the address is verified', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolIdentityProvider', {
      AttributeMapping: { email: 'email', email_verified: 'email_verified', name: 'name' },
    });
  });

  it('has pages with a style on a domain of this account', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: { 'Fn::Join': ['', ['takeit-dev-', { Ref: 'AWS::AccountId' }]] },
      ManagedLoginVersion: 2,
    });
    template.hasResourceProperties('AWS::Cognito::ManagedLoginBranding', { UseCognitoProvidedValues: true });
  });

  it('gives the values of amplify_outputs.json as outputs', () => {
    expect(outputsOf(Template.fromStack(api))).toMatchObject({
      AuthDomain: { 'Fn::Join': ['', expect.arrayContaining(['.amazoncognito.com'])] as unknown },
      AuthProviders: 'GOOGLE',
      AuthScopes: 'openid,email,profile,aws.cognito.signin.user.admin',
      CallbackUrls: 'takeit://callback/,http://localhost:3000/',
      LogoutUrls: 'takeit://signout/,http://localhost:3000/',
      MfaConfiguration: 'NONE',
      Region: { Ref: 'AWS::Region' },
    });
  });
});

describe('with all settings', () => {
  const { data, api } = takeItApp('prod', EVERYTHING);
  const template = Template.fromStack(data);

  it('people sign in with Google, Facebook and Apple', () => {
    expect(providersOf(template)).toEqual(['Google', 'Facebook', 'SignInWithApple']);
    expect(clientOf(template)).toMatchObject({
      SupportedIdentityProviders: ['COGNITO', 'Google', 'Facebook', 'SignInWithApple'],
      CallbackURLs: ['takeit://callback/', 'https://app.example.com/'],
    });
  });

  it('the app client may write the mapped attributes, as Cognito requires', () => {
    const written = clientOf(template)?.['WriteAttributes'] as string[];
    const mapped = ofType(template, 'AWS::Cognito::UserPoolIdentityProvider').flatMap(({ AttributeMapping }) =>
      Object.keys(AttributeMapping as object),
    );
    expect(mapped).toContain('name');
    // Cognito writes this attribute itself, and accepts no client that lists it.
    const needed = mapped.filter((name) => name !== 'email_verified');
    expect(needed.filter((name) => !written.includes(name))).toEqual([]);
    expect(written).not.toContain('email_verified');
  });

  it('SES sends the mail', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        From: 'hello@mail.example.com',
        SourceArn: {
          'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':ses:eu-west-1:'), ':identity/mail.example.com'])],
        },
      },
    });
  });

  it('no template contains a secret', () => {
    const secrets = ofType(template, 'AWS::Cognito::UserPoolIdentityProvider')
      .map(({ ProviderDetails }) => ProviderDetails as Record<string, string>)
      .map(({ client_secret, private_key }) => client_secret ?? private_key);
    expect(secrets).toEqual(Array(3).fill(expect.stringMatching(/^\{\{resolve:secretsmanager:.*takeit\/\w+.*\}\}$/)));
  });

  it('people with a password may use an authenticator app, never text messages', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  it('alarms go out by mail', () => {
    Template.fromStack(api).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'oncall@example.com',
    });
  });
});
