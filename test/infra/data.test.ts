import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { takeItApp } from '../support/infra/synthesize.ts';

const dev = Template.fromStack(takeItApp('dev').data);
const prod = Template.fromStack(takeItApp('prod').data);

interface Limited {
  readonly OnDemandThroughput?: object;
  readonly GlobalSecondaryIndexes: readonly { readonly OnDemandThroughput?: object }[];
}

describe('the table', () => {
  it('keeps each person in a partition of their own', () => {
    dev.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'username', KeyType: 'HASH' },
        { AttributeName: 'created', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it.each(['fromcity', 'tocity', 'fromto'])('finds whole trips by %s, sorted by closing', (attribute) => {
    prod.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: Match.arrayWith([
        {
          IndexName: `${attribute}-closing-index`,
          KeySchema: [
            { AttributeName: attribute, KeyType: 'HASH' },
            { AttributeName: 'closing', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ]),
    });
  });

  it('limits request units in dev, for itself and its indexes, not in prod', () => {
    const OnDemandThroughput = { MaxReadRequestUnits: 100, MaxWriteRequestUnits: 100 };
    const [table] = Object.values(dev.findResources('AWS::DynamoDB::Table')).map(
      ({ Properties }) => Properties as Limited,
    );
    expect(table?.OnDemandThroughput).toEqual(OnDemandThroughput);
    expect(table?.GlobalSecondaryIndexes.map((index) => index.OnDemandThroughput)).toEqual(
      Array(3).fill(OnDemandThroughput),
    );
    expect(JSON.stringify(prod.toJSON())).not.toContain('OnDemandThroughput');
  });

  it('has TTL, a stream with both images, and point-in-time recovery', () => {
    dev.hasResourceProperties('AWS::DynamoDB::Table', {
      TimeToLiveSpecification: { AttributeName: 'tstamp', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

describe('the user pool', () => {
  it('issues tokens for 15 minutes and can revoke them', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      IdTokenValidity: 15,
      AccessTokenValidity: 15,
      RefreshTokenValidity: 30 * 24 * 60,
      TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes', RefreshToken: 'minutes' },
      EnableTokenRevocation: true,
    });
  });

  it('signs people in by a verified e-mail address in any case, with an optional name', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPool', {
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      Schema: Match.arrayWith([
        { Name: 'email', Required: true, Mutable: true },
        // Never required: Apple sends no name for a person who returns, and a required attribute cannot be changed.
        { Name: 'name', Required: false, Mutable: true },
      ]),
    });
  });

  it('lets an app change only the name and the address', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      WriteAttributes: ['email', 'name'],
      ReadAttributes: ['email', 'email_verified', 'name'],
    });
  });

  it('requires passwords that take long to guess', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPool', {
      Policies: {
        PasswordPolicy: Match.objectLike({
          MinimumLength: 10,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireUppercase: true,
        }),
      },
    });
  });

  it('does not reveal whether an address has an account, and needs no client secret', () => {
    dev.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      PreventUserExistenceErrors: 'ENABLED',
      GenerateSecret: false,
    });
  });

  it('accepts a plain password only in dev', () => {
    const flows = (template: Template): unknown[] =>
      Object.values(template.findResources('AWS::Cognito::UserPoolClient')).map(
        ({ Properties }) => (Properties as { ExplicitAuthFlows: unknown }).ExplicitAuthFlows,
      );
    expect(flows(dev)).toEqual([['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']]);
    expect(flows(prod)).toEqual([['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']]);
  });
});

describe('the stages', () => {
  it('keep the table and the users in prod when a stack is deleted', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool']) {
      prod.hasResource(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      dev.hasResource(type, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    }
    prod.hasResourceProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true });
    prod.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
    dev.hasResourceProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: false });
    dev.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'INACTIVE' });
  });

  it('are two: any other name is rejected in one sentence', () => {
    expect(() => takeItApp('staging')).toThrow('There is no stage "staging": use -c stage=dev or -c stage=prod.');
  });
});
