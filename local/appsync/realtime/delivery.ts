import { execute, isObjectType, type OperationDefinitionNode } from 'graphql';

import type { AppSyncApi } from '../api.ts';
import { allows, permissionOf } from '../auth/authorization.ts';
import type { Caller } from '../auth/caller.ts';
import type { CheckedDocument } from '../document/documents.ts';
import { toErrorBody } from '../errors.ts';
import { completionOf } from '../execution/completion.ts';
import { notAuthorized } from '../execution/request.ts';
import { loadSchema } from '../schema/schema.ts';
import { type Data, isRecord } from './messages.ts';

/** A subscription's document, variables and caller. */
export interface SubscriptionQuery {
  readonly checked: CheckedDocument;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly field: string;
  readonly caller: Caller;
}

/** Applies a subscription's selection set, including aliases, to an event. */
export type Shape = (query: SubscriptionQuery, event: unknown) => Data['payload'];

/**
 * Creates the `Shape` function of an API. No resolver runs. A field that the mutation did not select is null; if its
 * type is non-null, that is an error. A field that the subscriber may not read is refused as in a query.
 */
export function eventShaper(api: AppSyncApi): Shape {
  const schema = deliverySchema(api);
  return ({ checked, operation, variables, field, caller }, event) => {
    const result = execute({
      schema,
      document: checked.document,
      operationName: operation.name?.value,
      rootValue: { [field]: event },
      contextValue: caller,
      variableValues: variables,
    });
    if (result instanceof Promise) throw new Error('Nothing in the delivery of an event is asynchronous.');
    const { data = null, errors = [] } = result;
    return { data, ...(errors.length > 0 && { errors: errors.map(toErrorBody) }) };
  };
}

/** The API's schema with fields that only read their source, whose values are already serialized. */
function deliverySchema(api: AppSyncApi) {
  const schema = loadSchema(api.schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const permission = permissionOf(api, schema, type, field);
      const complete = completionOf(field.type);
      field.resolve = (source, _args, caller: Caller, info) => {
        if (!allows(permission, caller)) throw notAuthorized(type.name, field.name);
        const value = isRecord(source) && Object.hasOwn(source, field.name) ? source[field.name] : null;
        return complete(value, info);
      };
    }
  }
  return schema;
}
