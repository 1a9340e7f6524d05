import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Configuration } from './configuration.ts';
import { Identity } from './constructs/Identity.ts';
import { Tables } from './constructs/Tables.ts';
import type { Stage } from './stage.ts';

export interface TakeItDataProps extends StackProps {
  readonly stage: Stage;
  readonly configuration: Configuration;
}

/** Everything that must outlive a deployment: the table and the people. */
export class TakeItData extends Stack {
  readonly tables: Tables;
  readonly identity: Identity;

  constructor(scope: Construct, id: string, { stage, configuration, ...props }: TakeItDataProps) {
    super(scope, id, { description: 'Take It: the table and the user pool', ...props });
    this.tables = new Tables(this, 'Tables', { stage });
    this.identity = new Identity(this, 'Identity', { stage, configuration });
  }
}
