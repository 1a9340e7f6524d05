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
  ECONNREFUSED: ['NotReached', 'Nothing answers at that endpoint: check --endpoint.'],
  ENOTFOUND: ['NotReached', 'The endpoint has no address: check --endpoint, --region and the network.'],
};

/** What anything that was thrown comes to; itself, where there is nothing to add. */
export function toFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const known = KNOWN[error.name] ?? KNOWN[code];
  if (known) return new Failure(...known, { cause: error });
  if (/region is missing/i.test(error.message)) {
    return new Failure('NoRegion', 'There is no AWS region: give --region, or set AWS_REGION.', { cause: error });
  }
  return error;
}
