import type { SubscriptionInvalidation } from '../../appsync-js/runtime/code.ts';
import type { Bindings } from './bindings.ts';
import type { Matches } from './enhancedFilter.ts';
import type { MutationEvent } from './events.ts';

/** A subscription that is on. */
export interface ActiveSubscription {
  readonly field: string;
  readonly wants: Matches;
  /** Whether an invalidation with this payload means it. */
  readonly endsBy: Matches;
  readonly deliver: (event: unknown) => void;
  /** Ends it from the server's side, and its connection with it. */
  readonly invalidate: () => void;
}

/** Every subscription that is on, of all connections. */
export interface Registry {
  /** Answers with what takes the subscription out again. */
  add(subscription: ActiveSubscription): () => void;
  /** Hands an event to every subscription that wants it, in the order in which they were made. */
  publish(event: MutationEvent): void;
  invalidate(invalidation: SubscriptionInvalidation): void;
}

export function createRegistry(bindings: Bindings): Registry {
  const byField = new Map([...bindings.keys()].map((field) => [field, new Set<ActiveSubscription>()]));
  const fieldsOf = fieldsByMutation(bindings);
  // Copies, as what is told may end a subscription.
  const of = (field: string): readonly ActiveSubscription[] => [...(byField.get(field) ?? [])];
  return {
    add(subscription) {
      byField.get(subscription.field)?.add(subscription);
      return () => {
        byField.get(subscription.field)?.delete(subscription);
      };
    },
    publish({ mutation, value }) {
      for (const subscription of (fieldsOf.get(mutation) ?? []).flatMap(of)) {
        if (subscription.wants(value)) subscription.deliver(value);
      }
    },
    invalidate({ subscriptionField, payload }) {
      for (const subscription of of(subscriptionField)) {
        if (subscription.endsBy(payload)) subscription.invalidate();
      }
    },
  };
}

function fieldsByMutation(bindings: Bindings): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const [field, mutations] of bindings) {
    for (const mutation of new Set(mutations)) fields.set(mutation, [...(fields.get(mutation) ?? []), field]);
  }
  return fields;
}
