import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { TokenIssuer } from '../../../local/appsync/auth/userPoolTokens.ts';

type Claims = Readonly<Record<string, unknown>>;

/** A user pool as far as its tokens go: a key pair, the public half of it served on loopback. */
export interface TestPool {
  readonly id: string;
  readonly issuer: TokenIssuer;
  idToken(claims?: Claims): string;
  accessToken(claims?: Claims): string;
  /** A token with this pool's claims, signed by somebody else. */
  forgedToken(): string;
  close(): Promise<void>;
}

export async function aPool(id = 'eu-central-1_test'): Promise<TestPool> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }];
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${id}`;

  const now = Math.floor(Date.now() / 1_000);
  const common = { sub: 'sub-of-ada', iss: base, iat: now, exp: now + 3_600 };
  const idClaims = { ...common, token_use: 'id', aud: 'the-app', 'cognito:username': 'ada', email: 'ada@example.com' };
  const accessClaims = { ...common, token_use: 'access', client_id: 'the-app', username: 'ada' };
  return {
    id,
    issuer: { issuer: base, jwksUri: `${base}/.well-known/jwks.json` },
    idToken: (claims) => sign({ ...idClaims, ...claims }, privateKey),
    accessToken: (claims) => sign({ ...accessClaims, ...claims }, privateKey),
    forgedToken: () => sign(idClaims, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function sign(claims: Claims, key: KeyObject): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}
