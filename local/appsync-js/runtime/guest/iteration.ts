import { placeOfCaller } from './places.ts';
import { fail, warn } from './state.ts';
import { isList } from './values.ts';

const { apply } = Reflect;
const { slice } = Array.prototype;
const { fromEntries, keys } = Object;

/**
 * AppSync's quota of iterations. Loops and callbacks stop there without an error, each for itself
 * (aws-appsync-community#371; AWS General Reference, "AWS AppSync endpoints and quotas").
 */
const limit = 1000;

function stopped(what: string, length: number, place: string): void {
  const reason = `${what} stops after ${limit} of ${length} elements, as on AWS (aws-appsync-community#371).`;
  warn(`${reason} Loop over slices of at most ${limit}.`, place);
}

/**
 * What a for-of loop visits: a copy, so that it does not see what its body adds or removes; at most 1,000 elements.
 * Raises a TypeError for what cannot be iterated.
 */
export function each(iterable: unknown): readonly unknown[] {
  const elements = isList(iterable) ? iterable : elementsOf(iterable);
  if (elements.length > limit) stopped('for-of', elements.length, placeOfCaller(each));
  return apply(slice, elements, [0, limit]);
}

function elementsOf(iterable: unknown): readonly unknown[] {
  try {
    return [...(iterable as Iterable<unknown>)];
  } catch {
    return fail(`for-of takes a list or a text, not ${iterable === null ? 'null' : typeof iterable}.`);
  }
}

/** What a for-in loop looks for names in: the object itself, or one with its first 1,000 names. */
export function enumerable(value: unknown): unknown {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'string') return value;
  const names = keys(value);
  if (names.length <= limit) return value;
  stopped('for-in', names.length, placeOfCaller(enumerable));
  return fromEntries(apply(slice, names, [0, limit]).map((name) => [name, true]));
}

type Callback = (...given: unknown[]) => unknown;
type Method = (this: readonly unknown[], ...given: never[]) => unknown;

/** What a callback that is no longer called would have answered. */
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

/** The methods of arrays that take a callback, each visiting at most 1,000 elements when a module calls it. */
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

/** Makes a callback that does nothing once the limit is reached. */
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
    stopped(`${name}()`, length, place);
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
