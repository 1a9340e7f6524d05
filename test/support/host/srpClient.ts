import { createHash, createHmac, getDiffieHellman } from 'node:crypto';
import * as aws from '@aws-sdk/client-cognito-identity-provider';

/*
 * The client's side of SRP as Cognito's clients speak it, written from amplify-js' `AuthenticationHelper` and not from
 * the server here, so that the two check each other. amplify-js itself signs in in test/stories/clients.test.ts.
 */

export const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);

const sha = (...parts: readonly (Buffer | string)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const mac = (key: Buffer, data: Buffer | string) => createHmac('sha256', key).update(data).digest();
const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

function bytesOf(number: bigint): Buffer {
  const text = number.toString(16);
  const bytes = Buffer.from(text.padStart(text.length + (text.length % 2), '0'), 'hex');
  return (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function power(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const half = power((base * base) % N, exponent / 2n);
  return exponent % 2n === 1n ? (half * base) % N : half;
}

export interface SrpOptions {
  readonly secretHash?: string;
  /** Changes the answer before it is sent. */
  readonly tamper?: (responses: Record<string, string>) => Record<string, string>;
  /** Changes the time before it is signed. */
  readonly timestamp?: string;
}

/** `Mon Nov 3 08:09:10 UTC 2026` */
export function timestampOf(date: Date): string {
  const [weekday = '', day = '', month = '', year = '', time = ''] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}

const a = 0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdefn;
const A = power(2n, a);

/** USER_SRP_AUTH up to its challenge. */
export async function askForChallenge(
  cognito: aws.CognitoIdentityProviderClient,
  ClientId: string,
  USERNAME: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const AuthParameters = { USERNAME, SRP_A: A.toString(16), ...more };
  const answer = await cognito.send(
    new aws.InitiateAuthCommand({ ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters }),
  );
  if (answer.ChallengeName !== 'PASSWORD_VERIFIER') throw new Error(`No PASSWORD_VERIFIER: ${JSON.stringify(answer)}`);
  return answer.ChallengeParameters ?? {};
}

/** What a client answers to the challenge. */
export function responsesTo(
  challenge: Readonly<Record<string, string>>,
  poolId: string,
  password: string,
  timestamp = timestampOf(new Date()),
): Record<string, string> {
  const { SALT = '', SRP_B = '', SECRET_BLOCK = '', USER_ID_FOR_SRP: id = '' } = challenge;
  const pool = poolId.split('_')[1] ?? '';
  const B = BigInt(`0x${SRP_B}`);
  const k = numberOf(sha(bytesOf(N), bytesOf(2n)));
  const u = numberOf(sha(bytesOf(A), bytesOf(B)));
  const x = numberOf(sha(bytesOf(BigInt(`0x${SALT}`)), sha(`${pool}${id}:${password}`)));
  const base = (((B - k * power(2n, x)) % N) + N) % N;
  const secret = power(base, a + u * x);
  const key = mac(mac(bytesOf(u), bytesOf(secret)), 'Caldera Derived Key\u0001').subarray(0, 16);
  const signed = Buffer.concat([
    Buffer.from(`${pool}${id}`),
    Buffer.from(SECRET_BLOCK, 'base64'),
    Buffer.from(timestamp),
  ]);
  return {
    USERNAME: id,
    PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
    PASSWORD_CLAIM_SIGNATURE: mac(key, signed).toString('base64'),
    TIMESTAMP: timestamp,
  };
}

/** Signs in by SRP. Answers tokens or the next challenge. */
export async function signInBySrp(
  cognito: aws.CognitoIdentityProviderClient,
  app: { readonly pool: string; readonly app: string },
  username: string,
  password: string,
  { secretHash, tamper = (responses) => responses, timestamp }: SrpOptions = {},
): Promise<aws.RespondToAuthChallengeCommandOutput> {
  const hash: Record<string, string> = secretHash === undefined ? {} : { SECRET_HASH: secretHash };
  const challenge = await askForChallenge(cognito, app.app, username, hash);
  const ChallengeResponses = tamper({ ...responsesTo(challenge, app.pool, password, timestamp), ...hash });
  return await cognito.send(
    new aws.RespondToAuthChallengeCommand({
      ClientId: app.app,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses,
    }),
  );
}
