import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { AppSyncApi, Resolver } from '../../../local/appsync/api.ts';
import { createService, type Engines } from '../../../local/appsync/service.ts';
import { listen, type ListenOptions } from '../../../local/http/server.ts';
import type { TestPool } from './tokens.ts';

/** The code of a unit resolver on a data source, or of a pipeline's own handlers and its functions. */
export type ResolverSource =
  | string
  | { readonly on: string; readonly code: string }
  | { readonly code: string; readonly functions: readonly ({ readonly on: string; readonly code: string } | string)[] };

export interface ApiParts extends Partial<Omit<AppSyncApi, 'resolvers'>> {
  readonly schema: string;
  /** By `Type.field`; code alone runs on the data source `none`. */
  readonly resolvers?: Readonly<Record<string, ResolverSource>>;
}

/** Code whose response hands on what the request's payload was. */
export function answering(expression: string): string {
  return `
    import { util, runtime, extensions } from '@aws-appsync/utils';
    export function request(ctx) { return { payload: ${expression} }; }
    export function response(ctx) { return ctx.result; }`;
}

/** Code that makes this request of its data source and answers with the result; a failure is raised. */
export function asking(request: string): string {
  return `
    import { util } from '@aws-appsync/utils';
    export function request(ctx) { return ${request}; }
    export function response(ctx) {
      if (ctx.error) util.error(ctx.error.message, ctx.error.type, null, ctx.result);
      return ctx.result;
    }`;
}

export function anApi({ resolvers = {}, ...parts }: ApiParts): AppSyncApi {
  return {
    id: 'api',
    name: 'Test',
    region: 'eu-central-1',
    accountId: '123456789012',
    defaultAuthentication: { type: 'API_KEY' },
    additionalAuthentication: [],
    apiKeys: ['da2-test'],
    dataSources: new Map([['none', { type: 'NONE', name: 'none' }]]),
    environment: {},
    introspection: true,
    queryDepthLimit: 0,
    resolverCountLimit: 0,
    ...parts,
    resolvers: Object.entries(resolvers).map(([field, source]) => resolver(field, source)),
  };
}

function resolver(field: string, source: ResolverSource): Resolver {
  const [typeName = '', fieldName = ''] = field.split('.');
  const place = { typeName, fieldName };
  if (typeof source === 'string')
    return { kind: 'UNIT', ...place, unit: { name: field, dataSource: 'none', code: source } };
  if (!('functions' in source)) {
    return { kind: 'UNIT', ...place, unit: { name: field, dataSource: source.on, code: source.code } };
  }
  const functions = source.functions.map((fn, index) => {
    const { on, code } = typeof fn === 'string' ? { on: 'none', code: fn } : fn;
    return { name: `function${index + 1}`, dataSource: on, code };
  });
  return { kind: 'PIPELINE', ...place, code: source.code, functions };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly data?: unknown; readonly errors?: readonly Readonly<Record<string, unknown>>[] };
}

export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface ServedApi {
  readonly url: string;
  readonly secureUrl: string;
  readonly warnings: readonly string[];
  /** Asks over HTTP; by API key unless other headers are given. */
  readonly ask: (question: string | Question, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Posts a body as it is. */
  readonly post: (body: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Serves an API on a free port. Without a DynamoDB of the test's own, none is reached. */
export async function served(
  api: AppSyncApi,
  { pools = [], ...engines }: Partial<Engines> & { readonly pools?: readonly TestPool[] } = {},
  listening: Omit<ListenOptions, 'service'> = {},
): Promise<ServedApi> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const service = createService(api, {
    dynamodb:
      engines.dynamodb ??
      new DynamoDBClient({ region: 'eu-central-1', endpoint: 'http://127.0.0.1:9', credentials, maxAttempts: 1 }),
    userPools: new Map(pools.map(({ id, issuer }) => [id, issuer])),
    ...engines,
  });
  const server = await listen({ service, ...listening });
  const post: ServedApi['post'] = async (body, headers = { 'x-api-key': 'da2-test' }) => {
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body, headers });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
  };
  return {
    url: `${server.url}/graphql`,
    secureUrl: `${server.secureUrl}/graphql`,
    warnings: service.warnings,
    post,
    ask: (question, headers) =>
      post(JSON.stringify(typeof question === 'string' ? { query: question } : question), headers),
    close: () => server.close(),
  };
}
