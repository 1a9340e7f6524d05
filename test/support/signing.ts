import { SignatureV4 } from '@smithy/signature-v4';

import { Sha256 } from '../../functions/lib/signature.ts';
import type { Credentials } from '../../local/iam/principals.ts';

export interface Signing {
  readonly credentials: Credentials;
  readonly url: string;
  readonly body: string;
  readonly region?: string;
  readonly service?: string;
  readonly date?: Date;
  readonly path?: string;
}

/** The headers of a signed POST, by the AWS SDK's own signer. */
export async function signedHeaders(signing: Signing): Promise<Readonly<Record<string, string>>> {
  const { credentials, url, body, region = 'us-east-1', service = 'appsync', date = new Date(), path } = signing;
  const { host, hostname, pathname } = new URL(url);
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const request = {
    method: 'POST',
    protocol: 'http:',
    hostname,
    path: path ?? pathname,
    query: {},
    headers: { host, 'content-type': 'application/json' },
    body,
  };
  const { headers } = await signer.sign(request, { signingDate: date });
  return headers;
}
