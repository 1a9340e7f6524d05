import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { OperationTypeNode } from 'graphql';

import type { AppSyncApi, DataSource } from './api.ts';
import { authenticator, type IamVerifier } from './auth/authentication.ts';
import { authorizationWarnings } from './auth/authorization.ts';
import type { Headers } from './auth/caller.ts';
import type { TokenIssuer } from './auth/userPoolTokens.ts';
import type { DataSourceClient } from './dataSources/dataSource.ts';
import { dynamodb } from './dataSources/dynamodb/dynamodb.ts';
import { type PageTokens, pageTokens } from './dataSources/dynamodb/pageTokens.ts';
import { type InvokedFunctions, lambda } from './dataSources/lambda.ts';
import { none } from './dataSources/none.ts';
import { documentReader, operationOf } from './document/documents.ts';
import { parameters } from './document/parameters.ts';
import { RequestRefused, Unsupported } from './errors.ts';
import { executeOperation, type GraphQLAnswer } from './execution/execution.ts';
import { attachFields } from './execution/fields.ts';
import { limits } from './limits.ts';
import { createRealtime } from './realtime/realtime.ts';
import type { Realtime } from './realtime/types.ts';
import { loadSchema, schemaWarnings } from './schema/schema.ts';

/** The engines and settings of an API. */
export interface Engines {
  readonly dynamodb: DynamoDBClient;
  /** Every user pool that the API trusts, by its id. */
  readonly userPools: ReadonlyMap<string, TokenIssuer>;
  /** The functions of Lambda data sources. Default: none. */
  readonly functions?: InvokedFunctions;
  /** Finds the signer of a request. Default: every signature is unknown. */
  readonly bySignature?: IamVerifier;
  /** 32 bytes that encrypt every `nextToken`: with the same bytes, tokens survive a restart. Default: new ones. */
  readonly tokenSecret?: Uint8Array;
  /** The time limit of a request. Default: AppSync's 30 seconds. */
  readonly requestMilliseconds?: number;
  /** Gets a line for each `console.log` of a resolver. Default: lines are dropped. */
  readonly log?: (line: string) => void;
  /** Whether resolvers also get behaviour that AWS only probably has (local/README.md). Default: true. */
  readonly strict?: boolean;
}

/** A GraphQL request from HTTP. */
export interface ServiceRequest {
  /** Names in lower case. */
  readonly headers: Headers;
  readonly sourceIp: string;
  /** The body of a POST, or the search parameters of a GET. */
  readonly body: string | URLSearchParams;
}

export interface ServiceResponse {
  readonly status: number;
  /** JSON. */
  readonly body: string;
  /** The headers that resolvers set. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A running AppSync API. */
export interface Service {
  readonly api: AppSyncApi;
  /** What AppSync would silently ignore, one sentence each. */
  readonly warnings: readonly string[];
  /** Answers one request. Mistakes in the request are part of the answer, never an exception. */
  execute(request: ServiceRequest): Promise<ServiceResponse>;
  /** The subscriptions of the API. */
  readonly realtime: Realtime;
}

/**
 * Creates the service of an API.
 * Code of resolvers that AppSync rejects fails at its first call: the check of a deployment finds it before.
 * @throws Unsupported that names what the schema or the settings need but the host does not have
 */
export function createService(api: AppSyncApi, engines: Engines): Service {
  const schema = loadSchema(api.schema);
  const authenticate = authenticator(api, engines.userPools, engines.bySignature);
  const tokens = pageTokens(engines.tokenSecret ?? randomBytes(32));
  const log = engines.log ?? (() => undefined);
  const { strict = true } = engines;
  const dataSources = connect(api, engines, tokens);
  attachFields(api, schema, { dataSources, environment: api.environment, log, warn: warnOnce(log), strict });
  const read = documentReader(schema, api.introspection);
  const milliseconds = engines.requestMilliseconds ?? limits.requestMilliseconds;
  const realtime = createRealtime({ api, schema, authenticate, read, milliseconds });

  const answer = async ({ headers, sourceIp, body }: ServiceRequest): Promise<ServiceResponse> => {
    const signed = { path: '/graphql', body: typeof body === 'string' ? body : '' };
    const caller = await authenticate({ headers, sourceIp, ...signed });
    const { query, variables, operationName } = parameters(body);
    const checked = read(query);
    if (checked.errors.length > 0) return ok({ data: null, errors: checked.errors });
    const operation = operationOf(checked, operationName);
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      throw new RequestRefused(400, 'UnsupportedOperation', 'Subscriptions are served by the real-time endpoint only.');
    }
    const executed = await executeOperation(schema, { checked, operation, variables, caller, headers, milliseconds });
    realtime.publish(executed);
    return ok(executed.answer, executed.headers);
  };
  return {
    api,
    warnings: [...schemaWarnings(api.schema), ...authorizationWarnings(api, schema)],
    realtime,
    async execute(request) {
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof RequestRefused) return refusal(error);
        throw error;
      }
    },
  };
}

/** Logs each warning once, because a handler would cause it with every request. */
function warnOnce(log: (line: string) => void): (line: string) => void {
  const known = new Set<string>();
  return (line) => {
    if (known.has(line)) return;
    known.add(line);
    log(`warning: ${line}`);
  };
}

function connect(api: AppSyncApi, engines: Engines, tokens: PageTokens): ReadonlyMap<string, DataSourceClient> {
  return new Map([...api.dataSources].map(([name, dataSource]) => [name, clientOf(dataSource, engines, tokens)]));
}

function clientOf(dataSource: DataSource, engines: Engines, tokens: PageTokens): DataSourceClient {
  if (dataSource.type === 'NONE') return none;
  if (dataSource.type === 'AMAZON_DYNAMODB') return dynamodb(engines.dynamodb, dataSource.tableName, tokens);
  if (engines.functions !== undefined) return lambda(engines.functions, dataSource.functionArn);
  throw new Unsupported(`Data source ${dataSource.name} is a Lambda function, but this host serves no functions.`);
}

function ok(body: GraphQLAnswer, headers: Readonly<Record<string, string>> = {}): ServiceResponse {
  return { status: 200, body: JSON.stringify(body), headers };
}

function refusal({ status, type, message }: RequestRefused): ServiceResponse {
  return { status, body: JSON.stringify({ errors: [{ errorType: type, message }] }), headers: {} };
}
