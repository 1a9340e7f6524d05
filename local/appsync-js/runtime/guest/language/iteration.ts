import { fail, warn } from '../state.ts';
import { isList } from './kinds.ts';
import { placeOfCaller } from './places.ts';

const { apply } = Reflect;
const { slice } = Array.prototype;
const { fromEntries, keys } = Object;

/**
 * AppSync's quota of iterations. Each loop and each array method stops there separately, without an error
 * (aws-appsync-community#371; AWS General Reference, "AWS AppSync endpoints and quotas").
 */
const limit = 1000;

function warnLimit(what: string, length: number, place: string): void {
  const reason = `${what} stops after ${limit} of ${length} elements, as on AWS (aws-appsync-community#371).`;
  warn(`${reason} Loop over slices of at most ${limit}.`, place);
}

/**
 * The elements that a for-of loop visits: at most 1,000, in a copy, so that the loop does not see changes by its body.
 * @throws TypeError for a value that is not iterable
 */
export function each(iterable: unknown): readonly unknown[] {
  const elements = isList(iterable) ? iterable : elementsOf(iterable);
  if (elements.length > limit) warnLimit('for-of', elements.length, placeOfCaller(each));
  return apply(slice, elements, [0, limit]);
}

function elementsOf(iterable: unknown): readonly unknown[] {
  try {
    return [...(iterable as Iterable<unknown>)];
  } catch {
    return fail(`for-of takes a list or a text, not ${iterable === null ? 'null' : typeof iterable}.`);
  }
}

/** The object whose names a for-in loop visits: the value itself, or an object with only its first 1,000 names. */
export function enumerable(value: unknown): unknown {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'string') return value;
  const names = keys(value);
  if (names.length <= limit) return value;
  warnLimit('for-in', names.length, placeOfCaller(enumerable));
  return fromEntries(apply(slice, names, [0, limit]).map((name) => [name, true]));
}

type Callback = (...given: unknown[]) => unknown;
type Method = (this: readonly unknown[], ...given: never[]) => unknown;

/** The callback results that the methods use for elements beyond the limit. */
const unvisited = {
  forEach: undefined,
  map: undefined,
  flatMap: [],
  filter: false,
  find: false,
  findIndex: false,
  some: false,
  every: true,
} as const;

/** The array methods that take a callback; called by a module, each visits at most 1,000 elements. */
export function limitMethods(): readonly (readonly [name: string, method: Method])[] {
  const natives = Array.prototype as unknown as Readonly<Record<string, Method>>;
  const callbacks: Readonly<Record<string, LimitedCallback>> = {
    ...fromEntries(Object.entries(unvisited).map(([name, answer]) => [name, first(answer)])),
    ...{ reduce: firstSums, findLast: last, findLastIndex: last, reduceRight: lastSums },
  };
  return Object.entries(callbacks).map(([name, callback]) => {
    return [name, limited(name, natives[name] as Method, callback, name === 'map' ? cut : same)] as const;
  });
}

/** Creates a callback that has no effect beyond the limit. */
type LimitedCallback = (callback: Callback, length: number) => Callback;

const same = (answer: unknown): unknown => answer;

function limited(
  name: string,
  native: Method,
  limitedCallback: LimitedCallback,
  finish: (answer: unknown) => unknown,
): Method {
  return function method(this: readonly unknown[], ...given: never[]): unknown {
    const { length } = this;
    if (length <= limit) return apply(native, this, given);
    const [callback, ...more] = given as readonly unknown[];
    const place = placeOfCaller(method);
    if (place === '' || typeof callback !== 'function') return apply(native, this, given);
    warnLimit(`${name}()`, length, place);
    return finish(apply(native, this, [limitedCallback(callback as Callback, length), ...more] as never[]));
  };
}

function first(otherwise: unknown): LimitedCallback {
  return (callback) => (value, index, list) => ((index as number) < limit ? callback(value, index, list) : otherwise);
}

function last(callback: Callback, length: number): Callback {
  return (value, index, list) => (index as number) >= length - limit && callback(value, index, list);
}

function firstSums(callback: Callback): Callback {
  return (sum, value, index, list) => ((index as number) < limit ? callback(sum, value, index, list) : sum);
}

function lastSums(callback: Callback, length: number): Callback {
  return (sum, value, index, list) => ((index as number) >= length - limit ? callback(sum, value, index, list) : sum);
}

function cut(mapped: unknown): unknown {
  return apply(slice, mapped, [0, limit]);
}
