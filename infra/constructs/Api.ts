import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CfnGraphQLApi,
  Definition,
  FieldLogLevel,
  GraphqlApi,
  IntrospectionConfig,
  NoneDataSource,
  UserPoolDefaultAction,
} from 'aws-cdk-lib/aws-appsync';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

import { SEARCH_INDEXES, TABLE_NAME_VARIABLE } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import { projectFile } from '../paths.ts';
import type { Stage } from '../stage.ts';
import { FunctionDataSource } from './functions/FunctionDataSource.ts';
import { Resolvers } from './Resolvers.ts';
import { TableDataSource } from './TableDataSource.ts';

/**
 * `Request.trip` and `Trip.myRequest` refer to each other. The cost of the trips of a list of requests is five fields
 * deep.
 */
const QUERY_DEPTH_LIMIT = 8;

export interface ApiProps {
  readonly stage: Stage;
  readonly table: Table;
  readonly userPool: IUserPool;
  /** The resolver of deleteAccount. */
  readonly removal: IFunction;
  /** The resolver of places. */
  readonly places: IFunction;
}

/** The GraphQL API: its schema, its authorization, and a resolver for every field that needs one. */
export class Api extends Construct {
  readonly graphql: GraphqlApi;

  constructor(scope: Construct, id: string, { stage, table, userPool, removal, places }: ApiProps) {
    super(scope, id);
    this.graphql = new GraphqlApi(this, 'GraphqlApi', {
      name: 'TakeIt',
      definition: Definition.fromFile(projectFile('schema.graphql')),
      authorizationConfig: {
        defaultAuthorization: {
          authorizationType: AuthorizationType.USER_POOL,
          userPoolConfig: { userPool, defaultAction: UserPoolDefaultAction.ALLOW },
        },
        additionalAuthorizationModes: [{ authorizationType: AuthorizationType.IAM }],
      },
      environmentVariables: { [TABLE_NAME_VARIABLE]: table.tableName },
      queryDepthLimit: QUERY_DEPTH_LIMIT,
      resolverCountLimit: limits.resolversPerCall,
      introspectionConfig: stage.introspection ? IntrospectionConfig.ENABLED : IntrospectionConfig.DISABLED,
      xrayEnabled: true,
    });
    const api = this.graphql;
    this.logErrors();
    Validations.of(api).acknowledge({
      id: 'AwsSolutions-ASC3',
      reason: 'Requests are logged without their content, which holds notes, contacts and tokens.',
    });
    const reads = new TableDataSource(this, 'TableReads', {
      api,
      table,
      tableActions: ['BatchGetItem', 'GetItem', 'Query'],
      queriedIndexes: Object.values(SEARCH_INDEXES).map(({ name }) => name),
    });
    const writes = new TableDataSource(this, 'TableWrites', {
      api,
      table,
      // AppSync reads the item itself when a condition fails, so it needs GetItem.
      tableActions: ['ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'],
    });
    const removing = new FunctionDataSource(this, 'Removal', { api, function: removal });
    const finding = new FunctionDataSource(this, 'Places', { api, function: places });
    const none = new NoneDataSource(this, 'None', { api, name: 'None' });
    new Resolvers(this, 'Resolvers', { api, dataSources: { reads, writes, removal: removing, places: finding, none } });
  }

  /**
   * Returns a metric that AppSync publishes for the API (AWS AppSync developer guide, "CloudWatch metrics").
   * @param period the length of one data point. @default five minutes
   */
  metric(metricName: string, statistic: string, period = Duration.minutes(5)): Metric {
    return new Metric({
      namespace: 'AWS/AppSync',
      metricName,
      statistic,
      period,
      dimensionsMap: { GraphQLAPIId: this.graphql.apiId },
    });
  }

  /**
   * Logs errors without the content of requests and answers, which contains notes and contacts. GraphqlApi's own
   * logConfig is not used: it adds a function that may change the retention of any log group in the account.
   */
  private logErrors(): void {
    const role = new Role(this, 'LogsRole', { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
    const declared = this.graphql.node.defaultChild;
    if (!(declared instanceof CfnGraphQLApi))
      throw new Error('GraphqlApi has no default child CfnGraphQLApi: adapt this code to the CDK version.');
    declared.logConfig = {
      cloudWatchLogsRoleArn: role.roleArn,
      fieldLogLevel: FieldLogLevel.ERROR,
      excludeVerboseContent: true,
    };
    // AppSync would create the log group itself and never delete its logs.
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/appsync/apis/${this.graphql.apiId}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logs.grantWrite(role);
  }
}
