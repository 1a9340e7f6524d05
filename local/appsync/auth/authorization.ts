import {
  type ConstDirectiveNode,
  getDirectiveValues,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';

import type { AppSyncApi, AuthenticationProvider } from '../api.ts';
import type { Caller, Operation } from './caller.ts';

type Mode = AuthenticationProvider['type'];

/** The callers who may read a field: the modes, and for users of the pool the groups, one of which they must have. */
export interface Permission {
  readonly modes: ReadonlySet<Mode>;
  readonly groups: readonly string[] | null;
  /** No directive applies to the field, so a pool's default action decides for its users. */
  readonly byDefault: boolean;
  /** The operation that an IAM policy must allow: for fields of Query, Mutation and Subscription; null for others. */
  readonly operation: Operation | null;
}

const directiveModes: Readonly<Record<string, Mode | 'other'>> = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_oidc: 'other',
  aws_lambda: 'other',
};

/**
 * The permission of a field: from its own directives, otherwise its type's, otherwise the API's default mode (AWS
 * AppSync developer guide, "Configuring authorization and authentication").
 */
export function permissionOf(
  api: AppSyncApi,
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): Permission {
  const isPoolOnly = hasOnlyUserPool(api);
  const read = (directives: readonly ConstDirectiveNode[] | undefined): Directed | null =>
    permissionFrom(schema, directives ?? [], isPoolOnly);
  const directed = read(field.astNode?.directives) ??
    read(type.astNode?.directives) ?? {
      modes: new Set([api.defaultAuthentication.type]),
      groups: null,
      byDefault: true,
    };
  const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
  return { ...directed, operation: isRoot ? { typeName: type.name, fieldName: field.name } : null };
}

/** Whether a user pool is the only authorization mode: only then does `@aws_auth` apply. */
function hasOnlyUserPool({ defaultAuthentication, additionalAuthentication }: AppSyncApi): boolean {
  return defaultAuthentication.type === 'AMAZON_COGNITO_USER_POOLS' && additionalAuthentication.length === 0;
}

type Directed = Omit<Permission, 'operation'>;

function permissionFrom(
  schema: GraphQLSchema,
  directives: readonly ConstDirectiveNode[],
  isPoolOnly: boolean,
): Directed | null {
  const modes = new Set<Mode>();
  let groups: readonly string[] | null = null;
  let covered = false;
  for (const node of directives) {
    const mode = modeOf(node.name.value, isPoolOnly);
    if (mode === undefined) continue;
    covered = true;
    if (mode === 'other') continue;
    modes.add(mode);
    if (mode === 'AMAZON_COGNITO_USER_POOLS') groups = groupsOf(schema, node);
  }
  return covered ? { modes, groups, byDefault: false } : null;
}

function modeOf(directive: string, isPoolOnly: boolean): Mode | 'other' | undefined {
  if (directive === 'aws_auth') return isPoolOnly ? 'AMAZON_COGNITO_USER_POOLS' : undefined;
  return directiveModes[directive];
}

function groupsOf(schema: GraphQLSchema, node: ConstDirectiveNode): readonly string[] | null {
  const definition = schema.getDirective(node.name.value);
  const values = definition && getDirectiveValues(definition, { directives: [node] });
  const groups = values?.['cognito_groups'];
  return Array.isArray(groups) ? groups.filter((group): group is string => typeof group === 'string') : null;
}

/** Whether a caller has a permission. */
export function allows(permission: Permission, caller: Caller): boolean {
  if (!permission.modes.has(caller.mode)) return false;
  if (caller.mode === 'AWS_IAM') return permission.operation === null || caller.permits(permission.operation);
  if (caller.mode !== 'AMAZON_COGNITO_USER_POOLS') return true;
  const { identity } = caller;
  if (permission.byDefault) return identity.defaultAuthStrategy === 'ALLOW';
  return permission.groups === null || permission.groups.some((group) => identity.groups?.includes(group));
}

/** One sentence for every field with an `@aws_auth` that AppSync would silently ignore. */
export function authorizationWarnings(api: AppSyncApi, schema: GraphQLSchema): string[] {
  if (hasOnlyUserPool(api)) return [];
  const fields: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const ignored = field.astNode?.directives?.some((node) => node.name.value === 'aws_auth') === true;
      if (ignored) fields.push(`${type.name}.${field.name}`);
    }
  }
  return fields.map(
    (field) =>
      `${field}: @aws_auth is ignored unless a user pool is the only authorization mode; use @aws_cognito_user_pools.`,
  );
}
