import { randomBytes } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { OperationTypeNode } from 'graphql';

import type { AppSyncApi, DataSource } from './api.ts';
import { authenticator, type Headers } from './authentication.ts';
import { authorizationWarnings } from './authorization.ts';
import type { DataSourceClient } from './dataSources/dataSource.ts';
import { dynamodb } from './dataSources/dynamodb/dynamodb.ts';
import { pageTokens, type PageTokens } from './dataSources/dynamodb/pageTokens.ts';
import { none } from './dataSources/none.ts';
import { documentReader, operationOf } from './documents.ts';
import { RequestRefused } from './errors.ts';
import { executeOperation, type GraphQLAnswer } from './execution.ts';
import { attachFields } from './fields.ts';
import { limits } from './limits.ts';
import { loadSchema } from './schema.ts';
import { parameters } from './parameters.ts';
import type { TokenIssuer } from './userPoolTokens.ts';

/** What an API runs on. */
export interface Engines {
  readonly dynamodb: DynamoDBClient;
  /** Every user pool the API trusts, by its id. */
  readonly userPools: ReadonlyMap<string, TokenIssuer>;
  /** 32 bytes that seal every `nextToken`: with the same ones, tokens survive a restart. Default: new ones. */
  readonly tokenSecret?: Uint8Array;
  /** How long a request may take. Default: AppSync's 30 seconds. */
  readonly requestMilliseconds?: number;
  /** Gets a line for each `console.log` of a resolver. Default: nobody. */
  readonly log?: (line: string) => void;
}

/** One GraphQL request, as HTTP brought it. */
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
  /** What resolvers set. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An AppSync API, served. */
export interface Service {
  readonly api: AppSyncApi;
  /** What AppSync would silently ignore, a sentence each. */
  readonly warnings: readonly string[];
  /** Answers one request; never raises for what the request does wrong. */
  execute(request: ServiceRequest): Promise<ServiceResponse>;
}

/**
 * Makes an API ready to serve. Raises Unsupported, by name, for what its schema or its settings ask for that this host
 * does not have, and CodeError for resolver code that AppSync would refuse.
 */
export function createService(api: AppSyncApi, engines: Engines): Service {
  const schema = loadSchema(api.schema);
  const authenticate = authenticator(api, engines.userPools);
  const tokens = pageTokens(engines.tokenSecret ?? randomBytes(32));
  const log = engines.log ?? (() => undefined);
  attachFields(api, schema, { dataSources: connect(api, engines.dynamodb, tokens), environment: api.environment, log });
  const read = documentReader(schema, api.introspection);
  const milliseconds = engines.requestMilliseconds ?? limits.requestMilliseconds;

  const answer = async ({ headers, sourceIp, body }: ServiceRequest): Promise<ServiceResponse> => {
    const caller = await authenticate(headers, sourceIp);
    const { query, variables, operationName } = parameters(body);
    const checked = read(query);
    if (checked.errors.length > 0) return ok({ data: null, errors: checked.errors });
    const operation = operationOf(checked, operationName);
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      throw new RequestRefused(400, 'UnsupportedOperation', 'Subscriptions are served by the real-time endpoint only.');
    }
    const executed = await executeOperation(schema, { checked, operation, variables, caller, headers, milliseconds });
    return ok(executed.answer, executed.headers);
  };
  return {
    api,
    warnings: authorizationWarnings(api, schema),
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

function connect(api: AppSyncApi, client: DynamoDBClient, tokens: PageTokens): ReadonlyMap<string, DataSourceClient> {
  const clientOf = (dataSource: DataSource): DataSourceClient =>
    dataSource.type === 'NONE' ? none : dynamodb(client, dataSource.tableName, tokens);
  return new Map([...api.dataSources].map(([name, dataSource]) => [name, clientOf(dataSource)]));
}

function ok(body: GraphQLAnswer, headers: Readonly<Record<string, string>> = {}): ServiceResponse {
  return { status: 200, body: JSON.stringify(body), headers };
}

function refusal({ status, type, message }: RequestRefused): ServiceResponse {
  return { status, body: JSON.stringify({ errors: [{ errorType: type, message }] }), headers: {} };
}
