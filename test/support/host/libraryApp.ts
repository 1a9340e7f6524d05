import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

import { temporaryDirectory } from '../assemblies.ts';

const code = `
  export function request(ctx) { return { payload: null }; }
  export function response(ctx) { return ctx.prev.result; }`;

/** A CDK app as many are written: a stack of data, a stack with the API, code inline and as files. Answers its assembly. */
export function synthesizeLibrary(change: { readonly sortKey?: string; readonly minLength?: number } = {}): string {
  const directory = temporaryDirectory();
  const app = new App({ outdir: join(directory, 'cdk.out'), builtinCloudFormationValidation: false });
  const { table, pool } = dataStack(app, change);
  apiStack(app, directory, table, pool);
  return app.synth().directory;
}

function dataStack(app: App, { sortKey = 'shelf', minLength = 12 }: { sortKey?: string; minLength?: number }) {
  const stack = new Stack(app, 'LibraryData');
  const table = new dynamodb.TableV2(stack, 'Books', {
    partitionKey: { name: 'isbn', type: dynamodb.AttributeType.STRING },
    sortKey: { name: sortKey, type: dynamodb.AttributeType.STRING },
    timeToLiveAttribute: 'until',
    dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    globalSecondaryIndexes: [
      {
        indexName: 'by-author',
        partitionKey: { name: 'author', type: dynamodb.AttributeType.STRING },
        sortKey: { name: 'year', type: dynamodb.AttributeType.NUMBER },
        projectionType: dynamodb.ProjectionType.INCLUDE,
        nonKeyAttributes: ['title'],
      },
    ],
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  const pool = new cognito.UserPool(stack, 'Readers', {
    signInAliases: { email: true },
    selfSignUpEnabled: true,
    standardAttributes: { email: { required: true }, fullname: { required: true } },
    customAttributes: { card: new cognito.StringAttribute({ mutable: true }) },
    passwordPolicy: { minLength, requireSymbols: false },
  });
  const client = pool.addClient('Phone', {
    authFlows: { userPassword: true },
    accessTokenValidity: Duration.minutes(30),
    preventUserExistenceErrors: true,
  });
  new CfnOutput(stack, 'ClientId', { value: client.userPoolClientId });
  return { table, pool };
}

function apiStack(app: App, directory: string, table: dynamodb.TableV2, pool: cognito.UserPool): void {
  const stack = new Stack(app, 'LibraryApi');
  const schema = join(directory, 'schema.graphql');
  writeFileSync(schema, 'type Query { book(isbn: ID!): String shelf: String }');
  const file = join(directory, 'step.js');
  writeFileSync(file, code);
  const api = new appsync.GraphqlApi(stack, 'Api', {
    name: 'Library',
    definition: appsync.Definition.fromFile(schema),
    authorizationConfig: {
      defaultAuthorization: {
        authorizationType: appsync.AuthorizationType.USER_POOL,
        userPoolConfig: { userPool: pool, defaultAction: appsync.UserPoolDefaultAction.DENY },
      },
      additionalAuthorizationModes: [
        { authorizationType: appsync.AuthorizationType.IAM },
        { authorizationType: appsync.AuthorizationType.API_KEY },
      ],
    },
    environmentVariables: { BOOKS: table.tableName },
    introspectionConfig: appsync.IntrospectionConfig.DISABLED,
    queryDepthLimit: 5,
    resolverCountLimit: 40,
    logConfig: { retention: RetentionDays.ONE_WEEK },
    xrayEnabled: true,
  });
  const runtime = appsync.FunctionRuntime.JS_1_0_0;
  // The CDK's own types do not fit together under exactOptionalPropertyTypes.
  const books = api.addDynamoDbDataSource('books', table as dynamodb.ITable);
  const nothing = api.addNoneDataSource('nothing');
  const step = (name: string, dataSource: appsync.BaseDataSource) =>
    new appsync.AppsyncFunction(stack, name, { api, name, dataSource, runtime, code: appsync.Code.fromAsset(file) });
  nothing.createResolver('Shelf', {
    typeName: 'Query',
    fieldName: 'shelf',
    runtime,
    code: appsync.Code.fromInline(code),
  });
  new appsync.Resolver(stack, 'Book', {
    api,
    typeName: 'Query',
    fieldName: 'book',
    runtime,
    code: appsync.Code.fromInline(code),
    pipelineConfig: [step('checkCard', nothing), step('readBook', books)],
  });
  new CfnOutput(stack, 'Url', { value: api.graphqlUrl });
  new CfnOutput(stack, 'Stream', { value: table.tableStreamArn ?? '' });
}
