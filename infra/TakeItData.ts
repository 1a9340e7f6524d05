import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import type { Configuration } from './configuration.ts';
import { Identity } from './constructs/identity/Identity.ts';
import { Tables } from './constructs/Tables.ts';
import type { Stage } from './stage.ts';

export interface TakeItDataProps extends StackProps {
  readonly stage: Stage;
  readonly configuration: Configuration;
}

/** The stack of everything that must outlive a deployment: the table and the user pool. */
export class TakeItData extends Stack {
  readonly tables: Tables;
  readonly identity: Identity;

  constructor(scope: Construct, id: string, { stage, configuration, ...props }: TakeItDataProps) {
    super(scope, id, { description: 'Take It: the table and the user pool', ...props });
    this.tables = new Tables(this, 'Tables', { stage });
    this.identity = new Identity(this, 'Identity', { stage, configuration });
    this.exportAll();
  }

  /**
   * Exports everything that the API's stack imports. CDK would export only what the API uses now. When the API stops
   * using a value, CloudFormation would refuse to delete its export before it updates the API (AWS CDK, "Stack":
   * exportValue).
   */
  private exportAll(): void {
    const { main } = this.tables;
    const { userPool, client } = this.identity;
    const used = [main.tableName, main.tableArn, main.tableStreamArn];
    const users = [userPool.userPoolId, userPool.userPoolArn, client.userPoolClientId];
    for (const value of [...used, ...users]) this.exportValue(value);
  }
}
