import type { GraphQLSchema } from 'graphql';

import type { AppSyncApi } from '../api.ts';
import type { Authenticate } from '../auth/authentication.ts';
import type { Headers } from '../auth/caller.ts';
import type { CheckedDocument } from '../document/documents.ts';
import type { Executed } from '../execution/execution.ts';
import type { Data } from './messages.ts';

/** The subscriptions of an API, whatever carries their messages. */
export interface Realtime {
  /** Lets a client connect. Raises RequestRefused for one that may not. */
  connect(headers: Headers, sourceIp: string): Promise<void>;
  /**
   * Makes a subscription and answers with what ends it. From then on the listener is called.
   * Raises RequestRefused, or SubscriptionRefused for what the document or a resolver is against.
   */
  subscribe(request: SubscribeRequest, listener: Listener): Promise<() => void>;
  /** Tells the subscribers what a request has changed. */
  publish(executed: Executed): void;
}

export interface SubscribeRequest {
  /** The body of a GraphQL request. */
  readonly data: string;
  readonly authorization: Headers;
  readonly sourceIp: string;
}

/** Who gets what a subscription brings. */
export interface Listener {
  readonly next: (payload: Data['payload']) => void;
  /** The server has ended the subscription. */
  readonly invalidated: () => void;
}

export interface RealtimeParts {
  readonly api: AppSyncApi;
  /** With its behaviour attached. */
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly read: (query: string) => CheckedDocument;
  /** How long a subscription's resolver may take. */
  readonly milliseconds: number;
}
