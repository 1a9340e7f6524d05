import type { GraphQLSchema } from 'graphql';

import type { AppSyncApi } from '../api.ts';
import type { Authenticate } from '../auth/authentication.ts';
import type { Headers } from '../auth/caller.ts';
import type { CheckedDocument } from '../document/documents.ts';
import type { Executed } from '../execution/execution.ts';
import type { Data } from './messages.ts';

/** The subscriptions of an API, independent of the transport of their messages. */
export interface Realtime {
  /**
   * Authorizes a client's connection.
   * @throws RequestRefused if the client may not connect
   */
  connect(headers: Headers, sourceIp: string): Promise<void>;
  /**
   * Creates a subscription, which calls the listener from then on.
   * @returns a function that ends the subscription
   * @throws RequestRefused, or SubscriptionRefused if the document or a resolver does not allow it
   */
  subscribe(request: SubscribeRequest, listener: Listener): Promise<() => void>;
  /** Publishes a request's mutations and invalidations to the subscribers. */
  publish(executed: Executed): void;
}

export interface SubscribeRequest {
  /** The body of a GraphQL request. */
  readonly data: string;
  readonly authorization: Headers;
  readonly sourceIp: string;
}

/** Gets the events of a subscription. */
export interface Listener {
  readonly next: (payload: Data['payload']) => void;
  /** The server has ended the subscription. */
  readonly invalidated: () => void;
}

export interface RealtimeParts {
  readonly api: AppSyncApi;
  /** The executable schema, with its resolvers. */
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly read: (query: string) => CheckedDocument;
  /** The timeout of a subscription's resolver. */
  readonly milliseconds: number;
}
