import { Validations } from 'aws-cdk-lib';
import {
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type IResponseHeadersPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import type { Stage } from '../stage.ts';

export interface WebSiteProps {
  readonly stage: Stage;
  /** The headers of every answer. */
  readonly headers: IResponseHeadersPolicy;
}

/** Answers each path without a file extension with the one page of the app. */
const ONE_PAGE = `function handler(event) {
  var request = event.request;
  if (!/\\.[a-z0-9]+$/i.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

/** A private bucket, and the distribution that alone may read it. */
export class WebSite extends Construct {
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { stage, headers }: WebSiteProps) {
    super(scope, id);
    // Every file is built from the repository, so nothing is lost with the bucket. CloudFormation deletes only an empty one.
    this.bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: stage.removalPolicy,
    });
    const onePage = new EdgeFunction(this, 'OnePage', {
      code: FunctionCode.fromInline(ONE_PAGE),
      runtime: FunctionRuntime.JS_2_0,
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Take It: the web app',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      defaultBehavior: {
        // CDK does not declare `Bucket` for exactOptionalPropertyTypes.
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        // Files say themselves how long they may be kept: `npm run publish:web` sets it.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headers,
        functionAssociations: [{ function: onePage, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
    });
    this.acknowledge();
  }

  private acknowledge(): void {
    const noLogs =
      'The files are public code without personal data, and access logs would collect the addresses of readers.';
    Validations.of(this.bucket).acknowledge({ id: 'AwsSolutions-S1', reason: noLogs });
    Validations.of(this.distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'People travel everywhere, so no country is shut out of the app.' },
      {
        id: 'AwsSolutions-CFR2',
        reason: 'The site serves static files from a cache; the API behind it has its firewall.',
      },
      { id: 'AwsSolutions-CFR3', reason: noLogs },
      {
        id: 'AwsSolutions-CFR4',
        reason: 'The address of CloudFront has its certificate and TLS versions; a domain of its own sets TLS 1.2.',
      },
    );
  }
}
