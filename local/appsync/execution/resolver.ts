import type { GraphQLResolveInfo } from 'graphql';

import type { ResolverInfo } from '../../appsync-js/context.ts';
import { codeLimits } from '../../appsync-js/limits.ts';
import {
  type Code,
  type ContextChanges,
  type ContextText,
  contextWriter,
  type Evaluation,
  type HandlerName,
  loadCode,
} from '../../appsync-js/runtime/code.ts';
import type { Resolver, ResolverFunction } from '../api.ts';
import { type DataSourceClient, DataSourceError, type Invocation } from '../dataSources/dataSource.ts';
import { selectionOf } from '../document/selection.ts';
import { ResolverError, Unsupported } from '../errors.ts';
import { limits } from '../limits.ts';
import { resolverArguments } from './arguments.ts';
import { absorb, type RequestState } from './request.ts';

/** A field that is being resolved, with GraphQL's parameters. */
export interface FieldCall {
  readonly source: unknown;
  readonly args: Readonly<Record<string, unknown>>;
  readonly state: RequestState;
  readonly info: GraphQLResolveInfo;
}

/** Returns the field's value, or throws ResolverError. */
export type RunResolver = (call: FieldCall) => Promise<unknown>;

export interface ResolverParts {
  readonly dataSources: ReadonlyMap<string, DataSourceClient>;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  /** Gets a line for each deviation of AWS from JavaScript, each line once. */
  readonly warn: (line: string) => void;
  /** Whether handlers also get behaviour that AWS only probably has. */
  readonly strict: boolean;
}

/** Code that is loaded at the first call: an API has many resolvers, and a start should not wait for all of them. */
type CodeOnDemand = () => Code;

/** The code of one unit resolver or pipeline function, and how it calls its data source. */
interface Step {
  readonly code: CodeOnDemand;
  readonly dataSource: DataSourceClient;
  readonly invocation: Omit<Invocation, 'signal'>;
}

/**
 * Prepares a resolver. Its first call loads the code, once.
 * @throws Unsupported for an unknown data source and for more than ten functions
 */
export function prepareResolver(resolver: Resolver, parts: ResolverParts): RunResolver {
  const name = `${resolver.typeName}.${resolver.fieldName}`;
  if (resolver.kind === 'UNIT') {
    const step = prepareStep(resolver.unit, name, parts);
    return (call) => new Frame(call, parts).unit(step);
  }
  if (resolver.functions.length > codeLimits.functionsPerPipeline) {
    throw new Unsupported(`${name} has ${resolver.functions.length} functions; AppSync allows ten in a pipeline.`);
  }
  const code = onDemand(resolver.code, name, parts);
  const steps = resolver.functions.map((fn) => prepareStep(fn, `${name}/${fn.name}`, parts));
  return (call) => new Frame(call, parts).pipeline(code(), steps);
}

function onDemand(source: string, name: string, { strict, warn }: ResolverParts): CodeOnDemand {
  let loaded: Code | undefined;
  return () => {
    if (loaded !== undefined) return loaded;
    loaded = loadCode(source, name, { strict });
    for (const warning of loaded.warnings) warn(`${name}: ${warning}`);
    return loaded;
  };
}

function prepareStep(fn: ResolverFunction, site: string, parts: ResolverParts): Step {
  const dataSource = parts.dataSources.get(fn.dataSource);
  if (dataSource === undefined)
    throw new Unsupported(`${site} uses data source ${fn.dataSource}, which the API does not have.`);
  return { code: onDemand(fn.code, fn.name, parts), dataSource, invocation: { site, batchSize: fn.batchSize } };
}

/** What changes from handler to handler; the run itself carries the stash. */
type Moment = Omit<ContextChanges, 'stash'>;

interface StepOutcome {
  /** JSON. */
  readonly value: string;
  /** Whether `runtime.earlyReturn` ends the pipeline. */
  readonly end: boolean;
}

/** One run of a resolver for one field of one request. It keeps the stash between handlers. */
class Frame {
  readonly #call: FieldCall;
  readonly #log: ResolverParts['log'];
  readonly #warn: ResolverParts['warn'];
  readonly #contextOf: (changes: ContextChanges) => ContextText;
  #stash = '{}';

