import { setMaxListeners } from 'node:events';
import { execute, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

import type { Caller, Headers } from '../auth/caller.ts';
import type { CheckedDocument } from '../document/documents.ts';
import { variablesError } from '../document/variables.ts';
import { type ErrorBody, toErrorBody } from '../errors.ts';
import type { Effects, RequestState } from './request.ts';

/** The body of a GraphQL answer. */
export interface GraphQLAnswer {
  readonly data: unknown;
  readonly errors?: readonly ErrorBody[];
}

/** One operation of one caller. */
export interface Execution {
  readonly checked: CheckedDocument;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly headers: Headers;
  /** The time limit; when it is over, pending data source calls fail with `ExecutionTimeout`. */
  readonly milliseconds: number;
}

export interface Executed {
  readonly answer: GraphQLAnswer;
  /** The headers that resolvers set. */
  readonly headers: Readonly<Record<string, string>>;
  readonly effects: Effects;
}

/**
 * Runs one operation of a checked document. Mistakes of the query or of a resolver are part of the answer, never an
 * exception.
 */
export async function executeOperation(schema: GraphQLSchema, execution: Execution): Promise<Executed> {
  const { checked, operation, variables, milliseconds } = execution;
  const misfit = variablesError(schema, operation, variables);
  if (misfit !== null) return { answer: { data: null, errors: [misfit] }, headers: {}, effects: noEffects() };
  const deadline = new AbortController();
  // Each pending data source call adds a listener.
  setMaxListeners(0, deadline.signal);
  const timer = setTimeout(() => {
    deadline.abort();
  }, milliseconds);
  const state = stateOf(execution, deadline.signal);
  try {
    const result = await execute({
      schema,
      document: checked.document,
      operationName: operation.name?.value,
      contextValue: state,
      variableValues: variables,
    });
    return { answer: answerOf(result, state), headers: state.responseHeaders, effects: state.effects };
  } finally {
    clearTimeout(timer);
  }
}

function stateOf({ caller, headers, variables }: Execution, signal: AbortSignal): RequestState {
  return {
    caller,
    request: { headers: visibleHeaders(headers), domainName: null },
    variables,
    signal,
    errors: [],
    responseHeaders: {},
    effects: noEffects(),
    resolversRun: 0,
  };
}

function noEffects(): Effects {
  return { mutations: [], invalidations: [], subscriptionFilter: null, invalidationFilter: null, admitted: false };
}

/** `ctx.request.headers`: all headers except the cookie; a repeated header is a list. */
function visibleHeaders(headers: Headers): RequestState['request']['headers'] {
  const visible: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'cookie') continue;
    visible[name] = typeof value === 'string' ? value : [...value];
  }
  return visible;
}

function answerOf({ data, errors = [] }: ExecutionResult, state: RequestState): GraphQLAnswer {
  const all = [...state.errors, ...errors.map(toErrorBody)];
  return { data: data ?? null, ...(all.length > 0 && { errors: all }) };
}
