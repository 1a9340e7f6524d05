import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import type { Configuration } from './configuration.ts';
import { Api } from './constructs/Api.ts';
import { Firewall } from './constructs/Firewall.ts';
import { AccountRemoval } from './constructs/functions/AccountRemoval.ts';
import { ChangePublisher } from './constructs/functions/ChangePublisher.ts';
import { DeletedUsers } from './constructs/functions/DeletedUsers.ts';
import { FollowUp } from './constructs/functions/FollowUp.ts';
import { Notify } from './constructs/functions/Notify.ts';
import { PlaceSearch } from './constructs/functions/PlaceSearch.ts';
import { ReportWatch } from './constructs/functions/ReportWatch.ts';
import type { Identity } from './constructs/identity/Identity.ts';
import { HealthDashboard } from './constructs/monitoring/HealthDashboard.ts';
import { Monitoring } from './constructs/monitoring/Monitoring.ts';
import type { Stage } from './stage.ts';
import type { TakeItData } from './TakeItData.ts';

export interface TakeItApiProps extends StackProps {
  readonly stage: Stage;
  readonly configuration: Configuration;
  /** The stack with the API's table and user pool. */
  readonly data: TakeItData;
}

/** The GraphQL API; it holds no state. */
export class TakeItApi extends Stack {
  readonly api: Api;

  constructor(scope: Construct, id: string, { stage, configuration, data, ...props }: TakeItApiProps) {
    super(scope, id, { description: 'Take It: the GraphQL API', ...props });
    const table = data.tables.main;
    const { userPool } = data.identity;
    const removal = new AccountRemoval(this, 'AccountRemoval', { table, userPool });
    const places = new PlaceSearch(this, 'PlaceSearch');
    const resolvers = { removal: removal.function, places: places.function };
    this.api = new Api(this, 'Api', { stage, table, userPool, ...resolvers });
    const { api } = this;
    const firewall = new Firewall(this, 'Firewall', { api: api.graphql });
    const monitoring = new Monitoring(this, 'Monitoring', { email: configuration.alarmEmail });
    monitoring.watchApi(api);
    monitoring.watchTable(this, table);
    monitoring.watchFunction(removal.function, 'Removing accounts', 27);
    monitoring.watchFunction(places.function, 'Finding places', 3);
    const { parallelizationFactor, push } = configuration;
    const notify = push ? new Notify(this, 'Notify', { table, monitoring, ...push }) : null;
    const readers = { table, monitoring, notify, parallelizationFactor };
    new ChangePublisher(this, 'ChangePublisher', { api: api.graphql, ...readers });
    new FollowUp(this, 'FollowUp', { removal, ...readers });
    new ReportWatch(this, 'ReportWatch', { table, monitoring });
    new DeletedUsers(this, 'DeletedUsers', { table, userPool, removal, monitoring });
    const { url } = new HealthDashboard(this, 'HealthDashboard', { api, table, firewall, monitoring });
    this.addOutputs({ Url: api.graphql.graphqlUrl, TableName: table.tableName });
    this.addOutputs({ AlarmTopicArn: monitoring.topic.topicArn, DashboardUrl: url });
    this.addSignInOutputs(data.identity, configuration);
  }

  /** Outputs that an app needs to sign people in. */
  private addSignInOutputs({ userPool, client, hosted, providers }: Identity, configuration: Configuration): void {
    const { mfa, callbackUrls, logoutUrls } = configuration;
    this.addOutputs({
      Region: this.region,
      UserPoolId: userPool.userPoolId,
      UserPoolClientId: client.userPoolClientId,
    });
    this.addOutputs({ MfaConfiguration: mfa === 'off' ? 'NONE' : mfa.toUpperCase() });
    if (!hosted) return;
    this.addOutputs({ AuthDomain: hosted.domain, AuthScopes: hosted.scopes.join(',') });
    this.addOutputs({ CallbackUrls: callbackUrls.join(','), LogoutUrls: logoutUrls.join(',') });
    if (providers.length > 0) this.addOutputs({ AuthProviders: providers.join(',') });
  }

  /** Adds outputs, under the names of amplify_outputs.json where that file has the same value. */
  private addOutputs(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
