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

import type { Configuration } from '../../configuration.ts';
import { PASSWORD_RULES } from '../../passwordRules.ts';
import type { Stage } from '../../stage.ts';
import { codeGrant, HostedSignIn } from './HostedSignIn.ts';
import { IdentityProviders } from './IdentityProviders.ts';

export interface IdentityProps {
  readonly stage: Stage;
  readonly configuration: Configuration;
}

/**
 * The attributes that an app may change and that identity providers write. Every mapped attribute must be in this list
 * (Amazon Cognito user pools API reference, "CreateUserPoolClient": WriteAttributes). `email_verified` is the
 * exception: Cognito writes it itself and accepts no client that lists it.
 */
const WRITTEN = new ClientAttributes().withStandardAttributes({ email: true, fullname: true });
const READ = WRITTEN.withStandardAttributes({ emailVerified: true });

/** The group that schema.graphql names in its directives. */
const MODERATORS = 'moderators';

const SECOND_FACTOR = { off: Mfa.OFF, optional: Mfa.OPTIONAL, required: Mfa.REQUIRED } as const;

/**
 * The user pool: people sign in with an e-mail address and a password, or with an identity provider. The pool never
 * links the two by the address. Otherwise a person whose provider confirms somebody else's address would own that
 * person's account.
 */
export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  /** The active providers, as Amplify names them. */
  readonly providers: readonly string[];
  /** Null if the stage has no sign-in pages. */
  readonly hosted: HostedSignIn | null;

  constructor(scope: Construct, id: string, { stage, configuration }: IdentityProps) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: {
        email: { required: true, mutable: true },
        // Apple sends the name only once, so a person who returns after a removal has none. A required attribute cannot
        // be changed later.
        fullname: { required: false, mutable: true },
      },
      autoVerify: { email: true },
      // Cognito uses a changed address only after it is verified; until then people sign in with the old one.
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
    userPool.addGroup('Moderators', {
      groupName: MODERATORS,
      description: 'People who decide reports and suspend accounts',
    });
    this.client = userPool.addClient('App', {
      authFlows: { userSrp: true, userPassword: stage.passwordSignIn },
      ...(domainPrefix === null ? { disableOAuth: true } : { oAuth: codeGrant(configuration) }),
      supportedIdentityProviders: providers.supported,
      generateSecret: false,
      readAttributes: READ,
      writeAttributes: WRITTEN,
      preventUserExistenceErrors: true,
      // AppSync accepts a token until it expires, even from a removed person or a lost phone. So tokens are
      // short-lived.
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

/** Mail from a domain that SES has verified, or Cognito's own mail, which is limited to 50 a day. */
function mailOf({ mail }: Configuration): UserPoolEmail {
  if (mail === null) return UserPoolEmail.withCognito();
  const { from: fromEmail, region: sesRegion } = mail;
  return UserPoolEmail.withSES({ fromEmail, sesRegion, sesVerifiedDomain: fromEmail.split('@')[1] ?? '' });
}
