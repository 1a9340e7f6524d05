import { logicalId, ofType, type Resources, show } from './templates.ts';

/** A statement that allows something. */
export interface Right {
  readonly actions: readonly string[];
  /** Without the braces of a template's intrinsics. */
  readonly on: readonly string[];
}

/** What all the policies of a role allow. */
export interface RoleInTemplate {
  readonly name: string;
  /** The services that may take it. */
  readonly trusts: readonly string[];
  readonly rights: readonly Right[];
  /** Policies that somebody else keeps, and may widen. */
  readonly managed: readonly string[];
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly Principal?: { readonly Service?: string | string[] };
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

/** Every role of a template, by name. */
export function rolesIn(resources: Resources): readonly RoleInTemplate[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([name, { Properties }]) => {
      const { AssumeRolePolicyDocument, Policies = [], ManagedPolicyArns = [] } = Properties;
      const attached = ofType(resources, 'AWS::IAM::Policy').filter(({ Roles }) =>
        (Roles as unknown[]).map(logicalId).includes(name),
      );
      // Of CDK's making: a template's types are not known here.
      const policies = [...attached, ...(Policies as object[])] as unknown as Policy[];
      const { Statement: trust } = AssumeRolePolicyDocument as { Statement: Statement[] };
      return {
        name,
        trusts: trust.flatMap(({ Principal }) => Principal?.Service ?? show(Principal)),
        rights: policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).map(toRight),
        managed: (ManagedPolicyArns as unknown[]).map(show),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

function toRight({ Effect, Action, Resource }: Statement): Right {
  if (Effect !== 'Allow')
    throw new Error(`A statement has the effect ${Effect}, which says nothing of what is allowed.`);
  return { actions: [Action].flat(), on: [Resource].flat().map(show) };
}
