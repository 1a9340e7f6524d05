/** Any value of a template, with or without unevaluated functions (`Fn::Join` …). */
export type Value = null | string | number | boolean | readonly Value[] | ValueMap;

export interface ValueMap {
  readonly [name: string]: Value;
}

/** The parts of a CloudFormation template that decide what is deployed. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: Value }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, ValueMap>>>>;
  readonly Conditions?: ValueMap;
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: ValueMap;
}

export interface TemplateOutput {
  readonly Value: Value;
  readonly Condition?: string;
  readonly Export?: { readonly Name: Value };
}

/** Whether a value is a map (neither a list nor null). */
export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** Whether a value is a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
