import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a TLS server shows and signs with, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** Where `cert` is kept, for `NODE_EXTRA_CA_CERTS` and the like; null when it is kept nowhere. */
  readonly file: string | null;
}

const days = 825;
const renewalDays = 30;

/**
 * A self-signed certificate for this machine's own names. With a folder it is kept there, as `localhost.crt` and
 * `localhost.key`, so people trust it once. It is renewed a month before it expires.
 */
export async function localCertificate(directory?: string, now: () => number = Date.now): Promise<Certificate> {
  if (directory === undefined) return { ...(await generate(now())), file: null };
  const file = join(directory, 'localhost.crt');
  const keyFile = join(directory, 'localhost.key');
  if (!existsSync(file) || !existsSync(keyFile) || !lasts(readFileSync(file, 'utf8'), now())) {
    const made = await generate(now());
    writeFileSync(keyFile, made.key, { mode: 0o600 });
    writeFileSync(file, made.cert);
  }
  return { cert: readFileSync(file, 'utf8'), key: readFileSync(keyFile, 'utf8'), file };
}

async function generate(now: number): Promise<Pick<Certificate, 'cert' | 'key'>> {
  // Slow to load, and needed by few starts.
  const { generate: selfSign } = await import('selfsigned');
  const made = await selfSign([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - daysLong(1)),
    notAfterDate: new Date(now + daysLong(days)),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

function lasts(pem: string, now: number): boolean {
  try {
    return Date.parse(new X509Certificate(pem).validTo) > now + daysLong(renewalDays);
  } catch {
    return false;
  }
}

function daysLong(count: number): number {
  return count * 24 * 60 * 60 * 1000;
}
