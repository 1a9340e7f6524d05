import { RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What differs between the stages. */
export interface Stage {
  readonly name: 'dev' | 'prod';
  /** Of the table and the user pool. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** Whether an app may send a password itself instead of proving it by SRP: handy for scripts, and all that a local pool knows. */
  readonly passwordSignIn: boolean;
  /** Whether the API tells its schema: what tools for developers ask for, and nobody else needs. */
  readonly introspection: boolean;
}

const STAGES: Readonly<Record<string, Stage>> = {
  dev: {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    passwordSignIn: true,
    introspection: true,
  },
  prod: {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    passwordSignIn: false,
    introspection: false,
  },
};

/** The stage that the context names (`-c stage=prod`); dev without one. Raises an error for an unknown name. */
export function stageOf(scope: IConstruct): Stage {
  const name: unknown = scope.node.tryGetContext('stage') ?? 'dev';
  const stage = typeof name === 'string' ? STAGES[name] : undefined;
  if (!stage) throw new Error(`There is no stage "${String(name)}": use -c stage=dev or -c stage=prod.`);
  return stage;
}
