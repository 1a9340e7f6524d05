import { fileURLToPath } from 'node:url';
import { type Context, createContext, Script } from 'node:vm';
import { buildSync } from 'esbuild';

import { moduleExtension } from '../../modules.ts';
import { CodeError } from './codeError.ts';
import type { ContextText } from './contextText.ts';
import type { Evaluation, RaisedError, SourceLocation } from './evaluation.ts';
import type { CacheEviction, SubscriptionFilter, SubscriptionInvalidation } from './evaluation.ts';
import { type GuestAnswer, type GuestError, type HostCall, moduleFile } from './guest/answer.ts';
import { helpers } from './instrument.ts';
import { moduleGlobals, type ParsedModule } from './module.ts';
import type { Locator } from './sourceMap.ts';
import { hostCall } from './system/services.ts';

/** Runs a handler of one module. */
type Runner = (handler: string, context: ContextText, locate: Locator) => Evaluation;

/** The realm that runs all resolver code. It keeps no state between evaluations, because its objects are frozen. */
export interface Realm {
  load(module: ParsedModule, name: string): Runner;
}

/** The exports of the realm's library. Its calls only pass strings and functions of the realm. */
interface Guest {
  install(host: HostCall): void;
  bind(define: unknown, globals: string, helpers: string): unknown;
  run(instantiate: unknown, strict: boolean, handler: string, others: string, prev: string, result?: string): unknown;
}

let shared: Realm | undefined;

/** Returns the process's realm, which the first call creates. */
export function realm(): Realm {
  shared ??= makeRealm();
  return shared;
}

function makeRealm(): Realm {
  // A host object would give access to the host's constructors; an object without a prototype does not.
  const context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  const guest = new Script(libraryText(), { filename: 'appsync-runtime' }).runInContext(context) as Guest;
  guest.install(hostCall);
  return { load: (module, name) => load(guest, context, module, name) };
}

/** The library gets the realm's built-ins as parameters, so the globals can be deleted. */
function libraryText(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`./guest/main${moduleExtension}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'guest',
    target: 'es2023',
  });
  const builtIns =
    'Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Math, JSON, Reflect, Error, TypeError';
  return `((${builtIns}) => { "use strict"; ${outputFiles[0]?.text ?? ''}; return guest; })(${builtIns})`;
}

function load(guest: Guest, context: Context, module: ParsedModule, name: string): Runner {
  const define: unknown = compile(module, name).runInContext(context);
  const instantiate = guest.bind(define, moduleGlobals.join(), helpers.join());
  const run: RunHandler = (handler, { others, prev, result }) =>
    guest.run(instantiate, module.strict, handler, others, prev, result);
  return (handler, text, locate) => evaluation(runSafely(run, handler, text), placeIn(module, locate));
}

function compile(module: ParsedModule, name: string): Script {
  try {
    return new Script(module.text, { filename: moduleFile + name, lineOffset: -module.linesBefore });
  } catch (error) {
    const location = { file: name, line: 1, column: 1 };
    throw new CodeError(name, [{ errorType: 'PARSE_ERROR', rule: 'syntax', value: String(error), location }]);
  }
}

type RunHandler = (handler: string, context: ContextText) => unknown;

/**
 * Runs a handler. It ignores any error thrown out of the realm, because the handler may have created the error object.
 */
function runSafely(run: RunHandler, handler: string, context: ContextText): Answer {
  let answer: unknown;
  try {
    answer = run(handler, context);
  } catch {
    // Only a stack overflow or a failing toJSON gets past the guest's own error handling.
  }
  if (typeof answer === 'string') return answerIn(answer);
  const message = 'The handler ran out of stack, or its result cannot be converted to JSON.';
  const error = { kind: 'crashed', type: 'Code', message, data: null, info: null } as const;
  return { result: 'null', stash: '{}', rest: { error } };
}

/** The realm's answer, with result and stash as JSON. */
interface Answer extends Record<'result' | 'stash', string> {
  readonly rest: Omit<GuestAnswer, 'result' | 'stash'>;
}

function answerIn(text: string): Answer {
  const afterStash = text.indexOf('\n');
  const afterResult = text.indexOf('\n', afterStash + 1);
  return {
    stash: text.slice(0, afterStash),
    result: text.slice(afterStash + 1, afterResult),
    rest: JSON.parse(text.slice(afterResult + 1)) as Answer['rest'],
  };
}

type Place = (place: string) => SourceLocation | null;

/** Converts a `line:column` that the realm reports to the location in the developer's source. */
function placeIn(module: ParsedModule, locate: Locator): Place {
  return (place) => {
    const [line = NaN, column = NaN] = place.split(':').map(Number);
    return Number.isNaN(column) ? null : locate(line, module.originalColumn(line, column));
  };
}

function evaluation({ result, stash, rest: answer }: Answer, place: Place): Evaluation {
  return {
    result,
    stash,
    error: answer.error ? raised(answer.error, place) : null,
    appendedErrors: (answer.appendedErrors ?? []).map(({ message, type, data, info }) => ({
      message,
      type,
      data,
      info,
    })),
    earlyReturn: answer.skipTo ? { skipTo: answer.skipTo } : null,
    responseHeaders: answer.responseHeaders ?? {},
    subscriptionFilter: (answer.subscriptionFilter ?? null) as SubscriptionFilter | null,
    invalidationFilter: (answer.invalidationFilter ?? null) as SubscriptionFilter | null,
    invalidations: (answer.invalidations ?? []) as readonly SubscriptionInvalidation[],
    cacheEvictions: (answer.cacheEvictions ?? []) as readonly CacheEviction[],
    logs: (answer.logs ?? []).map(({ level, text, place: reported }) => `${level} - ${placed(text, place(reported))}`),
    warnings: (answer.warnings ?? []).map(({ text, place: reported }) => placed(text, place(reported))),
  };
}

function placed(text: string, at: SourceLocation | null): string {
  return at ? `${at.file}:${at.line}:${at.column}: ${text}` : text;
}

function raised(error: GuestError, place: Place): RaisedError {
  const { kind, message, type, data, info } = error;
  return { kind, message, type, data, info, location: error.place === undefined ? null : place(error.place) };
}
