import { isDeepStrictEqual } from 'node:util';
import type { GraphQLResolveInfo } from 'graphql';

import type { ResolverContext } from '../../appsync-js/context.ts';
import type {
  Evaluation,
  HandlerError,
  SubscriptionFilter,
  SubscriptionInvalidation,
} from '../../appsync-js/runtime/code.ts';
import type { Caller } from '../auth/caller.ts';
import { selectedPart } from '../document/selection.ts';
import { appendedErrorBody, type ErrorBody, ResolverError } from '../errors.ts';
import { limits } from '../limits.ts';

/** The effects of a request on subscriptions, existing ones and a new one. */
export interface Effects {
  /** The mutations that succeeded. */
  readonly mutations: GraphQLResolveInfo[];
  readonly invalidations: SubscriptionInvalidation[];
  subscriptionFilter: SubscriptionFilter | null;
  invalidationFilter: SubscriptionFilter | null;
  /** Whether a subscription's authorization and its resolver accepted it. */
  admitted: boolean;
}

/** The state of one GraphQL request. */
export interface RequestState {
  readonly caller: Caller;
  readonly request: ResolverContext['request'];
  /** The variables as the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Aborted when the request's time is over. */
  readonly signal: AbortSignal;
  /** The errors that resolvers appended. */
  readonly errors: ErrorBody[];
  readonly responseHeaders: Record<string, string>;
  readonly effects: Effects;
  /** The number of resolvers run so far. */
  resolversRun: number;
}

/** Stores the side effects of a handler in the request, and throws the error that ended it. */
export function absorb(evaluation: Evaluation, state: RequestState, info: GraphQLResolveInfo): void {
  Object.assign(state.responseHeaders, evaluation.responseHeaders);
  for (const error of evaluation.appendedErrors) state.errors.push(appendedErrorBody(fieldError(error, info), info));
  const { error } = evaluation;
  if (error === null) {
    absorbEffects(evaluation, state.effects);
    return;
  }
  throw error.kind === 'unauthorized' ? notAuthorized(info.parentType.name, info.fieldName) : fieldError(error, info);
}

/** AWS AppSync developer guide, "Extensions": the last filter wins. */
function absorbEffects(evaluation: Evaluation, effects: Effects): void {
  effects.subscriptionFilter = evaluation.subscriptionFilter ?? effects.subscriptionFilter;
  effects.invalidationFilter = evaluation.invalidationFilter ?? effects.invalidationFilter;
  for (const invalidation of evaluation.invalidations) {
    if (effects.invalidations.some((known) => isDeepStrictEqual(known, invalidation))) continue;
    if (effects.invalidations.length >= limits.invalidationsPerRequest) throw tooManyInvalidations();
    effects.invalidations.push(invalidation);
  }
}

function tooManyInvalidations(): ResolverError {
  const most = limits.invalidationsPerRequest;
  return new ResolverError(
    `A request can invalidate subscriptions with at most ${most} different calls.`,
    'BadRequest',
  );
}

/** The client gets only the selected part of an error's data, but the whole `errorInfo`. */
function fieldError({ message, type, data, info: errorInfo }: HandlerError, info: GraphQLResolveInfo): ResolverError {
  return new ResolverError(message, type, selectedPart(data ?? null, info), errorInfo ?? null);
}

/** The error of a field that the caller may not read. */
export function notAuthorized(typeName: string, fieldName: string): ResolverError {
  return new ResolverError(`Not Authorized to access ${fieldName} on type ${typeName}`, 'Unauthorized');
}
