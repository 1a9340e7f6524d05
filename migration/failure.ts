/** Codes of what ends a run, and what the process then exits with. */
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
  /** What a shell expects of a process that Ctrl-C has ended. */
  Stopped: 130,
} as const;

/** What a run ends on, in one sentence that says what mends it. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: keyof typeof EXITS;

  constructor(code: keyof typeof EXITS, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.code = code;
  }
}

const NO_WAY = 'The connection fails: check --endpoint, --region and the network, and start it again to go on.';
const UNREACHED = [
  ...['ETIMEDOUT', 'TimeoutError', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'EPROTO'],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
];
const TOO_MUCH =
  'DynamoDB has too much to do, or others write the same items all the while: start it again later to go on.';
const BUSY = [
  ...['TransactionCanceledException', 'TransactionConflictException', 'TransactionInProgressException'],
  ...['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'InternalServerError'],
];

/** Names of the AWS SDK's errors, and what they come to. */
const KNOWN: Readonly<Record<string, readonly [keyof typeof EXITS, string]>> = {
  CredentialsProviderError: [
    'NoCredentials',
    'There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  ],
  ExpiredTokenException: ['Refused', 'The AWS credentials have expired: sign in again.'],
  UnrecognizedClientException: ['Refused', 'AWS does not know these credentials: check AWS_PROFILE and the region.'],
  InvalidSignatureException: ['Refused', 'AWS does not accept these credentials: check the secret key.'],
  AccessDeniedException: [
    'Refused',
    'The AWS credentials do not allow it: the table wants DescribeTable, Scan, PutItem, DeleteItem and ConditionCheckItem.',
  ],
  ResourceNotFoundException: ['NoTable', 'The table is gone: check --table and --region.'],
  ECONNREFUSED: ['NotReached', 'Nothing answers at that endpoint: check --endpoint.'],
  ENOTFOUND: ['NotReached', 'The endpoint has no address: check --endpoint, --region and the network.'],
  ...Object.fromEntries(UNREACHED.map((name) => [name, ['NotReached', NO_WAY] as const])),
  ...Object.fromEntries(BUSY.map((name) => [name, ['Busy', TOO_MUCH] as const])),
};

/** What anything that was thrown comes to, itself where it says enough. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : name;
  const known = KNOWN[name] ?? KNOWN[code];
  if (known) return new Failure(...known, { cause: error });
  if (/region is missing/i.test(message)) {
    return new Failure('NoRegion', 'There is no AWS region: give --region, or set AWS_REGION.', { cause: error });
  }
  // What nobody has thought of may have several lines, of which scripts read one.
  const said = message
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/[.:]*$/, '');
  return new Failure('Failed', `${code}, ${said}: what was done stays done, start it again to go on.`, {
    cause: error,
  });
}
