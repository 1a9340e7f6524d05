/** The command line is wrong. The message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command cannot do its work. The message says why and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The known properties of an error of Node.js, the AWS SDK or Amplify. */
interface Known {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

/** A called service, and the permission for the call. */
export interface Service {
  /** The name for people: `AppSync's EvaluateCode API`. */
  readonly name: string;
  readonly address: string;
  /** The IAM action of the call. */
  readonly permission: string;
}

const CREDENTIALS = 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and try again';
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH']);

/**
 * Converts an error of a call to AWS into a Failure that says what to do.
 * @returns a Failure if a person can fix the cause; otherwise the error itself
 */
export function awsFailure(error: unknown, { name: service, address, permission }: Service): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, code } = causeOf(error);
  if (name === 'CredentialsProviderError') return new Failure(`There are no AWS credentials: ${CREDENTIALS}.`);
  if (/^(?:UnrecognizedClient|InvalidClientTokenId|ExpiredToken|InvalidSignature)/.test(name)) {
    return new Failure(`AWS does not accept these credentials (${message}): ${CREDENTIALS}.`);
  }
  if (name === 'AccessDeniedException') {
    return new Failure(
      `These credentials lack the permission ${permission}: add it to their policy. AWS says: ${message}`,
    );
  }
  if (/^Region is missing/i.test(message)) {
    return new Failure('There is no region: give --region, or set AWS_REGION.');
  }
  if (/^TooManyRequests|Throttling/.test(name)) {
    return new Failure(`${service} still throttles (${name}): try again in a minute.`);
  }
  if (code !== undefined && UNREACHABLE.has(code)) {
    return new Failure(`${service} cannot be reached at ${address} (${code}): check the address.`);
  }
  return error;
}

/** Node.js hides the cause of a failed connection: in `cause`, or in the errors of all addresses. */
function causeOf(error: Error): Known {
  const { name, message, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined) return { name, message, code };
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [cause];
  return first instanceof Error ? { ...causeOf(first), name } : { name, message };
}
