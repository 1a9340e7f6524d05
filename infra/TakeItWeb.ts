import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import type { Configuration } from './configuration.ts';
import { WebHeaders } from './constructs/WebHeaders.ts';
import { WebSite } from './constructs/WebSite.ts';
import type { Stage } from './stage.ts';

export interface TakeItWebProps extends StackProps {
  readonly stage: Stage;
  readonly configuration: Configuration;
}

/** Where the web app is served from. It holds files alone: `npm run publish:web` puts them there. */
export class TakeItWeb extends Stack {
  constructor(scope: Construct, id: string, { stage, configuration, ...props }: TakeItWebProps) {
    super(scope, id, { description: 'Take It: the web app', ...props });
    const { domainPrefix } = configuration;
    const { policy } = new WebHeaders(this, 'WebHeaders', { domainPrefix });
    const { bucket, distribution } = new WebSite(this, 'WebSite', { stage, headers: policy });
    new CfnOutput(this, 'WebUrl', { value: `https://${distribution.distributionDomainName}/` });
    new CfnOutput(this, 'WebBucket', { value: bucket.bucketName });
  }
}
