/** What the realm says of one evaluation; what is empty is left out. */
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
  /** Of a crash: `line:column` of the running text, empty where it is unknown. */
  readonly place?: string;
}

export interface GuestLog {
  readonly level: 'INFO' | 'ERROR';
  readonly text: string;
  readonly place: string;
}

/** What a developer should know of a handler that AWS does not run as JavaScript. */
export interface GuestWarning {
  readonly text: string;
  /** `line:column` of the running text, empty where it is unknown. */
  readonly place: string;
}

/** Asks the host for what JavaScript alone cannot do. Primitives in, a primitive out; null for a failure. */
export type HostCall = (service: string, ...values: readonly Primitive[]) => Primitive;

export type Primitive = string | number | boolean | null | undefined;

/** How the file names of modules start, as the engine knows them. */
export const moduleFile = 'appsync:';
