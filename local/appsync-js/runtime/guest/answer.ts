/** The outcome of one evaluation as the realm reports it; empty fields are missing. */
export interface GuestAnswer {
  readonly result?: unknown;
  readonly stash: Readonly<Record<string, unknown>>;
  readonly error?: GuestError;
  readonly appendedErrors?: readonly GuestError[];
  readonly skipTo?: 'END' | 'NEXT';
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly subscriptionFilter?: unknown;
  readonly invalidationFilter?: unknown;
  readonly invalidations?: readonly unknown[];
  readonly cacheEvictions?: readonly unknown[];
  readonly logs?: readonly GuestLog[];
  readonly warnings?: readonly GuestWarning[];
}

export interface GuestError {
  readonly message: string;
  readonly type: string | null;
  readonly data: unknown;
  readonly info: unknown;
  readonly kind: 'raised' | 'unauthorized' | 'crashed';
  /** For a crash: `line:column` of the compiled text; empty if unknown. */
  readonly place?: string;
}

export interface GuestLog {
  readonly level: 'INFO' | 'ERROR';
  readonly text: string;
  readonly place: string;
}

/** A warning for the developer about code that AWS does not run as JavaScript does. */
export interface GuestWarning {
  readonly text: string;
  /** `line:column` of the compiled text; empty if unknown. */
  readonly place: string;
}

/** Calls a service of the host, which JavaScript alone lacks. It takes and returns primitives; null is a failure. */
export type HostCall = (service: string, ...values: readonly Primitive[]) => Primitive;

export type Primitive = string | number | boolean | null | undefined;

/** The prefix of the module file names in stack traces. */
export const moduleFile = 'appsync:';
