import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

import { requireEnvironment } from './environment.ts';

/** SHA-256 in the form that the AWS SDK's signer takes. */
export class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string);
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(data as string);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

/**
 * The headers of a POST of JSON, and more headers, signed with the credentials of the function's role (AWS IAM user guide, "Create a signed
 * AWS API request").
 */
export async function signedHeaders(
  url: string,
  body: string,
  service: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const { host, hostname, pathname, protocol } = new URL(url);
  const signer = new SignatureV4({
    // Lambda renews them with each new environment, and an environment ends before they do.
    credentials: {
      accessKeyId: requireEnvironment('AWS_ACCESS_KEY_ID'),
      secretAccessKey: requireEnvironment('AWS_SECRET_ACCESS_KEY'),
      sessionToken: requireEnvironment('AWS_SESSION_TOKEN'),
    },
    region: requireEnvironment('AWS_REGION'),
    service,
    sha256: Sha256,
  });
  const headers = { host, 'content-type': 'application/json', ...more };
  const signed = await signer.sign({ method: 'POST', protocol, hostname, path: pathname, query: {}, headers, body });
  return signed.headers;
}
