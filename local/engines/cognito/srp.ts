import { createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';

/*
 * The server's side of the Secure Remote Password protocol (SRP-6a, RFC 5054), in the variant that Cognito's clients
 * speak: SHA-256, the 3072-bit group, and a signature instead of the proof (amplify-js, `AuthenticationHelper`).
 */

/** RFC 3526, group 15: the same prime as the 3072-bit group of RFC 5054, with the generator 2. */
const prime = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const generator = 2n;
const multiplier = hashed(padded(prime), padded(generator));

/** What the password check needs to know of a user. */
export interface Credentials {
  /** The part of the pool's id after the region. */
  readonly poolName: string;
  /** `USER_ID_FOR_SRP`. */
  readonly userId: string;
  readonly password: string;
  /** Hexadecimal. */
  readonly salt: string;
}

/** The numbers of one sign-in. */
export interface Exchange {
  /** The client's public number, SRP_A. */
  readonly clientPublic: bigint;
  /** SRP_B. */
  readonly serverPublic: bigint;
  readonly serverPrivate: bigint;
  readonly verifier: bigint;
}

/**
 * Answers a client's SRP_A.
 * @returns null when SRP_A is no hexadecimal number, or a multiple of the prime: that would make the key guessable
 */
export function exchange(clientPublicHex: string, credentials: Credentials): Exchange | null {
  if (!/^[0-9a-f]+$/i.test(clientPublicHex)) return null;
  const clientPublic = BigInt(`0x${clientPublicHex}`);
  if (clientPublic % prime === 0n) return null;
  const verifier = power(generator, privateKeyOf(credentials));
  const serverPrivate = BigInt(`0x${randomBytes(32).toString('hex')}`);
  const serverPublic = (multiplier * verifier + power(generator, serverPrivate)) % prime;
  return { clientPublic, serverPublic, serverPrivate, verifier };
}

/** The key that signs PASSWORD_CLAIM_SIGNATURE: both sides compute it, the client only with the right password. */
export function sharedKey({ clientPublic, serverPublic, serverPrivate, verifier }: Exchange): Buffer {
  const scramble = hashed(padded(clientPublic), padded(serverPublic));
  const secret = power((clientPublic * power(verifier, scramble)) % prime, serverPrivate);
  const extracted = createHmac('sha256', padded(scramble)).update(padded(secret)).digest();
  return createHmac('sha256', extracted).update('Caldera Derived Key\u0001').digest().subarray(0, 16);
}

/** What a client signs: the names of pool and user, the secret block's bytes, and the time. */
export interface Claim {
  readonly poolName: string;
  readonly userId: string;
  readonly secretBlock: string;
  readonly timestamp: string;
}

export function signatureOf(key: Buffer, { poolName, userId, secretBlock, timestamp }: Claim): Buffer {
  const block = Buffer.from(secretBlock, 'base64');
  return createHmac('sha256', key).update(poolName).update(userId).update(block).update(timestamp).digest();
}

/** A number as SRP_A, SRP_B and SALT carry it. */
export function hex(number: bigint): string {
  return number.toString(16);
}

function privateKeyOf({ poolName, userId, password, salt }: Credentials): bigint {
  const identity = createHash('sha256').update(`${poolName}${userId}:${password}`).digest();
  return hashed(padded(BigInt(`0x${salt}`)), identity);
}

function hashed(...parts: readonly Buffer[]): bigint {
  return BigInt(`0x${createHash('sha256').update(Buffer.concat(parts)).digest('hex')}`);
}

/** Two's complement, as Java's `BigInteger.toByteArray`: a number whose first bit is set gets a zero byte in front. */
function padded(number: bigint): Buffer {
  const digits = number.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

/** `base ** exponent % prime`, a bit of the exponent at a time. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % prime;
  for (let bits = exponent; bits > 0n; bits >>= 1n) {
    if ((bits & 1n) === 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}
