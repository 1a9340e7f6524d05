import type { SubscriptionInvalidation } from '../../appsync-js/runtime/code.ts';
import type { Bindings } from './bindings.ts';
import type { MutationEvent } from './events.ts';
import type { Matches } from './filters/enhancedFilter.ts';

/** An active subscription. */
export interface ActiveSubscription {
  readonly field: string;
  readonly matches: Matches;
  /** Whether an invalidation with this payload ends the subscription. */
  readonly isInvalidatedBy: Matches;
  readonly deliver: (event: unknown) => void;
  /** Ends the subscription and its connection from the server's side. */
  readonly invalidate: () => void;
}

/** All active subscriptions of all connections. */
export interface Registry {
  /** Adds a subscription; returns a function that removes it. */
  add(subscription: ActiveSubscription): () => void;
  /** Delivers an event to every matching subscription, in the order in which they were added. */
  publish(event: MutationEvent): void;
  invalidate(invalidation: SubscriptionInvalidation): void;
}

export function createRegistry(bindings: Bindings): Registry {
  const byField = new Map([...bindings.keys()].map((field) => [field, new Set<ActiveSubscription>()]));
  const fieldsOf = fieldsByMutation(bindings);
  // Copies, because a delivery may end a subscription.
  const subscriptionsOf = (field: string): readonly ActiveSubscription[] => [...(byField.get(field) ?? [])];
  return {
    add(subscription) {
      byField.get(subscription.field)?.add(subscription);
      return () => {
        byField.get(subscription.field)?.delete(subscription);
      };
    },
    publish({ mutation, value }) {
      for (const subscription of (fieldsOf.get(mutation) ?? []).flatMap(subscriptionsOf)) {
        if (subscription.matches(value)) subscription.deliver(value);
      }
    },
    invalidate({ subscriptionField, payload }) {
      for (const subscription of subscriptionsOf(subscriptionField)) {
        if (subscription.isInvalidatedBy(payload)) subscription.invalidate();
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
