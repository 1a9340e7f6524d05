import type { GuestError, HostCall } from './answer.ts';
import * as requests from './dynamodb/requests.ts';
import { operations } from './dynamodb/update.ts';
import { toBinarySet, toNumberSet, toStringSet } from './dynamodb/values.ts';
import { extensions, runtime } from './extensions.ts';
import { connect } from './host.ts';
import { freezeAll, globals, seal } from './language/globals.ts';
import { each, enumerable } from './language/iteration.ts';
import { readOnly } from './language/readOnly.ts';
import { type Draft, draft, halt, start } from './state.ts';
import { util } from './util.ts';

// This file and its imports run inside the realm, once, before any resolver code.

const { parse, stringify } = JSON;
const { defineProperty } = Object;
const { now } = Date;
const crashType = TypeError;

type Handlers = Readonly<Record<string, (context: unknown) => unknown>>;
type Instantiate = (imports: unknown) => Handlers;

const imports = freezeAll({
  '@aws-appsync/utils': { util, extensions, runtime },
  '@aws-appsync/utils/dynamodb': { ...requests, operations, toStringSet, toNumberSet, toBinarySet },
});
const given: Readonly<Record<string, unknown>> = freezeAll({ util, extensions, runtime, ...globals });

/** Limits of ours, against loops in loops in loops. Two loops of 1,000 in one another stay far below. */
const runLimit = 10_000_000;
const secondsLimit = 5;
/** The clock is read once in so many runs: a power of two. */
const runsBetweenLooks = 64;
let runs = 0;
let end = 0;

function count(): void {
  runs += 1;
  if (runs > runLimit) {
    throw new crashType(`The handler made more than ${runLimit} function calls and loop iterations.`);
  }
  if (runs % runsBetweenLooks === 0 && now() > end) {
    throw new crashType(`The handler ran for more than ${secondsLimit} seconds. Do less in one handler.`);
  }
}

/** `??`: both sides are evaluated before this call (aws-appsync-community#403). */
const coalesce = (left: unknown, right: unknown): unknown => left ?? right;

const helperFunctions: Readonly<Record<string, unknown>> = { count, coalesce, each, enumerable };

/** Connects the realm to its host and removes what resolver code must not have. */
export function install(host: HostCall): void {
  connect(host);
  seal();
}

/**
 * Passes the globals and the helpers to the function of a module.
 * @param names the names of the globals
 * @param helpers the names of the helpers
 */
export function bind(
  define: (...values: readonly unknown[]) => Instantiate,
  names: string,
  helpers: string,
): Instantiate {
  return define(
    ...names.split(',').map((name) => given[name]),
    ...helpers.split(',').map((name) => helperFunctions[name]),
  );
}

/**
 * Runs a handler.
 * @param strict whether it runs with the behaviour that AWS only probably has
 * @param others its `ctx` without `prev` and `result`, as JSON
 * @param prev its `ctx.prev`, as JSON
 * @param result its `ctx.result`, as JSON
 * @returns three lines of JSON, which contains no line ends: the stash, the handler's result, the rest of a GuestAnswer
 */
export function run(
  instantiate: Instantiate,
  strict: boolean,
  handler: string,
  others: string,
  prev: string,
  result?: string,
): string {
  runs = 0;
  end = now() + secondsLimit * 1_000;
  try {
    const ctx = contextOf(strict, others, prev, result);
    draft().result = instantiate(imports)[handler]?.(ctx);
    return written(draft());
  } catch (error) {
    return written(endedBy(error));
  }
}

function written({ result, stash, ...rest }: Draft): string {
  return `${json(stash) ?? '{}'}\n${json(result) ?? 'null'}\n${stringify(rest)}`;
}

/** JSON.stringify returns undefined for undefined and for functions. */
const json = (value: unknown): string | undefined => stringify(value);

function endedBy(error: unknown): Draft {
  if (error === halt) return draft();
  const ended = draft();
  // A value that JSON.stringify cannot serialize must not hide the crash that it caused.
  delete ended.result;
  if (!writable(ended.stash)) ended.stash = {};
  ended.error = crash(error);
  return ended;
}

function writable(value: unknown): boolean {
  try {
    stringify(value);
    return true;
  } catch {
    return false;
  }
}

function crash(error: unknown): GuestError {
  const { message, stack } = error as { readonly message?: unknown; readonly stack?: unknown };
  return { kind: 'crashed', type: 'Code', message: String(message), data: null, info: null, place: String(stack) };
}

function contextOf(strict: boolean, others: string, prev: string, result: string | undefined): unknown {
  const ctx = parse(others) as Record<string, unknown>;
  const stash = (ctx['stash'] ?? {}) as Record<string, unknown>;
  start(stash, ctx['identity'], strict);
  ctx['identity'] = readOnly(ctx['identity']);
  ctx['request'] = readOnly(ctx['request']);
  ctx['arguments'] ??= {};
  ctx['args'] = ctx['arguments'];
  defineProperty(ctx, 'stash', { value: stash, writable: false, enumerable: true });
  hide(ctx['info'], 'selectionSetList');
  hide(ctx['info'], 'selectionSetGraphQL');
  put(ctx, 'prev', prev);
  if (result !== undefined) put(ctx, 'result', result);
  return ctx;
}

/** Up to about this length, parsing the text costs less than defining a lazy property. */
const shortText = 1_000;

/**
 * Handlers pass whole pages on as `prev` and `result`, and few handlers read both, so long ones are parsed on demand.
 */
function put(ctx: Record<string, unknown>, name: string, text: string): void {
  if (text.length <= shortText) {
    ctx[name] = parse(text);
    return;
  }
  const own = { enumerable: true, configurable: true } as const;
  const set = (value: unknown) => defineProperty(ctx, name, { ...own, value, writable: true });
  const get = () => {
    const value: unknown = parse(text);
    set(value);
    return value;
  };
  defineProperty(ctx, name, { ...own, get, set });
}

/** `JSON.stringify(ctx.info)` omits the selection set; the property itself is readable. */
function hide(info: unknown, name: string): void {
  if (typeof info !== 'object' || info === null || !Object.hasOwn(info, name)) return;
  defineProperty(info, name, { enumerable: false });
}
