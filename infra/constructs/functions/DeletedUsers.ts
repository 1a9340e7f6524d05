import { Duration } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

import type { Monitoring } from '../monitoring/Monitoring.ts';
import type { AccountRemoval } from './AccountRemoval.ts';
import { DeadLetters } from './DeadLetters.ts';
import { NodeFunction } from './NodeFunction.ts';

export interface DeletedUsersProps {
  readonly table: Table;
  readonly userPool: IUserPool;
  readonly removal: AccountRemoval;
  readonly monitoring: Monitoring;
}

/**
 * Removes the account of a user who is deleted in Cognito directly: by any app with the user's token, or by an
 * operator. CloudTrail reports the deletion to EventBridge, which needs a trail (Amazon EventBridge user guide, "AWS
 * service events delivered via AWS CloudTrail").
 */
export class DeletedUsers extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, { table, userPool, removal, monitoring }: DeletedUsersProps) {
    super(scope, id);
    const work = 'Removing deleted users';
    const timeout = Duration.seconds(30);
    const deadLetters = new DeadLetters(this, 'DeadLetters');
    this.function = new NodeFunction(this, 'Function', {
      folder: 'begin-removal',
      description: 'Begins the removal of an account whose user was deleted in Cognito',
      timeout,
      environment: removal.environment,
      // Lambda puts an event here after three failures. The rule below puts events here that it cannot deliver to
      // Lambda.
      deadLetterQueue: deadLetters,
    });
    this.function.addToRolePolicy(
      new PolicyStatement({ actions: ['dynamodb:Query', 'dynamodb:UpdateItem'], resources: [table.tableArn] }),
    );
    new Rule(this, 'Rule', {
      description: 'A user of the pool was deleted in Cognito',
      eventPattern: {
        source: ['aws.cognito-idp'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['cognito-idp.amazonaws.com'],
          errorCode: [{ exists: false }],
          $or: [
            { eventName: ['AdminDeleteUser'], requestParameters: { userPoolId: [userPool.userPoolId] } },
            // This record has only an access token, so the function checks whether the user belongs to this pool.
            { eventName: ['DeleteUser'] },
          ],
        },
      },
      targets: [new LambdaFunction(this.function, { deadLetterQueue: deadLetters })],
    });
    monitoring.watchFunction(this.function, work, timeout.toSeconds() * 0.8);
    monitoring.watchDeadLetters(this, deadLetters, work);
  }
}
