import {
  type FieldNode,
  getArgumentValues,
  getNullableType,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

import { type CheckedDocument, operationOf } from '../document/documents.ts';
import { parameters } from '../document/parameters.ts';
import { type ErrorBody, RequestRefused } from '../errors.ts';
import { executeOperation } from '../execution/execution.ts';
import type { Effects } from '../execution/request.ts';
import type { Shape, SubscriptionQuery } from './delivery.ts';
import { argumentFilter } from './filters/argumentFilter.ts';
import { enhancedFilter, type Matches } from './filters/enhancedFilter.ts';
import type { ProtocolError } from './messages.ts';
import type { ActiveSubscription, Registry } from './registry.ts';
import type { Realtime, RealtimeParts, SubscribeRequest } from './types.ts';

/** The subscription was refused because of its document, its authorization or its resolver. */
export class SubscriptionRefused extends Error {
  readonly errors: readonly ProtocolError[];

  constructor(errors: readonly ProtocolError[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.name = 'SubscriptionRefused';
    this.errors = errors;
  }
}

/** Creates `Realtime.subscribe`. */
export function subscriber(parts: RealtimeParts, registry: Registry, shape: Shape): Realtime['subscribe'] {
  return async (request, listener) => {
    const query = await readQuery(parts, request);
    const { effects } = await admit(parts, request, query);
    const subscription: ActiveSubscription = {
      field: query.field,
      ...filtersOf(parts.schema, query, effects),
      deliver: (event) => {
        listener.next(shape(query, event));
      },
      invalidate: listener.invalidated,
    };
    return registry.add(subscription);
  };
}

type RunnableQuery = SubscriptionQuery & { readonly node: FieldNode };

async function readQuery(parts: RealtimeParts, request: SubscribeRequest): Promise<RunnableQuery> {
  const { authorization, sourceIp, data } = request;
  const caller = await parts.authenticate({ headers: authorization, sourceIp, path: '/graphql', body: data });
  const { query, variables, operationName } = parameters(data);
  const checked = parts.read(query);
  if (checked.errors.length > 0) throw new SubscriptionRefused(checked.errors.map(({ message }) => ({ message })));
  const operation = operationOf(checked, operationName);
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    const message = `${operation.operation} not supported through the realtime channel`;
    throw new RequestRefused(400, 'UnsupportedOperation', message);
  }
  const node = rootField(operation.selectionSet, checked);
  return { checked, operation, variables, caller, node, field: node.name.value };
}

/** Validation guarantees exactly one root field. */
function rootField({ selections }: SelectionSetNode, checked: CheckedDocument): FieldNode {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) return rootField(node.selectionSet, checked);
    const fragment = checked.document.definitions.find(
      (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
    );
    if (fragment?.kind === Kind.FRAGMENT_DEFINITION) return rootField(fragment.selectionSet, checked);
  }
  throw new RequestRefused(400, 'BadRequestException', 'The subscription selects no field.');
}

/** Runs the authorization and the subscription's resolver. Any failure refuses the subscription. */
async function admit(
  { schema, milliseconds }: RealtimeParts,
  { authorization }: SubscribeRequest,
  { checked, operation, variables, caller }: SubscriptionQuery,
): Promise<{ readonly effects: Effects }> {
  const execution = { checked, operation, variables, caller, headers: authorization, milliseconds };
  const { answer, effects } = await executeOperation(schema, execution);
  // A resolver that accepts returns null. An error only because the schema forbids null is no refusal.
  const refusals = answer.errors?.filter((error) => !effects.admitted || error.errorType !== undefined) ?? [];
  if (refusals.length > 0) throw new SubscriptionRefused(refusals.map(protocolError));
  if (!effects.admitted) throw new RequestRefused(400, 'BadRequestException', 'The subscription selects no field.');
  return { effects };
}

function protocolError({ errorType, message }: ErrorBody): ProtocolError {
  return { ...(errorType !== undefined && errorType !== null && { errorType }), message };
}

type Filters = Pick<ActiveSubscription, 'matches' | 'isInvalidatedBy'>;

function filtersOf(schema: GraphQLSchema, query: RunnableQuery, effects: Effects): Filters {
  const { subscriptionFilter, invalidationFilter } = effects;
  const never: Matches = () => false;
  try {
    return {
      matches: subscriptionFilter ? enhancedFilter(subscriptionFilter) : argumentsFilter(schema, query),
      isInvalidatedBy: invalidationFilter ? enhancedFilter(invalidationFilter) : never,
    };
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    throw new SubscriptionRefused([{ message: error.message, errorCode: error.status }]);
  }
}

function argumentsFilter(schema: GraphQLSchema, { field, node, operation, variables }: RunnableQuery): Matches {
  const definition = schema.getSubscriptionType()?.getFields()[field];
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const args = definition && coerced ? getArgumentValues(definition, node, coerced) : {};
  const documents = definition?.args.filter(({ type }) => getNullableType(type).toString() === 'AWSJSON') ?? [];
  return argumentFilter(args, new Set(documents.map(({ name }) => name)));
}
