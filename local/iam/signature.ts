import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { Principal, Principals } from './principals.ts';

/** The parts of a request that its signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** With the query string, if there is one. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string | Uint8Array;
}

/** AWS accepts a request for five minutes before and after its date. */
const clockSkewMilliseconds = 5 * 60 * 1000;

const headerForm =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

/**
 * The signer of a request. Null for an unknown key, another service or region, an old date, an important unsigned
 * header, or a wrong signature (AWS IAM user guide, "Create a signed AWS API request").
 */
export function signerOf(
  request: SignedRequest,
  principals: Principals,
  expected: { readonly service: string; readonly region: string; readonly now?: number },
): Principal | null {
  const [, accessKeyId = '', day = '', region = '', service = '', names = '', signature = ''] =
    headerForm.exec(textOf(request.headers['authorization'])) ?? [];
  const principal = principals.find(accessKeyId, textOf(request.headers['x-amz-security-token']));
  if (principal === undefined || service !== expected.service || region !== expected.region) return null;
  const date = textOf(request.headers['x-amz-date']);
  if (!isRecent(date, day, expected.now ?? Date.now())) return null;
  const { secretAccessKey } = principal.credentials;
  const signedHeaders = names.split(';');
  if (!signedHeaders.includes('host')) return null;
  const scope = [day, region, service, 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical(request, signedHeaders))].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex')) ? principal : null;
}

/** IAM's sentence for a caller without a permission (AWS IAM user guide, "Troubleshoot access denied error messages"). */
export function deniedMessage({ identity }: Principal, action: string, resource: string): string {
  const reason = `because no identity-based policy allows the ${action} action`;
  return `User: ${identity.userArn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
}

function canonical({ method, path, headers, body }: SignedRequest, signedHeaders: readonly string[]): string {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const query = [...searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  return [
    method,
    // Each segment is encoded twice: once in the request, once in the signature.
    pathname.split('/').map(encode).join('/'),
    query.join('&'),
    ...signedHeaders.map((name) => `${name}:${textOf(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    sha256(body),
  ].join('\n');
}

function isRecent(date: string, day: string, now: number): boolean {
  const [, year, month, dayOfMonth, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  if (year === undefined || !date.startsWith(day)) return false;
  const time = Date.parse(`${year}-${month ?? ''}-${dayOfMonth ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`);
  return Math.abs(now - time) <= clockSkewMilliseconds;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(',');
}

function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
