import { backOff } from './backoff.ts';
import { requireEnvironment } from './environment.ts';
import { signedHeaders } from './signature.ts';

/** Milliseconds for one try. */
const PATIENCE = 1_000;
const MOST_TRIES = 3;

/** A service of AWS rejected a call. No further try helps. */
export class Rejected extends Error {
  override readonly name = 'Rejected';

  constructor(service: string, status: number) {
    super(`${service} rejected the call: ${status}.`);
  }
}

export interface AwsCall {
  readonly service: 'lambda' | 'dynamodb';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends all tries. */
  readonly giveUp: AbortSignal;
}

/**
 * Calls a service of AWS without the AWS SDK, at most three times. The SDK's clients make the code of a small function, and
 * so its first call, 18 times as big.
 * @throws Rejected, and the last error of the network
 */
export async function awsPost({ service, path, headers, body, giveUp }: AwsCall): Promise<void> {
  const url = `${endpointOf(service)}${path}`;
  for (let tries = 1; ; tries += 1) {
    const isLast = tries === MOST_TRIES;
    try {
      const signed = await signedHeaders(url, body, service, headers);
      const signal = AbortSignal.any([giveUp, AbortSignal.timeout(PATIENCE)]);
      const response = await fetch(url, { method: 'POST', headers: signed, body, signal });
      // Otherwise the connection is not used again.
      const text = await response.text();
      if (response.ok) return;
      if (isLast || !isTransient(response.status, text)) throw new Rejected(service, response.status);
    } catch (error) {
      if (isLast || giveUp.aborted || error instanceof Rejected) throw error;
    }
    await backOff(tries);
  }
}

/** DynamoDB reports throttling, and a transaction in progress, with the status 400. */
function isTransient(status: number, text: string): boolean {
  return status >= 500 || status === 429 || /Throttl|ThroughputExceeded|LimitExceeded|TransactionConflict/.test(text);
}

/** As the AWS SDK finds it (AWS SDKs and Tools reference guide, "Service-specific endpoints"). */
function endpointOf(service: AwsCall['service']): string {
  const given = process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`];
  return given ?? `https://${service}.${requireEnvironment('AWS_REGION')}.amazonaws.com`;
}
