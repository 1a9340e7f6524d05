import { Aws } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  ManagedLoginVersion,
  OAuthScope,
  type OAuthSettings,
  type UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

import type { Configuration } from '../../configuration.ts';

export interface HostedSignInProps {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  readonly domainPrefix: string;
}

/** An app needs the last scope to read and change the person's own attributes, and to sign them out on all devices. */
const SCOPES = [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE, OAuthScope.COGNITO_ADMIN];

/** Cognito's sign-in pages, which also lead to the identity providers. */
export class HostedSignIn extends Construct {
  /** The domain of the pages, without `https://`. */
  readonly domain: string;
  readonly scopes = SCOPES.map(({ scopeName }) => scopeName);

  constructor(scope: Construct, id: string, { userPool, client, domainPrefix }: HostedSignInProps) {
    super(scope, id);
    const domain = userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // The pages appear only if they have a style, at least Cognito's default style.
    const style = new CfnManagedLoginBranding(this, 'Style', {
      userPoolId: userPool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    style.node.addDependency(domain);
    this.domain = `${domainPrefix}.auth.${Aws.REGION}.amazoncognito.com`;
  }
}

/**
 * How an app gets tokens from these pages: only by an authorization code, so no address contains a token. An app
 * without a secret uses PKCE, as Amplify does. So another app that intercepts the code cannot use it.
 */
export function codeGrant({ callbackUrls, logoutUrls }: Configuration): OAuthSettings {
  return {
    flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
    scopes: [...SCOPES],
    callbackUrls: [...callbackUrls],
    logoutUrls: [...logoutUrls],
  };
}
