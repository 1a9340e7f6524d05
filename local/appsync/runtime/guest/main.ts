import type { GuestAnswer, GuestError, HostCall } from './answer.ts';
import { extensions, runtime } from './extensions.ts';
import { freezeAll, globals, seal } from './globals.ts';
import { connect } from './host.ts';
import * as requests from './requests.ts';
import { draft, halt, start } from './state.ts';
import { operations } from './update.ts';
import { util } from './util.ts';
import { toBinarySet, toNumberSet, toStringSet } from './values.ts';

// This file and what it imports run inside the realm, once, before any resolver code does.

const { parse, stringify } = JSON;
const { defineProperty } = Object;
const crashType = TypeError;

type Handlers = Readonly<Record<string, (context: unknown) => unknown>>;
type Instantiate = (imports: unknown) => Handlers;

const imports = freezeAll({
  '@aws-appsync/utils': { util, extensions, runtime },
  '@aws-appsync/utils/dynamodb': { ...requests, operations, toStringSet, toNumberSet, toBinarySet },
});
const given: Readonly<Record<string, unknown>> = freezeAll({ util, extensions, runtime, ...globals });

// AppSync words its quota for loops; calls have a limit of ours, against recursion that would not end.
const loopLimit = 1000;
const callLimit = 1_000_000;
let loops = 0;
let calls = 0;

function countLoop(): void {
  loops += 1;
  if (loops > loopLimit) throw new crashType(`The handler ran more than ${loopLimit} loop iterations.`);
}

function countCall(): void {
  calls += 1;
  if (calls > callLimit) throw new crashType(`The handler made more than ${callLimit} function calls.`);
}

/** Connects the realm with its host and takes away what resolver code must not have. */
export function install(host: HostCall): void {
  connect(host);
  seal();
}

/** Takes the function of a module and binds the globals it may use. */
export function bind(define: (...values: readonly unknown[]) => Instantiate, names: string): Instantiate {
  return define(...names.split(',').map((name) => given[name]), countLoop, countCall);
}

/** Runs a handler. The context comes in, and the answer (a GuestAnswer) goes out, as JSON. */
export function run(instantiate: Instantiate, handler: string, context: string): string {
  loops = 0;
  calls = 0;
  try {
    const ctx = contextOf(context);
    draft().result = instantiate(imports)[handler]?.(ctx);
    return stringify(draft());
  } catch (error) {
    return stringify(endedBy(error));
  }
}

function endedBy(error: unknown): GuestAnswer {
  if (error === halt) return draft();
  const ended = draft();
  // What JSON cannot hold must not hide the crash it caused.
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

function contextOf(text: string): unknown {
  const ctx = parse(text) as Record<string, unknown>;
  const stash = (ctx['stash'] ?? {}) as Record<string, unknown>;
  start(stash, ctx['identity']);
  ctx['arguments'] ??= {};
  ctx['args'] = ctx['arguments'];
  defineProperty(ctx, 'stash', { value: stash, writable: false, enumerable: true });
  hide(ctx['info'], 'selectionSetList');
  hide(ctx['info'], 'selectionSetGraphQL');
  return ctx;
}

/** `JSON.stringify(ctx.info)` leaves the selection out; reading it works. */
function hide(info: unknown, name: string): void {
  if (typeof info !== 'object' || info === null || !Object.hasOwn(info, name)) return;
  defineProperty(info, name, { enumerable: false });
}
