import { Duration } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { TABLE_NAME_VARIABLE } from '../../../domain/keys.ts';
import { NodeFunction } from './NodeFunction.ts';

export interface AccountRemovalProps {
  readonly table: Table;
  readonly userPool: IUserPool;
}

/** The removal of accounts from the table and the user pool. */
export class AccountRemoval extends Construct {
  /** The resolver of deleteAccount: begins a removal and works on it while the caller waits. */
  readonly function: NodeFunction;
  private readonly props: AccountRemovalProps;

  constructor(scope: Construct, id: string, props: AccountRemovalProps) {
    super(scope, id);
    this.props = props;
    this.function = new NodeFunction(this, 'Function', {
      folder: 'remove-account',
      description: 'Removes the account of its caller',
      // The function stops by itself after 20 seconds; AppSync waits for 30.
      timeout: Duration.seconds(29),
      memorySize: 1024,
      environment: this.environment,
    });
    this.grantRemoving(this.function);
  }

  /** The environment variables of a function that removes accounts. */
  get environment(): Record<string, string> {
    return { [TABLE_NAME_VARIABLE]: this.props.table.tableName, USER_POOL_ID: this.props.userPool.userPoolId };
  }

  /** Allows a function to enable a user again, after a suspension. */
  grantEnabling(grantee: Function): void {
    const { userPoolArn } = this.props.userPool;
    grantee.addToRolePolicy(
      new PolicyStatement({ actions: ['cognito-idp:AdminEnableUser'], resources: [userPoolArn] }),
    );
  }

  /** Allows a function to remove accounts. No other function may change users. */
  grantRemoving(grantee: Function): void {
    const { table, userPool } = this.props;
    const allow = (service: string, actions: readonly string[], resource: string) => {
      const qualified = actions.map((action) => `${service}:${action}`);
      grantee.addToRolePolicy(new PolicyStatement({ actions: qualified, resources: [resource] }));
    };
    const reads = ['BatchGetItem', 'GetItem', 'Query'];
    const writes = ['BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'];
    allow('dynamodb', [...reads, ...writes], table.tableArn);
    allow('cognito-idp', ['AdminDeleteUser', 'AdminDisableUser', 'AdminGetUser', 'ListUsers'], userPool.userPoolArn);
  }
}
