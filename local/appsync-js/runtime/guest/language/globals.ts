import { draft, fail } from '../state.ts';
import { documentedMethods, documentedNamespaces } from './documented.ts';
import { limitMethods } from './iteration.ts';
import { nearestPlace, placeOfCall } from './places.ts';
import { replaceMethods } from './text.ts';

// Taken before the realm is pruned, so that a handler cannot change them.
const { freeze, fromEntries, defineProperty, getOwnPropertyNames } = Object;
const { apply, ownKeys } = Reflect;
const { parse, stringify } = JSON;
const { sort, join } = Array.prototype;
const { toPrimitive } = Symbol;

/** The module's call of `console.log` is the third frame. */
const framesOfLog = 3;

type Log = (...values: readonly unknown[]) => void;

function log(level: 'INFO' | 'ERROR'): Log {
  return (...logged) => {
    const { logs = [] } = draft();
    const text = logged.map((value) => loggable(value)).join(' ');
    draft().logs = logs.concat({ level, text, place: placeOfCall(framesOfLog) });
  };
}

/** JSON.stringify returns undefined for undefined and for functions. */
function loggable(value: unknown): string {
  return typeof value === 'undefined' || typeof value === 'function' ? typeof value : stringify(value);
}

/** The globals of a module. */
export const globals = {
  console: { log: log('INFO'), error: log('ERROR') },
  Object: pick(Object, documentedNamespaces.Object),
  String: pick(String, documentedNamespaces.String),
  Number: pick(Number, documentedNamespaces.Number),
  Math: pick(Math, documentedNamespaces.Math),
  JSON: { ...pick(JSON, documentedNamespaces.JSON), parse: lenientParse },
};

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}

/** Returns an empty string, without an exception, for text that is not JSON (developer guide, supported features). */
function lenientParse(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return '';
  }
}

const kept: readonly [prototype: object, methods: readonly string[]][] = [
  [String.prototype, documentedMethods.String],
  // V8 slows down every array of the process if Array.prototype has no constructor; see `seal`.
  [Array.prototype, [...documentedMethods.Array, 'constructor']],
  ...[Object, Function, Number, Boolean, Symbol, BigInt].map((type): [object, string[]] => [type.prototype, []]),
];

/** Removes what APPSYNC_JS lacks, then freezes the rest, so that no handler can leave state for the next one. */
export function seal(): void {
  allowConversion();
  defineProperty(Array.prototype, 'sort', { value: plainSort });
  for (const [name, value] of limitMethods()) defineProperty(Array.prototype, name, { value });
  for (const [name, value] of replaceMethods()) defineProperty(String.prototype, name, { value });
  const iterator: object = Object.getPrototypeOf([][Symbol.iterator]()) as object;
  for (const [prototype, names] of kept) prune(prototype, names);
  // A module can still reach Array as `[].constructor`, so it loses all its functions.
  prune(Array, ['prototype']);
  for (const object of kept.map(([prototype]) => prototype).concat(Array, iterator)) freezeAll(object);
  const realm = globalThis;
  for (const name of getOwnPropertyNames(realm)) Reflect.deleteProperty(realm, name);
  // If the realm has no prepareStackTrace, Node calls the host's with objects of this realm.
  defineProperty(realm, 'Error', { value: freeze({ prepareStackTrace: nearestPlace }) });
}

/** Templates and arithmetic convert with toString and valueOf, which are removed; this function replaces both. */
function allowConversion(): void {
  const convert = (prototype: object, plain: (value: object) => string) => {
    const value = function (this: object) {
      const { toString } = this as { toString?: unknown };
      return typeof toString === 'function' ? (apply(toString, this, []) as unknown) : plain(this);
    };
    defineProperty(prototype, toPrimitive, { value });
  };
  convert(Object.prototype, () => '[object Object]');
  convert(Array.prototype, (list) => apply(join, list, [',']));
}

/** AppSync's sort accepts no comparator. */
function plainSort(this: unknown[], comparator?: unknown): unknown[] {
  if (comparator !== undefined) fail('sort() takes no argument in APPSYNC_JS: it sorts by text.');
  return apply(sort, this, []);
}

function prune(object: object, names: readonly string[]): void {
  for (const name of ownKeys(object)) {
    if (typeof name === 'string' && !names.includes(name)) Reflect.deleteProperty(object, name);
  }
}

/** Freezes an object and every object that it references. */
export function freezeAll<T extends object>(object: T): T {
  freeze(object);
  for (const name of getOwnPropertyNames(object)) {
    const value: unknown = Reflect.getOwnPropertyDescriptor(object, name)?.value;
    const reachable = (typeof value === 'object' && value !== null) || typeof value === 'function';
    if (reachable && !Object.isFrozen(value)) freezeAll(value);
  }
  return object;
}
