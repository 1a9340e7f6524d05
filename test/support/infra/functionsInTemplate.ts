import { Template } from 'aws-cdk-lib/assertions';

import { takeItApp } from './synthesize.ts';

const { app, api } = takeItApp('dev');
app.synth();

/** The template of the API's stack in the stage dev. */
export const template = Template.fromStack(api);

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** Its resources by their logical ids. */
export const resources = (template.toJSON() as { Resources: Record<string, Resource> }).Resources;

/** Every resource of a type, with its logical id. */
export const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);

/** The logical id that a `Ref` or a `Fn::GetAtt` names; an empty text for any other value. */
export function idIn(value: unknown): string {
  const { Ref, 'Fn::GetAtt': [id] = [] } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return Ref ?? id ?? '';
}

/**
 * The logical id of the only resource of a type whose id has this beginning.
 * @throws Error if there is none, or more than one
 */
export function the(type: string, beginning: string): string {
  const ids = ofType(type)
    .map(([id]) => id)
    .filter((id) => id.startsWith(beginning));
  return only(ids, `${type} ${beginning}`);
}

/**
 * How the template refers to an attribute of a resource of the other stack.
 * @throws Error if it does not, or in several ways
 */
export function importOf(resource: string, attribute: string): string {
  const imports = JSON.stringify(template.toJSON()).match(/\{"Fn::ImportValue":"[^"]*"\}/g) ?? [];
  const form = new RegExp(`${resource}[0-9A-F]{8}${attribute}[0-9A-F]{8}"`);
  return only([...new Set(imports.filter((text) => form.test(text)))], `import of ${resource} ${attribute}`);
}

function only(found: readonly string[], what: string): string {
  const [one, ...more] = found;
  if (one === undefined || more.length > 0) throw new Error(`The template has ${found.length} of: ${what}.`);
  return one;
}

/** The logical ids of the functions. */
export const publisher = the('AWS::Lambda::Function', 'ChangePublisher');
export const followUp = the('AWS::Lambda::Function', 'FollowUp');
export const removal = the('AWS::Lambda::Function', 'AccountRemoval');
export const deletedUsers = the('AWS::Lambda::Function', 'DeletedUsers');
export const places = the('AWS::Lambda::Function', 'PlaceSearch');
export const reportWatch = the('AWS::Lambda::Function', 'ReportWatch');
export const functions = [publisher, followUp, removal, deletedUsers, places, reportWatch];
export const readers = [publisher, followUp];
