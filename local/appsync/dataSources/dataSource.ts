/** A data source, ready to take what a `request` handler returned. */
export interface DataSourceClient {
  /**
   * Answers with `ctx.result`. Raises DataSourceError for what the `response` handler gets to see as `ctx.error`, and
   * ResolverError (`MappingTemplate`) for a request object it cannot read, which ends the field.
   */
  invoke(request: unknown, invocation: Invocation): Promise<unknown>;
}

export interface Invocation {
  /** The resolver, and in a pipeline the function, that asks: a nextToken belongs to one of them alone. */
  readonly site: string;
  readonly signal: AbortSignal;
  /** How many requests a `BatchInvoke` of this resolver may hold, where it says so. */
  readonly batchSize?: number | undefined;
}

/** A failure that the data source reported. */
export class DataSourceError extends Error {
  /** `DynamoDB:ConditionalCheckFailedException` and the like. */
  readonly type: string;
  /** `ctx.result` beside the error. */
  readonly result: unknown;

  constructor(type: string, message: string, result: unknown = null, cause?: unknown) {
    super(message, { cause });
    this.name = 'DataSourceError';
    this.type = type;
    this.result = result;
  }
}
