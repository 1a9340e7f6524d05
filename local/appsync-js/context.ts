/** `ctx` as a handler gets it (AWS AppSync developer guide, "AppSync JavaScript resolver context object reference"). */
export interface ResolverContext {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly source: unknown;
  readonly identity: Identity | null;
  readonly request: {
    readonly headers: Readonly<Record<string, string | string[]>>;
    readonly domainName: string | null;
  };
  readonly info: ResolverInfo;
  readonly env: Readonly<Record<string, string>>;
  readonly stash: Readonly<Record<string, unknown>>;
  readonly prev: { readonly result: unknown } | null;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly type: string } | null;
}

export interface ResolverInfo {
  readonly fieldName: string;
  readonly parentTypeName: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Slash paths of the selected fields, by alias: `items`, `items/id`. */
  readonly selectionSetList: readonly string[];
  readonly selectionSetGraphQL: string;
}

export interface CognitoIdentity {
  readonly sub: string;
  readonly issuer: string;
  readonly username: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly sourceIp: readonly string[];
  readonly defaultAuthStrategy: 'ALLOW' | 'DENY';
  readonly groups: readonly string[] | null;
}

export interface IamIdentity {
  readonly accountId: string;
  readonly cognitoIdentityPoolId: string | null;
  readonly cognitoIdentityId: string | null;
  readonly sourceIp: readonly string[];
  readonly username: string;
  readonly userArn: string;
  readonly cognitoIdentityAuthType: string | null;
  readonly cognitoIdentityAuthProvider: string | null;
}

/** Null for a caller that uses an API key. */
export type Identity = CognitoIdentity | IamIdentity;
