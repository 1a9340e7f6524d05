import {
  getDirectiveValues,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

import { Unsupported } from '../errors.ts';

/** Maps each subscription field to the mutations whose results it delivers. */
export type Bindings = ReadonlyMap<string, readonly string[]>;

/**
 * Reads every `@aws_subscribe` of a schema (AWS AppSync developer guide, "Using subscriptions for real-time data
 * applications").
 * @throws Unsupported if a directive names an unknown mutation or one of another type
 */
export function readBindings(schema: GraphQLSchema): Bindings {
  const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
  return new Map(fields.map((field) => [field.name, mutationsOf(schema, field)]));
}

function mutationsOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): readonly string[] {
  const directive = schema.getDirective('aws_subscribe');
  const values = directive && field.astNode ? getDirectiveValues(directive, field.astNode) : undefined;
  const names = (values?.['mutations'] ?? []) as readonly (string | null)[];
  const found = names.filter((name) => name !== null);
  for (const name of found) checkMutation(schema.getMutationType(), field, name);
  return found;
}

function checkMutation(
  mutations: GraphQLObjectType | null | undefined,
  field: GraphQLField<unknown, unknown>,
  name: string,
): void {
  const mutation = mutations?.getFields()[name];
  if (mutation === undefined) {
    throw new Unsupported(`Subscription.${field.name} subscribes to mutation ${name}, which the schema lacks.`);
  }
  const [type, expected] = [mutation.type, field.type].map((each) => String(getNullableType(each)));
  if (type === expected) return;
  throw new Unsupported(
    `Subscription.${field.name} is of type ${expected}, but mutation ${name} is of type ${type}; they must be the same.`,
  );
}
