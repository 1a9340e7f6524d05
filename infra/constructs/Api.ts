import {
  AuthorizationType,
  Definition,
  GraphqlApi,
  LambdaDataSource,
  NoneDataSource,
  UserPoolDefaultAction,
} from 'aws-cdk-lib/aws-appsync';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { SEARCH_INDEXES, TABLE_NAME_VARIABLE } from '../../resolvers/lib/keys.ts';
import { projectFile } from '../paths.ts';
import { Resolvers } from './Resolvers.ts';
import { TableDataSource } from './TableDataSource.ts';

export interface ApiProps {
  readonly table: Table;
  readonly userPool: IUserPool;
  /** The function behind deleteAccount. */
  readonly removal: IFunction;
}

/** The GraphQL API: its schema, who may call it, and a resolver for every field that needs one. */
export class Api extends Construct {
  readonly graphql: GraphqlApi;

  constructor(scope: Construct, id: string, { table, userPool, removal }: ApiProps) {
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
    });
    const api = this.graphql;
    const reads = new TableDataSource(this, 'TableReads', {
      api,
      table,
      tableActions: ['GetItem', 'Query'],
      queriedIndexes: Object.values(SEARCH_INDEXES).map(({ name }) => name),
    });
    const writes = new TableDataSource(this, 'TableWrites', {
      api,
      table,
      // AppSync reads the item itself when a condition fails, hence GetItem.
      tableActions: ['ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'],
    });
    const removing = new LambdaDataSource(this, 'Removal', { api, name: 'Removal', lambdaFunction: removal });
    const none = new NoneDataSource(this, 'None', { api, name: 'None' });
    new Resolvers(this, 'Resolvers', { api, dataSources: { reads, writes, removal: removing, none } });
  }
}
