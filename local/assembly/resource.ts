import type { ValueMap } from './template.ts';

/** Where the app is taken to be deployed. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** One resource of the assembly, its properties as written. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: ValueMap;
}

/** What other resources see of a deployed one: the answer to `Ref`, and those to `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Stack -> output -> value. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;
