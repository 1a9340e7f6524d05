import { BackedDataSource, type GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export interface FunctionDataSourceProps {
  readonly api: GraphqlApi;
  readonly function: IFunction;
}

/** A Lambda data source that may invoke only its function. CDK's own also allows every version and alias of it. */
export class FunctionDataSource extends BackedDataSource {
  constructor(scope: Construct, id: string, { api, function: { functionArn } }: FunctionDataSourceProps) {
    super(scope, id, { api, name: id }, { type: 'AWS_LAMBDA', lambdaConfig: { lambdaFunctionArn: functionArn } });
    const invoke = new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] });
    this.grantPrincipal.addToPrincipalPolicy(invoke);
  }
}
