import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';

import { temporaryDirectory } from '../assemblies.ts';
import { bellCode as code } from './bellCode.ts';
import { functionFolder } from './functionCode.ts';

const schema = `
  type Query { ring(text: String): AWSJSON @aws_iam direct(text: String): AWSJSON @aws_iam }
  type Mutation { publish(id: ID!): Bell @aws_iam  hush: String @aws_iam }
  type Bell @aws_iam @aws_api_key { id: ID }`;

/** A function on the table's stream: its code, and how it is called. */
export interface Reader {
  readonly code: string;
  readonly mapping?: Partial<lambda.EventSourceMappingOptions>;
  readonly timeoutSeconds?: number;
}

export interface BellApp {
  /** Answers `ring` and `direct`; it gets the table's name as TABLE. */
  readonly bell?: string;
  /** Default: 6. */
  readonly bellTimeoutSeconds?: number;
  readonly readers?: Readonly<Record<string, Reader>>;
}

/** A small CDK app: a table, an API, a function behind two fields, and functions on the table's stream. */
export function synthesizeBells({
  bell = 'export const handler = async (event) => event;',
  bellTimeoutSeconds,
  readers = {},
}: BellApp): string {
  const directory = temporaryDirectory();
  const app = new App({ outdir: join(directory, 'cdk.out'), builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Bells');
  const table = new dynamodb.Table(stack, 'Table', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'until',
  });
  const api = anApi(stack, directory);
  const aFunction = (id: string, source: string, timeout = 6) =>
    new lambda.Function(stack, id, {
      code: lambda.Code.fromAsset(functionFolder(source)),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
      timeout: Duration.seconds(timeout),
      environment: { TABLE: table.tableName, API_URL: api.graphqlUrl },
    });
  const ringing = aFunction('Bell', bell, bellTimeoutSeconds);
  table.grantReadWriteData(ringing);
  resolvers(api, api.addLambdaDataSource('bell', ringing));
  const queue = new sqs.Queue(stack, 'Lost');
  for (const [name, reader] of Object.entries(readers)) {
    const fn = aFunction(name, reader.code, reader.timeoutSeconds);
    api.grantMutation(fn, 'publish');
    table.grantStreamRead(fn);
    fn.addEventSourceMapping('Stream', {
      eventSourceArn: table.tableStreamArn ?? '',
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      onFailure: new SqsDlq(queue),
      ...reader.mapping,
    });
  }
  new CfnOutput(stack, 'TableName', { value: table.tableName });
  return app.synth().directory;
}

function anApi(stack: Stack, directory: string): appsync.GraphqlApi {
  const file = join(directory, 'schema.graphql');
  writeFileSync(file, schema);
  return new appsync.GraphqlApi(stack, 'Api', {
    name: 'Bells',
    definition: appsync.Definition.fromFile(file),
    authorizationConfig: {
      defaultAuthorization: { authorizationType: appsync.AuthorizationType.API_KEY },
      additionalAuthorizationModes: [{ authorizationType: appsync.AuthorizationType.IAM }],
    },
  });
}

function resolvers(api: appsync.GraphqlApi, bell: appsync.LambdaDataSource): void {
  const runtime = appsync.FunctionRuntime.JS_1_0_0;
  bell.createResolver('Ring', {
    typeName: 'Query',
    fieldName: 'ring',
    runtime,
    code: appsync.Code.fromInline(code.ring),
  });
  bell.createResolver('Direct', { typeName: 'Query', fieldName: 'direct' });
  const nothing = api.addNoneDataSource('nothing');
  for (const fieldName of ['publish', 'hush']) {
    const field = { typeName: 'Mutation', fieldName, runtime, code: appsync.Code.fromInline(code.publish) };
    nothing.createResolver(fieldName, field);
  }
}
