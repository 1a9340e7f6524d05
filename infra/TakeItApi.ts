import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from './constructs/Api.ts';
import type { TakeItData } from './TakeItData.ts';

export interface TakeItApiProps extends StackProps {
  /** Where the API keeps its data, and whose users may call it. */
  readonly data: TakeItData;
}

/** The GraphQL API; it holds no state. */
export class TakeItApi extends Stack {
  readonly api: Api;

  constructor(scope: Construct, id: string, { data, ...props }: TakeItApiProps) {
    super(scope, id, { description: 'Take It: the GraphQL API', ...props });
    this.api = new Api(this, 'Api', { table: data.tables.main, userPool: data.identity.userPool });
    // What an app must know to sign in and to call: the names are those of amplify_outputs.json.
    new CfnOutput(this, 'Url', { value: this.api.url });
    new CfnOutput(this, 'UserPoolId', { value: data.identity.userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: data.identity.client.userPoolClientId });
    new CfnOutput(this, 'TableName', { value: data.tables.main.tableName });
  }
}
