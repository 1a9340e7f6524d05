import { GraphQLError, type GraphQLResolveInfo, responsePathAsArray, type SourceLocation } from 'graphql';

/** One entry of `errors` in a GraphQL answer, in AppSync's shape and order of keys. */
export interface ErrorBody {
  readonly path: readonly (string | number)[] | null;
  readonly data?: unknown;
  readonly errorType?: string | null;
  readonly errorInfo?: unknown;
  readonly locations: readonly ErrorLocation[] | null;
  readonly message: string;
}

export interface ErrorLocation extends SourceLocation {
  readonly sourceName: null;
}

/** What ends one field with an error of its own: `util.error`, a refusal, a limit, a wrong request object. */
export class ResolverError extends Error {
  readonly type: string | null;
  readonly data: unknown;
  readonly info: unknown;

  constructor(message: string, type: string | null, data: unknown = null, info: unknown = null) {
    super(message);
    this.name = 'ResolverError';
    this.type = type;
    this.data = data;
    this.info = info;
  }
}

/** A value that does not fit the schema; AppSync answers these without type and location. */
export class CompletionError extends Error {
  override readonly name = 'CompletionError';
}

/** A request refused before it reaches a field: the whole answer is this status and this one error. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.name = 'RequestRefused';
    this.status = status;
    this.type = type;
  }
}

/** What the schema or the API asks for that this host cannot serve; raised at start. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** The error for a request object that is not what its data source takes. */
export function mappingError(message: string): ResolverError {
  return new ResolverError(message, 'MappingTemplate');
}

/** Source positions as AppSync writes them. */
export function locationsOf(locations: readonly SourceLocation[] | undefined): ErrorLocation[] | null {
  return locations?.map(({ line, column }) => ({ line, column, sourceName: null })) ?? null;
}

/**
 * An execution error of graphql-js in AppSync's shape.
 * @param error as `execute` collected it, with path and position
 */
export function toErrorBody(error: GraphQLError): ErrorBody {
  const path = error.path ?? null;
  const cause = error.originalError;
  if (cause instanceof ResolverError) {
    const { type, data, info, message } = cause;
    return { path, data, errorType: type, errorInfo: info, locations: locationsOf(error.locations), message };
  }
  if (cause instanceof CompletionError) return { path, locations: null, message: cause.message };
  return { path, locations: locationsOf(error.locations), message: error.message };
}

/** The same for an error whose field goes on (`util.appendError`). */
export function appendedErrorBody(error: ResolverError, info: GraphQLResolveInfo): ErrorBody {
  const path = responsePathAsArray(info.path);
  return toErrorBody(new GraphQLError(error.message, { nodes: info.fieldNodes, path, originalError: error }));
}
