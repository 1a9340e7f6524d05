import { GraphQLError, type GraphQLResolveInfo, responsePathAsArray, type SourceLocation } from 'graphql';

/** One entry of `errors` in a GraphQL answer, with AppSync's fields and order of keys. */
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

/** An error that ends one field: `util.error`, a failed authorization, a limit, or a wrong request object. */
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

/** A value that does not match the schema; AppSync reports these without type and location. */
export class CompletionError extends Error {
  override readonly name = 'CompletionError';
}

/** An error before any field is resolved: the whole answer is this status and this error. */
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

/** The schema or the API needs something that this host does not support; thrown at start. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** The error for a request object that its data source does not accept. */
export function mappingError(message: string): ResolverError {
  return new ResolverError(message, 'MappingTemplate');
}

/** Source positions in AppSync's format. */
export function locationsOf(locations: readonly SourceLocation[] | undefined): ErrorLocation[] | null {
  return locations?.map(({ line, column }) => ({ line, column, sourceName: null })) ?? null;
}

/**
 * Converts an execution error of graphql-js to AppSync's format.
 * @param error an error from `execute`, with path and position
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

/** Converts an error whose field still gets a value (`util.appendError`). */
export function appendedErrorBody(error: ResolverError, info: GraphQLResolveInfo): ErrorBody {
  const path = responsePathAsArray(info.path);
  return toErrorBody(new GraphQLError(error.message, { nodes: info.fieldNodes, path, originalError: error }));
}
