import { SecretValue } from 'aws-cdk-lib';
import {
  ProviderAttribute,
  type UserPool,
  UserPoolClientIdentityProvider,
  UserPoolIdentityProviderApple,
  UserPoolIdentityProviderFacebook,
  UserPoolIdentityProviderGoogle,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

import { type Configuration, PROVIDER_NAMES, type ProviderName, type ProviderSettings } from '../../configuration.ts';

export interface IdentityProvidersProps {
  readonly userPool: UserPool;
  readonly providers: Configuration['providers'];
}

/** How to declare a provider, and its names in Cognito and Amplify. */
interface Provider<Name extends ProviderName> {
  readonly declare: (scope: Construct, userPool: UserPool, settings: ProviderSettings[Name]) => Construct;
  readonly inCognito: UserPoolClientIdentityProvider;
  readonly inAmplify: string;
}

/**
 * One entry for each provider; a new one only needs its settings in infra/configuration.ts as well. Cognito writes the
 * mapped attributes again at each sign-in. An e-mail address counts as unverified unless the provider says otherwise.
 */
const PROVIDERS: { readonly [Name in ProviderName]: Provider<Name> } = {
  google: {
    declare: (scope, userPool, { clientId, secret }) =>
      new UserPoolIdentityProviderGoogle(scope, 'Google', {
        userPool,
        clientId,
        clientSecretValue: SecretValue.secretsManager(secret),
        scopes: ['openid', 'email', 'profile'],
        attributeMapping: {
          email: ProviderAttribute.GOOGLE_EMAIL,
          emailVerified: ProviderAttribute.GOOGLE_EMAIL_VERIFIED,
          fullname: ProviderAttribute.GOOGLE_NAME,
        },
      }),
    inCognito: UserPoolClientIdentityProvider.GOOGLE,
    inAmplify: 'GOOGLE',
  },
  facebook: {
    declare: (scope, userPool, { clientId, secret }) =>
      new UserPoolIdentityProviderFacebook(scope, 'Facebook', {
        userPool,
        clientId,
        // A reference that CloudFormation resolves, not the secret itself.
        clientSecret: SecretValue.secretsManager(secret).unsafeUnwrap(),
        scopes: ['public_profile', 'email'],
        attributeMapping: { email: ProviderAttribute.FACEBOOK_EMAIL, fullname: ProviderAttribute.FACEBOOK_NAME },
      }),
    inCognito: UserPoolClientIdentityProvider.FACEBOOK,
    inAmplify: 'FACEBOOK',
  },
  apple: {
    declare: (scope, userPool, { clientId, teamId, keyId, secret }) =>
      new UserPoolIdentityProviderApple(scope, 'Apple', {
        userPool,
        clientId,
        teamId,
        keyId,
        privateKeyValue: SecretValue.secretsManager(secret),
        scopes: ['email', 'name'],
        attributeMapping: {
          email: ProviderAttribute.APPLE_EMAIL,
          emailVerified: ProviderAttribute.APPLE_EMAIL_VERIFIED,
          fullname: ProviderAttribute.APPLE_NAME,
        },
      }),
    inCognito: UserPoolClientIdentityProvider.APPLE,
    inAmplify: 'SIGN_IN_WITH_APPLE',
  },
};

/** The identity providers of the pool: each one whose settings are given. */
export class IdentityProviders extends Construct {
  /** For app clients: the active providers and the pool's own passwords. */
  readonly supported: UserPoolClientIdentityProvider[];
  /** The active providers, as Amplify names them. */
  readonly amplifyNames: readonly string[];

  constructor(scope: Construct, id: string, { userPool, providers }: IdentityProvidersProps) {
    super(scope, id);
    const names = PROVIDER_NAMES.filter((name) => providers[name]);
    for (const name of names) this.declare(name, userPool, providers[name]);
    const { COGNITO } = UserPoolClientIdentityProvider;
    this.supported = [COGNITO, ...names.map((name) => PROVIDERS[name].inCognito)];
    this.amplifyNames = names.map((name) => PROVIDERS[name].inAmplify);
  }

  private declare<Name extends ProviderName>(name: Name, userPool: UserPool, settings?: ProviderSettings[Name]): void {
    if (settings) PROVIDERS[name].declare(this, userPool, settings);
  }
}
