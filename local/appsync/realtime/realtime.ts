import { readBindings } from './bindings.ts';
import { eventShaper } from './delivery.ts';
import { eventOf } from './events.ts';
import { createRegistry } from './registry.ts';
import { subscriber } from './subscribe.ts';
import type { Realtime, RealtimeParts } from './types.ts';

/** @throws Unsupported for an `@aws_subscribe` that does not match the schema */
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
