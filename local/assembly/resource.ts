import type { ValueMap } from './template.ts';

/** The account, region and partition in which the app is deployed. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** One resource of the assembly, with its unresolved properties. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: ValueMap;
}

/** The values of a deployed resource for `Ref` and `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The outputs of each stack. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;
