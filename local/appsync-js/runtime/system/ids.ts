import { randomBytes } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** KSUID counts seconds from this time (2014-05-13T16:53:20Z). */
const ksuidEpoch = 1_400_000_000;

/** Creates a ULID: 48 bits of milliseconds and 80 random bits, as 26 characters that sort by time. */
export function ulid(now = Date.now()): string {
  return digits((BigInt(now) << 80n) | random(10), crockford, 26);
}

/** Creates a KSUID: 32 bits of seconds and 128 random bits, as 27 characters that sort by time. */
export function ksuid(now = Date.now()): string {
  return digits((BigInt(Math.floor(now / 1000) - ksuidEpoch) << 128n) | random(16), base62, 27);
}

function random(bytes: number): bigint {
  return BigInt(`0x${randomBytes(bytes).toString('hex')}`);
}

function digits(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let text = '';
  for (let rest = value; text.length < length; rest /= base) text = alphabet.charAt(Number(rest % base)) + text;
  return text;
}
