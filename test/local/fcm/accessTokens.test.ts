import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { anFcm, type Fcm, messaging } from '../../support/host/fcm.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

let fcm: Fcm;
beforeAll(async () => {
  fcm = await anFcm();
});
afterAll(() => fcm.close());

interface Assertion {
  readonly claims?: object;
  readonly header?: object;
  readonly key?: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** Exchanges an assertion of the service account, with these changes. */
async function exchange({ claims, header, key = fcm.key.private_key, form }: Assertion = {}) {
  const now = Math.floor(Date.now() / 1_000);
  const usual = { iss: fcm.key.client_email, scope: messaging, aud: fcm.key.token_uri, iat: now, exp: now + 3_600 };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', ...header })}.${encode({ ...usual, ...claims })}`;
  const signature = sign('RSA-SHA256', Buffer.from(signed), createPrivateKey(key)).toString('base64url');
  const body = new URLSearchParams({ grant_type: grantType, assertion: `${signed}.${signature}`, ...form });
  const response = await fetch(fcm.key.token_uri, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

describe('the token address', () => {
  it("gives Google's own library a token that sends messages", async () => {
    const token = await fcm.token();
    expect(await fcm.send({ token: 'phone', data: { a: 'b' } }, { token })).toMatchObject({ status: 200 });
  });

  it('gives a bearer token of an hour for the address in the key', async () => {
    const { status, body } = await exchange({ header: { kid: fcm.key.private_key_id } });
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String) as string, expires_in: 3_599, token_type: 'Bearer' });
  });

  const now = Math.floor(Date.now() / 1_000);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const another = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  it.each<[string, Assertion, string, string]>([
    ['another key', { key: another }, 'invalid_grant', 'Invalid JWT Signature.'],
    ['another algorithm', { header: { alg: 'HS256' } }, 'invalid_grant', 'Invalid JWT Signature.'],
    ['the id of another key', { header: { kid: 'x' } }, 'invalid_grant', 'Invalid JWT Signature.'],
    ['another account', { claims: { iss: 'x@y' } }, 'invalid_grant', 'account not found'],
    ['another audience', { claims: { aud: 'https://example.com' } }, 'invalid_grant', 'Failed audience check'],
    ['no scope', { claims: { scope: '' } }, 'invalid_scope', 'Invalid OAuth scope'],
    ['more than an hour', { claims: { exp: now + 4_000 } }, 'invalid_grant', 'short-lived token'],
    ['a past time', { claims: { iat: now - 7_000, exp: now - 4_000 } }, 'invalid_grant', 'short-lived token'],
    ['a future time', { claims: { iat: now + 4_000, exp: now + 7_000 } }, 'invalid_grant', 'short-lived token'],
    ['no assertion', { form: { assertion: 'x' } }, 'invalid_grant', 'not a signed JWT'],
    ['another grant type', { form: { grant_type: 'password' } }, 'unsupported_grant_type', 'password'],
  ])('refuses an assertion with %s', async (_what, assertion, error, words) => {
    const { status, body } = await exchange(assertion);
    expect({ status, error: body['error'] }).toEqual({ status: 400, error });
    expect(body['error_description']).toContain(words);
  });
});

describe('a message', () => {
  const reading = 'https://www.googleapis.com/auth/firebase.readonly';
  it.each<[string, () => Promise<object>, number, string]>([
    ['without a valid token', () => Promise.resolve({ token: 'ya29.x' }), 401, 'UNAUTHENTICATED'],
    ['of another project', () => Promise.resolve({ project: 'other' }), 403, 'PERMISSION_DENIED'],
    ['with another scope', async () => ({ token: await fcm.token([reading]) }), 403, 'PERMISSION_DENIED'],
  ])('%s is refused', async (_what, options, code, status) => {
    const answer = await fcm.send({ token: 'nobody', data: { a: 'b' } }, await options());
    expect(answer).toMatchObject({ status: code, body: { error: { code, status } } });
    expect(fcm.pushes.of('nobody')).toEqual([]);
  });
});
