/**
 * An AppSync API as its template declares it, with all references resolved: everything that the host needs to serve it.
 */
export interface AppSyncApi {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  /** The schema in SDL, without AppSync's own scalars and directives. */
  readonly schema: string;
  readonly defaultAuthentication: AuthenticationProvider;
  readonly additionalAuthentication: readonly AuthenticationProvider[];
  /** The API keys, which callers send as `x-api-key`. */
  readonly apiKeys?: readonly string[];
  readonly dataSources: ReadonlyMap<string, DataSource>;
  readonly resolvers: readonly Resolver[];
  /** `ctx.env` of every resolver. */
  readonly environment: Readonly<Record<string, string>>;
  readonly introspection: boolean;
  /** 0 if the template sets none. */
  readonly queryDepthLimit: number;
  /** 0 if the template sets none. */
  readonly resolverCountLimit: number;
}

/** The ways in which callers may authenticate (AppSync's `AuthenticationType`). */
export type AuthenticationProvider =
  | {
      readonly type: 'AMAZON_COGNITO_USER_POOLS';
      readonly userPoolId: string;
      /** The access of the pool's users to a field without a directive. */
      readonly defaultAction: 'ALLOW' | 'DENY';
      /** Only tokens of app clients whose id matches this expression are accepted. */
      readonly appIdClientRegex?: string;
    }
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'API_KEY' };

export type DataSource =
  | { readonly type: 'NONE'; readonly name: string }
  | { readonly type: 'AMAZON_DYNAMODB'; readonly name: string; readonly tableName: string }
  | { readonly type: 'AWS_LAMBDA'; readonly name: string; readonly functionArn: string };

/** One FunctionConfiguration of a pipeline, or the code of a unit resolver. */
export interface ResolverFunction {
  /** The name in messages: the function's name, or `Type.field`. */
  readonly name: string;
  readonly dataSource: string;
  readonly code: string;
  /** `MaxBatchSize`, if the template sets it. */
  readonly batchSize?: number | undefined;
}

export type Resolver =
  | { readonly kind: 'UNIT'; readonly typeName: string; readonly fieldName: string; readonly unit: ResolverFunction }
  | {
      readonly kind: 'PIPELINE';
      readonly typeName: string;
      readonly fieldName: string;
      /** The pipeline's own code: its `request` runs before the functions, its `response` after them. */
      readonly code: string;
      readonly functions: readonly ResolverFunction[];
    };
