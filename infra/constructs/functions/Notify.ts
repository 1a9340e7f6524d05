import { ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

import { TABLE_NAME_VARIABLE } from '../../../domain/keys.ts';
import type { Monitoring } from '../monitoring/Monitoring.ts';
import { DeadLetters } from './DeadLetters.ts';
import { NodeFunction } from './NodeFunction.ts';

export interface NotifyProps {
  readonly table: Table;
  readonly monitoring: Monitoring;
  /** The id of the Firebase project. */
  readonly project: string;
  /** The name or ARN of the secret with the key file of a service account of the project. */
  readonly secret: string;
}

/**
 * Pushes notifications to people's devices through Firebase Cloud Messaging. Lambda queues the events, so a slow push
 * service delays only pushes.
 */
export class Notify extends Construct {
  private readonly function: NodeFunction;

  constructor(scope: Construct, id: string, { table, monitoring, project, secret }: NotifyProps) {
    super(scope, id);
    const work = 'Pushing notifications';
    // A message may be tried several times, and each try may wait ten seconds for an answer.
    const timeout = Duration.seconds(40);
    const deadLetters = new DeadLetters(this, 'DeadLetters');
    this.function = new NodeFunction(this, 'Function', {
      folder: 'notify',
      description: 'Pushes notifications to the devices of their recipients',
      timeout,
      environment: {
        [TABLE_NAME_VARIABLE]: table.tableName,
        // The local host puts the address of its stand-in here.
        FCM_ENDPOINT: 'https://fcm.googleapis.com',
        FCM_PROJECT: project,
        FCM_SECRET: secret,
      },
      deadLetterQueue: deadLetters,
      // Lambda repeats an event after one minute, and again after two.
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      // While the push service is slow, its functions must not use up the account's concurrency.
      reservedConcurrentExecutions: 20,
    });
    this.allow(table.tableArn, ['DeleteItem', 'GetItem', 'Query', 'UpdateItem'], 'dynamodb');
    this.allow(this.arnOf(secret), ['GetSecretValue'], 'secretsmanager');
    monitoring.watchFunction(this.function, work, timeout.toSeconds() * 0.95);
    monitoring.watchDeadLetters(this, deadLetters, work);
  }

  /** The environment of a function that hands over notifications. */
  get environment(): Readonly<Record<string, string>> {
    return { NOTIFY: this.function.functionName };
  }

  /** Allows a function to hand over notifications. */
  grantNotifying(grantee: Function): void {
    grantee.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.function.functionArn] }),
    );
  }

  private allow(resource: string, actions: readonly string[], service: string): void {
    const qualified = actions.map((action) => `${service}:${action}`);
    this.function.addToRolePolicy(new PolicyStatement({ actions: qualified, resources: [resource] }));
  }

  /** Secrets Manager adds a hyphen and six characters to a name (AWS Secrets Manager user guide, "Secret ARN"). */
  private arnOf(secret: string): string {
    if (secret.startsWith('arn:')) return secret;
    Validations.of(this.function).acknowledge({
      id: 'AwsSolutions-IAM5',
      reason: 'The six characters at the end of the ARN of a secret are unknown, where only its name is given.',
    });
    const resourceName = `${secret}-??????`;
    const arn = {
      service: 'secretsmanager',
      resource: 'secret',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    };
    return Stack.of(this).formatArn(arn);
  }
}
