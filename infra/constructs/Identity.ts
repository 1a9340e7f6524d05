import { Duration } from 'aws-cdk-lib';
import { AccountRecovery, UserPool, type UserPoolClient, VerificationEmailStyle } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

export interface IdentityProps {
  readonly stage: Stage;
}

/** Who may sign in: people with a verified e-mail address and a name. */
export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { stage }: IdentityProps) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: true, mutable: true },
      },
      autoVerify: { email: true },
      // A changed address counts only once it is verified: until then the old one signs in.
      keepOriginal: { email: true },
      userVerification: {
        emailStyle: VerificationEmailStyle.CODE,
        emailSubject: 'Your code for Take It',
        emailBody: 'Your code is {####}.',
      },
      passwordPolicy: {
        minLength: 10,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: false,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removalPolicy,
    });
    this.client = this.userPool.addClient('App', {
      authFlows: { userSrp: true, userPassword: stage.passwordSignIn },
      disableOAuth: true,
      generateSecret: false,
      preventUserExistenceErrors: true,
      // What a token says is believed until it ends, whatever has become of its person; a lost phone's is good no longer.
      idTokenValidity: Duration.minutes(15),
      accessTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(30),
      enableTokenRevocation: true,
    });
  }
}
