import type { JsonWebKey, KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPair, hkdfSync, sign, verify } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Claims = Readonly<Record<string, unknown>>;

/** The RSA key of one store: it signs that store's tokens, and no other store accepts them. */
export class SigningKey {
  readonly #private: KeyObject;
  readonly #public: KeyObject;
  readonly id: string;

  constructor(pem: string) {
    this.#private = createPrivateKey(pem);
    this.#public = createPublicKey(this.#private);
    this.id = Buffer.from(this.secret('key id').subarray(0, 16)).toString('base64url');
  }

  /** The public half, as a key of a JSON Web Key Set. */
  get publicKey(): JsonWebKey {
    return { ...this.#public.export({ format: 'jwk' }), kid: this.id, alg: 'RS256', use: 'sig' };
  }

  /** Makes a JSON Web Token of claims. */
  sign(claims: Claims): string {
    const signed = `${encoded({ kid: this.id, alg: 'RS256' })}.${encoded(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), this.#private).toString('base64url')}`;
  }

  /** The claims of a token that this key signed; null for any other text. Expiry is not checked. */
  verify(token: string): Claims | null {
    const [header = '', payload = '', signature = '', ...more] = token.split('.');
    if (more.length > 0) return null;
    const signed = Buffer.from(`${header}.${payload}`);
    if (!verify('sha256', signed, this.#public, Buffer.from(signature, 'base64url'))) return null;
    // This key signed the claims, so they are the object that `sign` was given.
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  }

  /** 32 bytes that only this store can compute, different for each purpose. */
  secret(purpose: string): Uint8Array {
    const key = this.#private.export({ format: 'der', type: 'pkcs8' });
    return new Uint8Array(hkdfSync('sha256', key, '', purpose, 32));
  }
}

/** The key of a store. The first call makes it and keeps it in the store's folder, readable by its owner only. */
export async function signingKeyIn(directory: string): Promise<SigningKey> {
  const file = join(directory, 'signing.key');
  if (!existsSync(file)) {
    // On another thread: the search for its primes takes up to a second.
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  }
  return new SigningKey(readFileSync(file, 'utf8'));
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
