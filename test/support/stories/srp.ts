import { createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';

/** The group of Cognito's SRP: 3,072 bits (RFC 3526, group 15), generator 2. */
const PRIME = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const GENERATOR = 2n;

/** What a server sends after the client's A. */
export interface Challenge {
  readonly salt: string;
  readonly serverPublic: string;
  readonly secretBlock: string;
}

/** What a client proves with. */
export interface Proof {
  readonly timestamp: string;
  readonly signature: string;
}

/**
 * The server's side of Cognito's SRP sign-in (RFC 5054, with Cognito's key derivation) for one attempt.
 * @param pool the id after the underscore
 * @param clientPublic A, in hex
 */
export function srpServer(pool: string, userId: string, password: string, clientPublic: string) {
  const salt = randomBytes(16).toString('hex');
  const secretBlock = randomBytes(64).toString('base64');
  const inner = createHash('sha256').update(`${pool}${userId}:${password}`).digest('hex');
  const x = hashOf(padded(BigInt(`0x${salt}`)), inner);
  const verifier = power(GENERATOR, x);
  const secret = BigInt(`0x${randomBytes(32).toString('hex')}`);
  const multiplier = hashOf(padded(PRIME), padded(GENERATOR));
  const serverPublic = (multiplier * verifier + power(GENERATOR, secret)) % PRIME;
  const challenge: Challenge = { salt, serverPublic: serverPublic.toString(16), secretBlock };
  const isProved = ({ timestamp, signature }: Proof): boolean => {
    const client = BigInt(`0x${clientPublic}`);
    const u = hashOf(padded(client), padded(serverPublic));
    const shared = power((client * power(verifier, u)) % PRIME, secret);
    const extracted = createHmac('sha256', Buffer.from(padded(u), 'hex')).update(Buffer.from(padded(shared), 'hex'));
    const key = createHmac('sha256', extracted.digest()).update('Caldera Derived Key\u0001').digest().subarray(0, 16);
    const expected = createHmac('sha256', key)
      .update(`${pool}${userId}`)
      .update(Buffer.from(secretBlock, 'base64'))
      .update(timestamp)
      .digest('base64');
    return expected === signature;
  };
  return { challenge, isProved };
}

/** Two's complement: a leading bit would make a number negative. */
function padded(value: bigint): string {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return /^[89a-f]/.test(even) ? `00${even}` : even;
}

function hashOf(...parts: readonly string[]): bigint {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(Buffer.from(part, 'hex'));
  return BigInt(`0x${hash.digest('hex')}`);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % PRIME;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}
