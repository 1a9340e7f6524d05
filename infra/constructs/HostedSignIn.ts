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

import type { Configuration } from '../configuration.ts';

export interface HostedSignInProps {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  readonly domainPrefix: string;
}

/** The last is what an app needs to read and change the person's own attributes, and to sign them out everywhere. */
const SCOPES = [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE, OAuthScope.COGNITO_ADMIN];

/** Pages of Cognito's to sign in on, which lead to the identity providers too. */
export class HostedSignIn extends Construct {
  /** Their address, without `https://`. */
  readonly domain: string;
  readonly scopes = SCOPES.map(({ scopeName }) => scopeName);

  constructor(scope: Construct, id: string, { userPool, client, domainPrefix }: HostedSignInProps) {
    super(scope, id);
    const domain = userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a style, if only Cognito's own, the pages don't show.
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
 * How an app gets tokens from those pages: by a code alone, which never shows a token in an address. An app that keeps no
 * secret sends PKCE's proof with it, as Amplify does: another app that catches the code can do nothing with it.
 */
export function codeGrant({ callbackUrls, logoutUrls }: Configuration): OAuthSettings {
  return {
    flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
    scopes: [...SCOPES],
    callbackUrls: [...callbackUrls],
    logoutUrls: [...logoutUrls],
  };
}
