import type { GraphQLSchema } from 'graphql';

import type { AppSyncApi } from '../api.ts';
import type { Authenticate, Headers } from '../authentication.ts';
import type { CheckedDocument } from '../documents.ts';
import type { Executed } from '../execution.ts';
import { readBindings } from './bindings.ts';
import { eventShaper } from './delivery.ts';
import { eventOf } from './events.ts';
import type { Data } from './messages.ts';
import { createRegistry } from './registry.ts';
import { subscriber } from './subscribe.ts';

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

/** Raises Unsupported for an `@aws_subscribe` that does not fit the schema. */
export function createRealtime(parts: RealtimeParts): Realtime {
  const registry = createRegistry(readBindings(parts.schema));
  const subscribe = subscriber(parts, registry, eventShaper(parts.api));
  return {
    async connect(headers, sourceIp) {
      await parts.authenticate({ headers, sourceIp, path: '/graphql/connect', body: '{}' });
    },
    subscribe,
    publish({ answer, effects }) {
      for (const info of effects.mutations) {
        const event = eventOf(info, answer.data);
        if (event !== null) registry.publish(event);
      }
      for (const invalidation of effects.invalidations) registry.invalidate(invalidation);
    },
  };
}
