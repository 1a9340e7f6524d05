import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';

import type { AppSyncApi, Resolver } from '../api.ts';
import { allows, permissionOf } from '../auth/authorization.ts';
import { ResolverError, Unsupported } from '../errors.ts';
import { limits } from '../limits.ts';
import { type Complete, completionOf } from './completion.ts';
import { notAuthorized, type RequestState } from './request.ts';
import { type FieldCall, prepareResolver, type ResolverParts, type RunResolver } from './resolver.ts';

/**
 * Sets the behaviour of every field of the schema: authorization, limits, its resolver or the property of its source,
 * and completion.
 * @throws Unsupported for a resolver on a field that the schema does not have
 */
export function attachFields(api: AppSyncApi, schema: GraphQLSchema, parts: ResolverParts): void {
  const resolvers = new Map<string, Resolver>();
  for (const resolver of api.resolvers) {
    const name = `${resolver.typeName}.${resolver.fieldName}`;
    const type = schema.getType(resolver.typeName);
    if (!isObjectType(type) || type.getFields()[resolver.fieldName] === undefined) {
      throw new Unsupported(`There is a resolver for ${name}, but the schema has no such field.`);
    }
    resolvers.set(name, resolver);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__')) attachType(api, schema, type, resolvers, parts);
  }
}

function attachType(
  api: AppSyncApi,
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  resolvers: ReadonlyMap<string, Resolver>,
  parts: ResolverParts,
): void {
  const resolverLimit = api.resolverCountLimit > 0 ? api.resolverCountLimit : limits.resolversPerRequest;
  for (const field of Object.values(type.getFields())) {
    const permission = permissionOf(api, schema, type, field);
    const resolver = resolvers.get(`${type.name}.${field.name}`);
    const run = resolver && prepareResolver(resolver, parts);
    const complete = completionOf(field.type);
    field.resolve = (source, args, state: RequestState, info) => {
      if (!allows(permission, state.caller)) throw notAuthorized(type.name, field.name);
      if (api.queryDepthLimit > 0) checkDepth(info, api.queryDepthLimit);
      if (run === undefined) return complete(propertyOf(source, field.name), info);
      state.resolversRun += 1;
      if (state.resolversRun > resolverLimit) throw tooManyResolvers(resolverLimit);
      return resolve(run, complete, { source, args: args as Readonly<Record<string, unknown>>, state, info });
    };
    if (type === schema.getMutationType()) field.resolve = recordMutation(field.resolve);
    if (type === schema.getSubscriptionType()) field.resolve = admitSubscription(field.resolve);
  }
}

type Resolve = GraphQLFieldResolver<unknown, RequestState>;

/** Records that a mutation succeeded: its subscribers get its answer. */
function recordMutation(resolve: Resolve): Resolve {
  return async (source, args, state, info) => {
    const value = await resolve(source, args, state, info);
    state.effects.mutations.push(info);
    return value;
  };
}

/**
 * Runs a subscription's resolver when the subscription is made. It can only reject or filter; its result is not used.
 */
function admitSubscription(resolve: Resolve): Resolve {
  return async (source, args, state, info) => {
    await resolve(source, args, state, info);
    state.effects.admitted = true;
    return null;
  };
}

async function resolve(run: RunResolver, complete: Complete, call: FieldCall): Promise<unknown> {
  return complete(await run(call), call.info);
}

function propertyOf(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, name)) return null;
  return (source as Record<string, unknown>)[name];
}

/** AWS AppSync developer guide, "Configuring GraphQL run complexity, query depth, and introspection". */
function checkDepth({ path }: GraphQLResolveInfo, limit: number): void {
  let depth = 0;
  for (let step: typeof path | undefined = path; step !== undefined; step = step.prev) {
    if (typeof step.key === 'string') depth += 1;
  }
  if (depth <= limit) return;
  throw new ResolverError(`Query depth limit of ${limit} reached.`, 'QueryDepthLimitReached');
}

function tooManyResolvers(limit: number): ResolverError {
  return new ResolverError(`Resolver limit of ${limit} reached.`, 'ResolverExecutionLimitReached');
}
