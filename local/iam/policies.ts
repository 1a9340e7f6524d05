import { ignoredIdentity } from '../assembly/attributes.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf } from '../assembly/resources.ts';
import type { Value, ValueMap } from '../assembly/template.ts';
import { isList, isMap } from '../assembly/template.ts';

/** The permissions of a caller: whether an action on a resource is allowed and no statement denies it. */
export type Rights = (action: string, resourceArn: string) => boolean;

/** The permissions of the account's own developer. */
export const fullRights: Rights = () => true;

interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/**
 * Reads the permissions of a role from a template. Those on the API are read at once, and those on another service when
 * they are first asked for.
 * @throws Error like `rightsOf`
 */
export function rightsOfRole(resources: Resources, roleArn: string): Rights {
  const known = new Map([['appsync', rightsOf(resources, roleArn, 'appsync')]]);
  return (action, arn) => {
    const [service = ''] = action.split(':');
    const rights = known.get(service) ?? rightsOf(resources, roleArn, service);
    known.set(service, rights);
    return rights(action, arn);
  };
}

/**
 * Reads the permissions of a role on one service from a template. Only statements about that service are read, because
 * others may refer to resources that the host does not know.
 * @param service `appsync`, `lambda` or `secretsmanager`
 * @throws Error for a statement with conditions, `NotAction` or `NotResource`, which the host cannot evaluate
 */
export function rightsOf(resources: Resources, roleArn: string, service: string): Rights {
  const role = resources
    .ofType('AWS::IAM::Role')
    .find((candidate) => identityOf(resources, candidate)?.attributes['Arn'] === roleArn);
  if (role === undefined) throw new Error(`The role ${roleArn} is not part of the assembly.`);
  const statements = documentsOf(resources, role, service).flatMap(({ resource, document }) =>
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

/** The policies in a role, and those of its stack that are attached to it. */
function documentsOf(resources: Resources, role: Resource, service: string): readonly Document[] {
  refuseManaged(resources, role, service);
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

/** AWS managed policies that may concern a service, but whose text is not in the template. */
const managedByAws: Readonly<Record<string, RegExp>> = {
  appsync: /:aws:policy\/(AdministratorAccess|PowerUserAccess|AWSAppSync\w+)$/,
  lambda: /:aws:policy\/(AdministratorAccess|PowerUserAccess|AWSLambda_\w+|service-role\/AWSLambdaRole)$/,
  secretsmanager: /:aws:policy\/(AdministratorAccess|PowerUserAccess|SecretsManagerReadWrite)$/,
};

function refuseManaged(resources: Resources, role: Resource, service: string): void {
  const policies = resolved(resources, role, 'ManagedPolicyArns');
  const unknown = policies.find((arn) => managedByAws[service]?.test(arn));
  if (unknown === undefined) return;
  throw new Error(`${nameOf(role)}: the policy ${unknown} is not supported: write its statements in the template.`);
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
