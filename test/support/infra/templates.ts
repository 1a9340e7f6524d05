import type { App } from 'aws-cdk-lib';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export type Resources = Readonly<Record<string, Resource>>;

/** The resources of each stack of an app, by the stack's name. */
export function resourcesIn(app: App): ReadonlyMap<string, Resources> {
  return new Map(
    app.synth().stacks.map(({ stackName, template }) => [stackName, (template as { Resources: Resources }).Resources]),
  );
}

export function ofType(resources: Resources, type: string): Resource['Properties'][] {
  return Object.values(resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);
}

/** What a `Ref` or `Fn::GetAtt` leads to; empty for anything else. */
export function logicalId(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = reference as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? attribute?.[0] ?? '';
}

/** A template's value without its intrinsics' braces. */
export function show(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { 'Fn::Join': join, 'Fn::ImportValue': imported } = value as {
    'Fn::Join'?: [string, unknown[]];
    'Fn::ImportValue'?: string;
  };
  return join ? join[1].map(show).join(join[0]) : (imported ?? logicalId(value));
}
