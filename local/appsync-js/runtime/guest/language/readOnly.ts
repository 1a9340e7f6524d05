import { runtimeError } from '../state.ts';

// Taken before the realm is pruned.
const Guard = Proxy;
const guards = new WeakMap<object, object>();
const { get } = Reflect;

const refuse = (): never =>
  runtimeError(
    'The handler writes below ctx.request or ctx.identity, which fails on AWS (aws-appsync-community#382). Use ctx.stash.',
  );

const handler: ProxyHandler<object> = {
  get: (target, name) => inner(get(target, name)),
  set: refuse,
  deleteProperty: refuse,
  defineProperty: refuse,
  setPrototypeOf: refuse,
};

/**
 * A read-only view of a value, at any depth; a write ends the handler. On AWS, resolvers that run at the same time
 * share `ctx.request` and `ctx.identity`, and a write fails at random (aws-appsync-community#382). The views of nested
 * objects are created on access, because freezing all claims of a token would cost more in every evaluation.
 */
export function readOnly(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? new Guard(value, handler) : value;
}

/** Each nested object has only one view, so that it equals itself. */
function inner(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = guards.get(value);
  if (known) return known;
  const guard = new Guard(value, handler);
  guards.set(value, guard);
  return guard;
}
