/** The outcome of one handler run. It is plain data without references to the realm of the handler. */
export interface Evaluation {
  /** The handler's return value as JSON, which usually goes to the next handler unparsed. `undefined` becomes null. */
  readonly result: string;
  /** JSON. */
  readonly stash: string;
  /** The error that ended the handler. */
  readonly error: RaisedError | null;
  /** The errors of `util.appendError`, which does not end the handler. */
  readonly appendedErrors: readonly HandlerError[];
  /** Set by `runtime.earlyReturn`; `result` is then its value. */
  readonly earlyReturn: { readonly skipTo: SkipTo } | null;
  /** The response headers by lower-case name. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly subscriptionFilter: SubscriptionFilter | null;
  readonly invalidationFilter: SubscriptionFilter | null;
  readonly invalidations: readonly SubscriptionInvalidation[];
  readonly cacheEvictions: readonly CacheEviction[];
  /** The output of `console.log` and `console.error`, in order, in AppSync's format. */
  readonly logs: readonly string[];
  /** The places where AWS does not behave as JavaScript does, with the reason. */
  readonly warnings: readonly string[];
}

export type SkipTo = 'END' | 'NEXT';

/** An error in the form of the `errors` of a GraphQL response. */
export interface HandlerError {
  readonly message: string;
  readonly type: string | null;
  readonly data: unknown;
  readonly info: unknown;
}

export interface RaisedError extends HandlerError {
  /** `unauthorized` gets AppSync's own message, which names the field; `crashed` has the type `Code`. */
  readonly kind: 'raised' | 'unauthorized' | 'crashed';
  /** The location of a crash, mapped by the source map if the code has one. */
  readonly location: SourceLocation | null;
}

export interface SourceLocation {
  /** The original file, or the code's name without a source map. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One group of `filterGroup` must match; a group matches if all its filters match. */
export interface SubscriptionFilter {
  readonly filterGroup: readonly {
    readonly filters: readonly { readonly fieldName: string; readonly operator: string; readonly value: unknown }[];
  }[];
}

export interface SubscriptionInvalidation {
  readonly subscriptionField: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface CacheEviction {
  readonly typeName: string;
  readonly fieldName: string;
  readonly keyValues: Readonly<Record<string, unknown>>;
}
