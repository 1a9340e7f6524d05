/** What one run of a handler left behind. Plain data: nothing in it belongs to the realm the handler ran in. */
export interface Evaluation {
  /** What the handler returned, as JSON, which most often goes to the next handler: `undefined` is null. */
  readonly result: string;
  /** JSON. */
  readonly stash: string;
  /** The error that ended the handler. */
  readonly error: RaisedError | null;
  /** `util.appendError`: the handler went on. */
  readonly appendedErrors: readonly HandlerError[];
  /** `runtime.earlyReturn`: `result` holds its value. */
  readonly earlyReturn: { readonly skipTo: SkipTo } | null;
  /** By lower-case name. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly subscriptionFilter: SubscriptionFilter | null;
  readonly invalidationFilter: SubscriptionFilter | null;
  readonly invalidations: readonly SubscriptionInvalidation[];
  readonly cacheEvictions: readonly CacheEviction[];
  /** `console.log` and `console.error`, in order, worded as AppSync words them. */
  readonly logs: readonly string[];
  /** Where the handler met something that AWS does not do as JavaScript does: place and reason. */
  readonly warnings: readonly string[];
}

export type SkipTo = 'END' | 'NEXT';

/** An error as it goes into the `errors` of a GraphQL answer. */
export interface HandlerError {
  readonly message: string;
  readonly type: string | null;
  readonly data: unknown;
  readonly info: unknown;
}

export interface RaisedError extends HandlerError {
  /** `unauthorized` wants AppSync's own wording, which names the field; `crashed` has the type `Code`. */
  readonly kind: 'raised' | 'unauthorized' | 'crashed';
  /** Where a crash happened, through the source map if the code carries one. */
  readonly location: SourceLocation | null;
}

export interface SourceLocation {
  /** The original file, or the code's name where there is no source map. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `filterGroup` entries are alternatives; the filters inside one must all hold. */
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
