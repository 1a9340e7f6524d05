import { runtimeError } from './state.ts';

// Taken before the realm is pruned.
const Guard = Proxy;
const guards = new WeakMap<object, object>();
const { get } = Reflect;

const refuse = (): never => runtimeError('Something writes to ctx.request or ctx.identity (aws-appsync-community#382).');

const handler: ProxyHandler<object> = {
  get: (target, name) => readOnly(get(target, name)),
  set: refuse,
  deleteProperty: refuse,
  defineProperty: refuse,
  setPrototypeOf: refuse,
};

/**
 * A view of a value in which nothing can be changed, at any depth: a write ends the handler as AWS ends it. Resolvers
 * that run at the same time share `ctx.request` and `ctx.identity` there (aws-appsync-community#382). Made on access:
 * freezing all claims of a token would cost every evaluation more.
 */
export function readOnly(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = guards.get(value);
  if (known) return known;
  const guard = new Guard(value, handler);
  guards.set(value, guard);
  return guard;
}
