import { isObject } from './language/kinds.ts';
import { draft, fail, halt, isStrict, runtimeError, warn } from './state.ts';

/** Copies a value, so that later changes by the handler have no effect. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null)) as T;

/** `extensions` (AWS AppSync developer guide, "Extensions"): the realm records the calls, the service executes them. */
export const extensions = {
  evictFromApiCache: (typeName: unknown, fieldName: unknown, keyValues: unknown) => {
    const { cacheEvictions = [] } = draft();
    draft().cacheEvictions = cacheEvictions.concat(copied({ typeName, fieldName, keyValues: keyValues ?? {} }));
  },
  setSubscriptionFilter: (filter: unknown) => {
    draft().subscriptionFilter = copied(filter);
    if (filter !== null && filter !== undefined) return;
    const { logs = [] } = draft();
    const text =
      'extensions.setSubscriptionFilter(null) sets no filter: the arguments of the subscription filter its events.';
    draft().logs = logs.concat({ level: 'INFO', text, place: '' });
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
    if (value === undefined || value === null) returnNothing();
    draft().result = value;
    draft().skipTo = skipTo;
    throw halt;
  },
};

/** A user reports that AWS fails here (aws-appsync-community#280); others report that it does not. */
function returnNothing(): void {
  const reason = 'runtime.earlyReturn gets null or undefined, which fails on AWS (aws-appsync-community#280).';
  const advice = `${reason} Give it another value, and answer null in the response handler.`;
  if (isStrict()) runtimeError(advice);
  warn(advice);
}
