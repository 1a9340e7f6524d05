/** A data source client: it runs the request object that a `request` handler returned. */
export interface DataSourceClient {
  /**
   * Returns `ctx.result`.
   * @throws DataSourceError for a failure of the data source; the `response` handler gets it as `ctx.error`
   * @throws ResolverError (`MappingTemplate`) for an invalid request object; it ends the field
   */
  invoke(request: unknown, invocation: Invocation): Promise<unknown>;
}

export interface Invocation {
  /** The calling resolver, and in a pipeline the function. A nextToken is valid only for the site that made it. */
  readonly site: string;
  readonly signal: AbortSignal;
  /** The maximum number of requests in one `BatchInvoke` of this resolver, if the resolver sets it. */
  readonly batchSize?: number | undefined;
}

/** A failure that the data source reported. */
export class DataSourceError extends Error {
  /** The error type, for example `DynamoDB:ConditionalCheckFailedException`. */
  readonly type: string;
  /** `ctx.result`, which the handler gets together with the error. */
  readonly result: unknown;

  constructor(type: string, message: string, result: unknown = null, cause?: unknown) {
    super(message, { cause });
    this.name = 'DataSourceError';
    this.type = type;
    this.result = result;
  }
}
