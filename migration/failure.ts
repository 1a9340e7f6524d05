/** The codes of failures, and the exit codes of the process. */
export const EXITS = {
  BadOption: 2,
  NoCredentials: 3,
  NoRegion: 3,
  Refused: 3,
  NoTable: 4,
  OtherTable: 4,
  NotReached: 5,
  BadFile: 6,
  Busy: 7,
  Failed: 1,
  /** The exit code that shells expect after Ctrl-C. */
  Stopped: 130,
} as const;

/** The end of a run by an error. Its message is one sentence that says what is wrong and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: keyof typeof EXITS;

  constructor(code: keyof typeof EXITS, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.code = code;
  }
}

const CONNECTION_FAILS = 'The connection fails: check --endpoint, --region and the network, then start the run again.';
const UNREACHED = [
  ...['ETIMEDOUT', 'TimeoutError', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'EPROTO'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
];
const THROTTLED = 'DynamoDB throttles, or other writes conflict with every attempt: start the run again later.';
const BUSY = [
  ...['TransactionCanceledException', 'TransactionConflictException', 'TransactionInProgressException'],
  ...['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'InternalServerError'],
];

/** Names of the AWS SDK's errors, with their code and message. */
const KNOWN: Readonly<Record<string, readonly [keyof typeof EXITS, string]>> = {
  CredentialsProviderError: [
    'NoCredentials',
    'There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  ],
  ExpiredTokenException: ['Refused', 'The AWS credentials have expired: sign in again.'],
  UnrecognizedClientException: [
    'Refused',
    'AWS does not recognize these credentials: check AWS_PROFILE and the region.',
  ],
  InvalidSignatureException: ['Refused', 'AWS does not accept these credentials: check the secret key.'],
  AccessDeniedException: [
    'Refused',
    'The AWS credentials lack a permission: allow those that docs/migration.md lists.',
  ],
  ResourceNotFoundException: ['NoTable', 'The table or the user pool does not exist: check its name and --region.'],
  ECONNREFUSED: ['NotReached', 'Nothing answers at that endpoint: check --endpoint.'],
  ENOTFOUND: ['NotReached', 'The name of the endpoint cannot be resolved: check --endpoint, --region and the network.'],
  ...Object.fromEntries(UNREACHED.map((name) => [name, ['NotReached', CONNECTION_FAILS] as const])),
  TooManyRequestsException: ['Busy', 'Cognito throttles: start the run again later.'],
  ...Object.fromEntries(BUSY.map((name) => [name, ['Busy', THROTTLED] as const])),
};

/** Converts any error to a Failure with one sentence. Returns a Failure unchanged. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : name;
  const known = KNOWN[name] ?? KNOWN[code];
  if (known) return new Failure(...known, { cause: error });
  if (/region is missing/i.test(message)) {
    return new Failure('NoRegion', 'There is no AWS region: give --region, or set AWS_REGION.', { cause: error });
  }
  // The message of an unknown error may have several lines; scripts read one.
  const text = message
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/[.:]*$/, '');
  return new Failure('Failed', `${code}, ${text}: finished repairs remain; start the run again.`, {
    cause: error,
  });
}
