import { draft, fail, halt } from './state.ts';
import { isObject } from './values.ts';

/** What a handler hands over now, so that changing it later changes nothing. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null)) as T;

/** `extensions` (AWS AppSync developer guide, "Extensions"): recorded here, carried out by the service. */
export const extensions = {
  evictFromApiCache: (typeName: unknown, fieldName: unknown, keyValues: unknown) => {
    const { cacheEvictions = [] } = draft();
    draft().cacheEvictions = cacheEvictions.concat(copied({ typeName, fieldName, keyValues: keyValues ?? {} }));
  },
  setSubscriptionFilter: (filter: unknown) => {
    draft().subscriptionFilter = copied(filter);
  },
  setSubscriptionInvalidationFilter: (filter: unknown) => {
    draft().invalidationFilter = copied(filter);
  },
  invalidateSubscriptions: (invalidation: unknown) => {
    if (!isObject(invalidation) || typeof invalidation['subscriptionField'] !== 'string') {
      fail('extensions.invalidateSubscriptions takes an object with subscriptionField and payload.');
    }
    const { subscriptionField, payload = {} } = invalidation;
    const { invalidations = [] } = draft();
    draft().invalidations = invalidations.concat(copied({ subscriptionField, payload }));
  },
};

/** `runtime` (AWS AppSync developer guide, "Runtime utilities"). */
export const runtime = {
  earlyReturn: (value?: unknown, options?: unknown): never => {
    const skipTo: unknown = isObject(options) ? (options['skipTo'] ?? 'NEXT') : 'NEXT';
    if (skipTo !== 'END' && skipTo !== 'NEXT') fail('runtime.earlyReturn can skip to END or to NEXT.');
    draft().result = value;
    draft().skipTo = skipTo;
    throw halt;
  },
};
