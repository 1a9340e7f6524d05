import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountRemoval } from './constructs/AccountRemoval.ts';
import { Api } from './constructs/Api.ts';
import { ChangePublisher } from './constructs/ChangePublisher.ts';
import { Closing } from './constructs/Closing.ts';
import { Monitoring } from './constructs/Monitoring.ts';
import type { Stage } from './stage.ts';
import type { TakeItData } from './TakeItData.ts';

export interface TakeItApiProps extends StackProps {
  readonly stage: Stage;
  /** Where the API keeps its data, and whose users may call it. */
  readonly data: TakeItData;
}

/** The GraphQL API; it holds no state. */
export class TakeItApi extends Stack {
  readonly api: Api;

  constructor(scope: Construct, id: string, { stage, data, ...props }: TakeItApiProps) {
    super(scope, id, { description: 'Take It: the GraphQL API', ...props });
    const table = data.tables.main;
    const { userPool } = data.identity;
    const removal = new AccountRemoval(this, 'AccountRemoval', { table, userPool });
    this.api = new Api(this, 'Api', { stage, table, userPool, removal: removal.function });
    const api = this.api.graphql;
    const monitoring = new Monitoring(this, 'Monitoring');
    monitoring.watchApi(api);
    monitoring.watchTable(this, table);
    monitoring.watchFunction(removal.function, 'Removing accounts', 27);
    new ChangePublisher(this, 'ChangePublisher', { table, api, monitoring });
    new Closing(this, 'Closing', { table, removal, monitoring });
    // What an app must know to sign in and to call: the names are those of amplify_outputs.json.
    new CfnOutput(this, 'Url', { value: api.graphqlUrl });
    new CfnOutput(this, 'UserPoolId', { value: userPool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: data.identity.client.userPoolClientId });
    new CfnOutput(this, 'AlarmTopicArn', { value: monitoring.topic.topicArn });
    new CfnOutput(this, 'TableName', { value: table.tableName });
  }
}
