import { BackedDataSource, type GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export interface TableDataSourceProps {
  readonly api: GraphqlApi;
  readonly table: Table;
  /** DynamoDB actions on the table itself, such as `GetItem`. */
  readonly tableActions: readonly string[];
  /** Names of the indexes that may be queried. @default none */
  readonly queriedIndexes?: readonly string[];
}

/** A DynamoDB data source that may do what it is for; CDK's own always grants reading by Scan and writing in batches too. */
export class TableDataSource extends BackedDataSource {
  constructor(scope: Construct, id: string, props: TableDataSourceProps) {
    const { api, table, tableActions, queriedIndexes = [] } = props;
    super(
      scope,
      id,
      { api, name: id },
      { type: 'AMAZON_DYNAMODB', dynamoDbConfig: { tableName: table.tableName, awsRegion: table.stack.region } },
    );
    this.allow(tableActions, [table.tableArn]);
    const indexes = queriedIndexes.map((name) => `${table.tableArn}/index/${name}`);
    if (indexes.length > 0) this.allow(['Query'], indexes);
  }

  private allow(actions: readonly string[], resources: string[]): void {
    this.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map((action) => `dynamodb:${action}`),
        resources,
      }),
    );
  }
}
