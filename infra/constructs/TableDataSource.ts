import { BackedDataSource, type GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export interface TableDataSourceProps {
  readonly api: GraphqlApi;
  readonly table: Table;
  /** The allowed DynamoDB actions on the table itself, such as `GetItem`. */
  readonly tableActions: readonly string[];
  /** The names of the indexes that may be queried. @default none */
  readonly queriedIndexes?: readonly string[];
}

/** A DynamoDB data source with only the permissions it needs. CDK's own always allows Scan and batch writes too. */
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
