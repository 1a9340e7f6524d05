/** An AppSync API as its template declares it, every reference resolved: all that the host needs to serve it. */
export interface AppSyncApi {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  /** The schema in SDL, without AppSync's own scalars and directives. */
  readonly schema: string;
  readonly defaultAuthentication: AuthenticationProvider;
  readonly additionalAuthentication: readonly AuthenticationProvider[];
  /** The keys that open the API to callers who send one as `x-api-key`. */
  readonly apiKeys?: readonly string[];
  readonly dataSources: ReadonlyMap<string, DataSource>;
  readonly resolvers: readonly Resolver[];
  /** `ctx.env` of every resolver. */
  readonly environment: Readonly<Record<string, string>>;
  readonly introspection: boolean;
  /** 0 where the template sets none. */
  readonly queryDepthLimit: number;
  /** 0 where the template sets none. */
  readonly resolverCountLimit: number;
}

/** How a caller may prove who they are (AppSync's `AuthenticationType`). */
export type AuthenticationProvider =
  | {
      readonly type: 'AMAZON_COGNITO_USER_POOLS';
      readonly userPoolId: string;
      /** What happens to a field without a directive when a user of the pool asks for it. */
      readonly defaultAction: 'ALLOW' | 'DENY';
      /** Only tokens of app clients whose id matches this expression are taken. */
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
  /** For messages: the function's name, or `Type.field`. */
  readonly name: string;
  readonly dataSource: string;
  readonly code: string;
  /** `MaxBatchSize`, where the template sets one. */
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
