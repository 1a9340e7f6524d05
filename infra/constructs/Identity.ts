import { Duration, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  UserPool,
  type UserPoolClient,
  UserPoolEmail,
  VerificationEmailStyle,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

import type { Configuration } from '../configuration.ts';
import { PASSWORD_RULES } from '../passwordRules.ts';
import type { Stage } from '../stage.ts';
import { codeGrant, HostedSignIn } from './HostedSignIn.ts';
import { IdentityProviders } from './IdentityProviders.ts';

export interface IdentityProps {
  readonly stage: Stage;
  readonly configuration: Configuration;
}

/**
 * What an app may change about its user, and what identity providers may write: a mapped attribute has to be here (Amazon
 * Cognito user pools API reference, "CreateUserPoolClient": WriteAttributes). `email_verified` is mapped too, but no client
 * can have it here: Cognito writes it by itself.
 */
const WRITTEN = new ClientAttributes().withStandardAttributes({ email: true, fullname: true });
const READ = WRITTEN.withStandardAttributes({ emailVerified: true });

const SECOND_FACTOR = { off: Mfa.OFF, optional: Mfa.OPTIONAL, required: Mfa.REQUIRED } as const;

/**
 * Who may sign in: people with an e-mail address, by a password or by a provider that vouches for them. The two are never
 * linked by the address alone: whoever got a provider to vouch for somebody else's would own that person's account.
 */
export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  /** As Amplify's clients call the providers that are on. */
  readonly providers: readonly string[];
  /** Null where nobody asked for it. */
  readonly hosted: HostedSignIn | null;

  constructor(scope: Construct, id: string, { stage, configuration }: IdentityProps) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: {
        email: { required: true, mutable: true },
        // Apple tells a name once: somebody who comes back after a removal has none. What is required can never be changed.
        fullname: { required: false, mutable: true },
      },
      autoVerify: { email: true },
      // A changed address counts only once it is verified: until then the old one signs in.
      keepOriginal: { email: true },
      userVerification: {
        emailStyle: VerificationEmailStyle.CODE,
        emailSubject: 'Your code for Take It',
        emailBody: 'Your code is {####}.',
      },
      passwordPolicy: { ...PASSWORD_RULES, tempPasswordValidity: Duration.days(3) },
      mfa: SECOND_FACTOR[configuration.mfa],
      ...(configuration.mfa === 'off' ? {} : { mfaSecondFactor: { sms: false, otp: true } }),
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      email: mailOf(configuration),
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removalPolicy,
    });
    const { domainPrefix } = configuration;
    const { userPool } = this;
    const providers = new IdentityProviders(this, 'Providers', { userPool, providers: configuration.providers });
    this.client = userPool.addClient('App', {
      authFlows: { userSrp: true, userPassword: stage.passwordSignIn },
      ...(domainPrefix === null ? { disableOAuth: true } : { oAuth: codeGrant(configuration) }),
      supportedIdentityProviders: providers.supported,
      generateSecret: false,
      readAttributes: READ,
      writeAttributes: WRITTEN,
      preventUserExistenceErrors: true,
      // What a token says is believed until it ends, whatever has become of its person; a lost phone's is good no longer.
      idTokenValidity: Duration.minutes(15),
      accessTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(30),
      enableTokenRevocation: true,
    });
    this.client.node.addDependency(providers);
    const { client } = this;
    this.providers = providers.amplifyNames;
    this.hosted = domainPrefix === null ? null : new HostedSignIn(this, 'Hosted', { userPool, client, domainPrefix });
    this.acknowledge();
  }

  private acknowledge(): void {
    Validations.of(this.userPool).acknowledge(
      {
        id: 'AwsSolutions-COG1',
        reason: 'Ten characters of three kinds; symbols add length that is hard to type on a phone.',
      },
      { id: 'AwsSolutions-COG2', reason: 'A second factor is the setting "mfa": a team decides on it for its people.' },
      { id: 'AwsSolutions-COG8', reason: 'The plus plan costs more per person than all the rest of Take It.' },
    );
  }
}

/** Mail of a domain that is verified in SES, or Cognito's own, which is limited to 50 a day. */
function mailOf({ mail }: Configuration): UserPoolEmail {
  if (mail === null) return UserPoolEmail.withCognito();
  const { from: fromEmail, region: sesRegion } = mail;
  return UserPoolEmail.withSES({ fromEmail, sesRegion, sesVerifiedDomain: fromEmail.split('@')[1] ?? '' });
}
