import { join } from 'node:path';
import { App, CfnOutput, Duration, Expiration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

import { temporaryDirectory } from '../../assemblies.ts';

const runtime = appsync.FunctionRuntime.JS_1_0_0;
const here = (...path: readonly string[]) => join(import.meta.dirname, ...path);
const file = (name: string): appsync.Code => appsync.Code.fromAsset(here('resolvers', `${name}.js`));

const whoami = `
  export function request(ctx) { return { payload: ctx.identity.username }; }
  export function response(ctx) { return ctx.result; }`;

const rarity = `
  export function request(ctx) {
    return { operation: 'Invoke', payload: { field: 'rarity', arguments: { species: ctx.source.species } } };
  }
  export function response(ctx) { return ctx.result; }`;

/**
 * A CDK app in the manner of AWS's AppSync samples, with nothing in it for the host's sake: bird sightings, opened by
 * API key and a user pool, on one table, a Lambda function and no data source at all. Answers its assembly.
 */
export function synthesizeSightings(): string {
  const app = new App({
    outdir: join(temporaryDirectory(), 'cdk.out'),
    analyticsReporting: true,
    builtinCloudFormationValidation: false,
  });
  const stack = new Stack(app, 'Sightings', { description: 'Bird sightings' });
  Tags.of(stack).add('app', 'sightings');
  const userPool = aUserPool(stack);
  const api = anApi(stack, userPool);
  const table = new dynamodb.Table(stack, 'SightingTable', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  table.addGlobalSecondaryIndex({
    indexName: 'byPlace',
    partitionKey: { name: 'place', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'seenAt', type: dynamodb.AttributeType.STRING },
  });
  const almanac = new lambda.Function(stack, 'Almanac', {
    code: lambda.Code.fromAsset(here('almanac')),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
    timeout: Duration.seconds(10),
    memorySize: 256,
    tracing: lambda.Tracing.ACTIVE,
    environment: { SEASON: 'Spring', TABLE: table.tableName },
  });
  table.grantReadData(almanac);
  const sources = {
    // The CDK's own types do not fit together under exactOptionalPropertyTypes.
    table: api.addDynamoDbDataSource('SightingSource', table as dynamodb.ITable),
    almanac: api.addLambdaDataSource('AlmanacSource', almanac, { description: 'Names of birds' }),
    none: api.addNoneDataSource('NONE'),
  };
  unitResolvers(sources);
  pipeline(stack, api, sources);
  new CfnOutput(stack, 'GraphQLUrl', { value: api.graphqlUrl });
  new CfnOutput(stack, 'ApiKey', { value: api.apiKey ?? '' });
  new CfnOutput(stack, 'Region', { value: stack.region });
  new CfnOutput(stack, 'UserPoolId', { value: userPool.userPoolId, exportName: 'SightingsUserPool' });
  return app.synth().directory;
}

function aUserPool(stack: Stack): cognito.UserPool {
  const userPool = new cognito.UserPool(stack, 'UserPool', {
    selfSignUpEnabled: true,
    autoVerify: { email: true },
    signInAliases: { email: true },
    standardAttributes: { email: { required: true } },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  userPool.addClient('WebClient', {
    authFlows: { userPassword: true, userSrp: true },
    preventUserExistenceErrors: true,
  });
  userPool.addGroup('Wardens', { groupName: 'Wardens', description: 'May delete sightings' });
  return userPool;
}

function anApi(stack: Stack, userPool: cognito.UserPool): appsync.GraphqlApi {
  return new appsync.GraphqlApi(stack, 'Api', {
    name: 'SightingsApi',
    definition: appsync.Definition.fromFile(here('schema.graphql')),
    authorizationConfig: {
      defaultAuthorization: {
        authorizationType: appsync.AuthorizationType.API_KEY,
        apiKeyConfig: { name: 'default', expires: Expiration.after(Duration.days(365)) },
      },
      additionalAuthorizationModes: [
        { authorizationType: appsync.AuthorizationType.USER_POOL, userPoolConfig: { userPool } },
      ],
    },
    logConfig: { fieldLogLevel: appsync.FieldLogLevel.ALL, retention: RetentionDays.ONE_WEEK },
    xrayEnabled: true,
  });
}

interface Sources {
  readonly table: appsync.DynamoDbDataSource;
  readonly almanac: appsync.LambdaDataSource;
  readonly none: appsync.NoneDataSource;
}

function unitResolvers({ table, almanac, none }: Sources): void {
  const unit = (source: appsync.BaseDataSource, typeName: string, fieldName: string, code = file(fieldName)) =>
    source.createResolver(`${typeName}${fieldName}Resolver`, { typeName, fieldName, runtime, code });
  for (const fieldName of ['getSighting', 'listSightings', 'sightingsAt']) unit(table, 'Query', fieldName);
  for (const fieldName of ['updateSighting', 'deleteSighting']) unit(table, 'Mutation', fieldName);
  unit(none, 'Query', 'whoami', appsync.Code.fromInline(whoami));
  unit(almanac, 'Sighting', 'rarity', appsync.Code.fromInline(rarity));
  almanac.createResolver('SeasonResolver', { typeName: 'Query', fieldName: 'season' });
  unit(none, 'Mutation', 'announce');
  unit(none, 'Subscription', 'onFlock');
}

function pipeline(stack: Stack, api: appsync.GraphqlApi, { table, almanac, none }: Sources): void {
  const step = (name: string, dataSource: appsync.BaseDataSource) =>
    new appsync.AppsyncFunction(stack, name, { api, name, dataSource, runtime, code: file(name) });
  new appsync.Resolver(stack, 'AddSighting', {
    api,
    typeName: 'Mutation',
    fieldName: 'addSighting',
    runtime,
    code: file('addSighting'),
    pipelineConfig: [step('checkSighting', none), step('nameSpecies', almanac), step('storeSighting', table)],
  });
}
