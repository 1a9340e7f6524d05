import { Aws, Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

export interface WebHeadersProps {
  /** The first label of the address of Cognito's own pages; null: there are none. */
  readonly domainPrefix: string | null;
}

/** The headers of every answer: a page runs its own scripts alone, and speaks with nobody but the API and the user pool. */
export class WebHeaders extends Construct {
  readonly policy: ResponseHeadersPolicy;

  constructor(scope: Construct, id: string, { domainPrefix }: WebHeadersProps) {
    super(scope, id);
    this.policy = new ResponseHeadersPolicy(this, 'Policy', {
      comment: 'Take It: the web app',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentPolicy(domainPrefix), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.SAMEORIGIN, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=()', override: true },
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
        ],
      },
    });
  }
}

function contentPolicy(domainPrefix: string | null): string {
  const services = [
    `https://*.appsync-api.${Aws.REGION}.amazonaws.com`,
    `wss://*.appsync-realtime-api.${Aws.REGION}.amazonaws.com`,
    `https://cognito-idp.${Aws.REGION}.amazonaws.com`,
    ...(domainPrefix === null ? [] : [`https://${domainPrefix}.auth.${Aws.REGION}.amazoncognito.com`]),
  ];
  return [
    "default-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${services.join(' ')}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ');
}
