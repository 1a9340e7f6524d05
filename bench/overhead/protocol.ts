import type { Credentials } from '../../local/iam/principals.ts';

/** The addresses that a caller uses, and the expected item. */
export interface Target {
  readonly graphql: { readonly url: string; readonly token: string };
  readonly dynamodb: {
    readonly endpoint: string;
    readonly region: string;
    readonly tableName: string;
    readonly credentials: Credentials;
  };
  readonly id: string;
  /** The text of the notice with that id. */
  readonly text: string;
}

/** The task of a caller: to call for this long, with this many concurrent calls. */
export interface Turn {
  readonly concurrency: number;
  readonly milliseconds: number;
}

export interface Measured {
  /** The median time from the start of a call to its answer. */
  readonly medianMilliseconds: number;
  readonly callsPerSecond: number;
  readonly calls: number;
}

export type Side = 'graphql' | 'sdk';
