import type { Credentials } from '../../local/iam/principals.ts';

/** Where a caller finds what it calls, and what it has to get. */
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

/** What a caller is asked to do: to call for so long, with so many calls under way. */
export interface Turn {
  readonly concurrency: number;
  readonly milliseconds: number;
}

export interface Measured {
  /** A call's, from its beginning to its answer. */
  readonly medianMilliseconds: number;
  readonly callsPerSecond: number;
  readonly calls: number;
}

export type Side = 'graphql' | 'sdk';
