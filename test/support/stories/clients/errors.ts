/** An error as a client describes it, with the errors behind it. */
export interface DescribedError {
  readonly name?: string;
  readonly message: string;
  readonly cause?: DescribedError;
  readonly underlyingError?: DescribedError;
}

/** An error with all that it holds. The errors behind it are described too: aws-amplify hides the reason in one of them. */
export function described(error: unknown): object {
  if (!(error instanceof Error)) return { message: JSON.stringify(error) };
  const { cause, underlyingError } = error as { readonly cause?: unknown; readonly underlyingError?: unknown };
  return {
    ...Object.fromEntries(Object.entries(error)),
    name: error.name,
    message: error.message,
    ...(cause === undefined ? {} : { cause: described(cause) }),
    ...(underlyingError === undefined ? {} : { underlyingError: described(underlyingError) }),
  };
}

/** The message of an error and, in brackets, those of the errors behind it. */
export function messageOf({ message, cause, underlyingError }: DescribedError): string {
  const reasons = [cause, underlyingError].filter((reason) => reason !== undefined);
  return [message, ...reasons.map((reason) => `(${reason.name ?? 'Error'}: ${messageOf(reason)})`)].join(' ');
}
