import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duration, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

import { bundleFunction } from '../../bundles/functionBundle.ts';

export interface NodeFunctionProps {
  /** The folder under `functions/`, whose `index.ts` exports `handler`. */
  readonly folder: string;
  readonly description: string;
  readonly timeout: Duration;
  /** Megabytes; processor time grows with them. @default 512 */
  readonly memorySize?: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The queue for asynchronous events that the function failed to process three times. @default none */
  readonly deadLetterQueue?: Queue;
  /** How many of them are processed at the same time; this number is reserved in the account. @default no limit */
  readonly reservedConcurrentExecutions?: number;
  /** How long Lambda keeps an asynchronous event, and how often it repeats one that failed. @default 6 hours, twice */
  readonly maxEventAge?: Duration;
  readonly retryAttempts?: number;
}

/** A Lambda function of `functions/`, bundled as one small module. */
export class NodeFunction extends Function {
  constructor(scope: Construct, id: string, { folder, memorySize = 512, environment, ...props }: NodeFunctionProps) {
    const code = mkdtempSync(join(tmpdir(), 'take-it-'));
    bundleFunction(folder, join(code, 'index.mjs'));
    const logGroup = new LogGroup(scope, `${id}Logs`, { retention: RetentionDays.ONE_MONTH });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    // Only its own log group; AWS's managed policy would allow all log groups.
    logGroup.grantWrite(role);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'Traces (xray:Put...), and dynamodb:ListStreams for readers of a stream: AWS narrows neither to a resource.',
    });
    super(scope, id, {
      ...props,
      role,
      code: Code.fromAsset(code),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize,
      environment: { ...environment },
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
    });
    // CDK has already copied the code into the assembly.
    rmSync(code, { recursive: true });
  }
}