  constructor(call: FieldCall, { environment, log, warn, strict }: ResolverParts) {
    const { caller, request } = call.state;
    this.#call = call;
    this.#log = log;
    this.#warn = warn;
    this.#contextOf = contextWriter({
      arguments: resolverArguments(call.info, call.args, call.state.variables, { defaults: !strict }),
      source: call.source ?? null,
      identity: caller.identity,
      request,
      info: infoOf(call),
      env: environment,
    });
  }

  async unit(step: Step): Promise<unknown> {
    return JSON.parse((await this.#step(step, null)).value);
  }

  /** AWS AppSync developer guide, "Resolvers", anatomy of a pipeline resolver. */
  async pipeline(code: Code, steps: readonly Step[]): Promise<unknown> {
    const before = this.#evaluate(code, 'request', { prevResult: null });
    let { result } = before;
    for (const step of before.earlyReturn === null ? steps : []) {
      const outcome = await this.#step(step, result);
      result = outcome.value;
      if (outcome.end) break;
    }
    const after = this.#evaluate(code, 'response', { prevResult: result, result });
    return JSON.parse(measured(after.result, code));
  }

  /** Runs the request handler, the data source and the response handler. An early return skips the latter two. */
  async #step(step: Step, prevResult: Moment['prevResult']): Promise<StepOutcome> {
    const code = step.code();
    const before = this.#evaluate(code, 'request', { prevResult });
    if (before.earlyReturn !== null) {
      return { value: measured(before.result, code), end: before.earlyReturn.skipTo === 'END' };
    }
    const answer = await this.#invoke(step, JSON.parse(before.result));
    const after = this.#evaluate(code, 'response', { prevResult, ...answer });
    return { value: measured(after.result, code), end: after.earlyReturn?.skipTo === 'END' };
  }

  /** A failure of the data source is the response handler's to judge: unless it raises it, it is gone. */
  async #invoke({ dataSource, invocation }: Step, request: unknown): Promise<Omit<Moment, 'prevResult'>> {
    if (this.#isOver()) throw timedOut();
    try {
      const result = await dataSource.invoke(request, { ...invocation, signal: this.#call.state.signal });
      if (!this.#isOver()) return { result: JSON.stringify(result ?? null), error: 'null' };
    } catch (error) {
      if (!this.#isOver()) {
        if (!(error instanceof DataSourceError)) throw error;
        const { result = null, message, type } = error;
        return { result: JSON.stringify(result), error: JSON.stringify({ message, type }) };
      }
    }
    throw timedOut();
  }

  /** Whether the time of the request is over. */
  #isOver(): boolean {
    return this.#call.state.signal.aborted;
  }

  #evaluate(code: Code, handler: HandlerName, input: Moment): Pick<Evaluation, 'result' | 'earlyReturn'> {
    const answer = passThrough(code, handler, input);
    if (answer !== undefined) return { result: answer, earlyReturn: null };
    const evaluation = code.evaluate(handler, this.#contextOf({ ...input, stash: this.#stash }));
    this.#stash = evaluation.stash;
    for (const line of evaluation.logs) this.#log(`${code.name} ${handler}: ${line}`);
    for (const line of evaluation.warnings) this.#warn(`${code.name} ${handler}: ${line}`);
    absorb(evaluation, this.#call.state, this.#call.info);
    return evaluation;
  }
}

/** The answer of a handler that only returns a value of its context; undefined if the handler must run. */
function passThrough(code: Code, handler: HandlerName, { prevResult, result }: Moment): string | undefined {
  switch (code.passThrough.get(handler)) {
    case 'nothing':
      return '{}';
    case 'result':
      return result;
    case 'prev.result':
      return prevResult ?? undefined;
    case undefined:
      return undefined;
  }
}

/** Returns the result of a resolver or pipeline function, or throws an error if it exceeds AppSync's limit. */
function measured(result: string, { name }: Code): string {
  // A text has at least as many bytes as characters and at most four times as many, so short ones need no measuring.
  const mayBeTooLong = result.length > limits.resolverResultBytes / 4;
  if (!mayBeTooLong || Buffer.byteLength(result) <= limits.resolverResultBytes) return result;
  throw new ResolverError(`The result of ${name} is larger than 5 MB.`, 'ResponseSizeTooLarge');
}

function timedOut(): ResolverError {
  return new ResolverError('Execution timed out.', 'ExecutionTimeout');
}

function infoOf({ info, state }: FieldCall): ResolverInfo {
  const { list, text } = selectionOf(info);
  return {
    fieldName: info.fieldName,
    parentTypeName: info.parentType.name,
    variables: state.variables,
    selectionSetList: list,
    selectionSetGraphQL: text,
  };
}
