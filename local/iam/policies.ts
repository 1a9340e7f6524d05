import { ignoredIdentity } from '../assembly/attributes.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf } from '../assembly/resources.ts';
import type { Value, ValueMap } from '../assembly/template.ts';
import { isList, isMap } from '../assembly/template.ts';

/** What a caller may do: whether an action on a resource is allowed, and none of the statements denies it. */
export type Rights = (action: string, resourceArn: string) => boolean;

/** The rights of the account's own developer. */
export const fullRights: Rights = () => true;

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/**
 * Reads from a template what a role may do with one service. Only statements that name it are read, as others may refer
 * to what the host has no name for. Raises an error for a statement whose answer depends on what the host does not
 * know: conditions, `NotAction`, `NotResource`.
 * @param service `appsync`
 */
export function rightsOf(resources: Resources, roleArn: string, service: string): Rights {
  const role = resources
    .ofType('AWS::IAM::Role')
    .find((candidate) => identityOf(resources, candidate)?.attributes['Arn'] === roleArn);
  if (role === undefined) throw new Error(`The role ${roleArn} is none of the assembly's.`);
  const statements = documentsOf(resources, role).flatMap(({ resource, document }) =>
    statementsOf(resources, resource, document, service),
  );
  const some = (effect: Statement['effect'], action: string, arn: string) =>
    statements.some(
      (statement) =>
        statement.effect === effect &&
        statement.actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
        statement.resources.some((pattern) => matches(pattern, arn)),
    );
  return (action, arn) => some('Allow', action, arn) && !some('Deny', action, arn);
}

interface Document {
  readonly resource: Resource;
  readonly document: Value | undefined;
}

/** The policies written into a role, and those attached to it from elsewhere in its stack. */
function documentsOf(resources: Resources, role: Resource): readonly Document[] {
  refuseManaged(resources, role);
  const inline = listOf(role.properties['Policies']).map((policy) => ({
    resource: role,
    document: isMap(policy) ? policy['PolicyDocument'] : undefined,
  }));
  const attached = resources
    .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .filter((policy) => isAttached(resources, policy, role))
    .map((policy) => ({ resource: policy, document: policy.properties['PolicyDocument'] }));
  return [...inline, ...attached];
}

function isAttached(resources: Resources, policy: Resource, role: Resource): boolean {
  const roles = resolved(resources, policy, 'Roles');
  if (roles.includes(identityOf(resources, role)?.ref ?? '')) return true;
  return resolved(resources, role, 'ManagedPolicyArns').includes(identityOf(resources, policy)?.ref ?? '');
}

/** AWS's own policies that are about any service at all, whose text is in no template. */
const managedByAws = /:aws:policy\/(AdministratorAccess|PowerUserAccess|AWSAppSync\w+)$/;

function refuseManaged(resources: Resources, role: Resource): void {
  const unknown = resolved(resources, role, 'ManagedPolicyArns').find((arn) => managedByAws.test(arn));
  if (unknown === undefined) return;
  throw new Error(`${nameOf(role)}: the policy ${unknown} is not supported: write out what the role may do.`);
}

function identityOf(resources: Resources, resource: Resource) {
  return ignoredIdentity(resource, resources.environment);
}

function resolved(resources: Resources, resource: Resource, property: string): readonly string[] {
  const properties = { [property]: resource.properties[property] ?? [] };
  return textsOf(resources.propertiesOf({ ...resource, properties })[property]);
}

function statementsOf(resources: Resources, resource: Resource, document: Value | undefined, service: string) {
  const statements = isMap(document) ? listOf(document['Statement']) : [];
  return statements.flatMap((statement): Statement[] => {
    if (!isMap(statement) || !mentions(statement, service)) return [];
    const unknown = ['Condition', 'NotAction', 'NotResource'].find((name) => statement[name] !== undefined);
    if (unknown !== undefined) {
      throw new Error(`${nameOf(resource)}: ${unknown} in a policy about ${service} is not supported.`);
    }
    const known = resources.readPropertiesOf({ ...resource, properties: statement });
    return [
      {
        effect: known['Effect'] === 'Deny' ? 'Deny' : 'Allow',
        actions: textsOf(known['Action']),
        resources: textsOf(known['Resource']),
      },
    ];
  });
}

function mentions(statement: ValueMap, service: string): boolean {
  if (statement['NotAction'] !== undefined) return true;
  return textsOf(statement['Action']).some((action) => action === '*' || action.startsWith(`${service}:`));
}

function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function textsOf(value: Value | undefined): readonly string[] {
  return listOf(value).filter((each): each is string => typeof each === 'string');
}

/** IAM's wildcards: `*` for any text, `?` for one character. */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}
