/** A call that did not do what was asked. `kind` is an `errorType` of docs/errors.md, a Cognito error's name, or one of ours. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: string;
  readonly info: Readonly<Record<string, unknown>>;
  /** Asks again; only for something that was to be shown, where asking again may help. */
  readonly retry: (() => void) | undefined;

  constructor(kind: string, info: Readonly<Record<string, unknown>> = {}, message = kind, retry?: () => void) {
    super(message);
    this.kind = kind;
    this.info = info;
    this.retry = retry;
  }
}

/** There is no network, or nobody answers: nothing is known about what was asked. */
export const OFFLINE = 'Offline';
/** As Offline, of something that was to be shown: nobody sent anything, and it is asked for again by itself. */
export const NOT_LOADED = 'notLoaded';
/** A moderator has suspended the account. */
export const SUSPENDED = 'AccountSuspended';
/** Nobody is signed in any more. */
export const SIGNED_OUT = 'SignedOut';

interface Described {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly errorType?: unknown;
  readonly errorInfo?: unknown;
  readonly errors?: readonly Described[];
  readonly originalError?: unknown;
}

/** Whether Cognito refuses a user because a moderator disabled them. A wrong password has the same name of the error. */
export function isDisabled({ name, message }: { readonly name?: unknown; readonly message?: unknown } = {}): boolean {
  return name === 'NotAuthorizedException' && /disabled/i.test(String(message));
}

/** Any error of Amplify as a Failure. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const outer: Described = typeof error === 'object' && error !== null ? error : {};
  const inner = outer.errors?.[0] ?? outer;
  const { errorType, errorInfo, message } = inner;
  const text = typeof message === 'string' ? message : 'Unknown';
  if (typeof errorType === 'string') return new Failure(errorType, asInfo(errorInfo), text);
  // Amplify gives the refusal of a subscription as a text.
  if (text.includes(SUSPENDED)) return new Failure(SUSPENDED);
  if (isOffline(outer) || isOffline(inner)) return new Failure(OFFLINE);
  if (/401|Unauthorized/.test(text)) return new Failure('UnauthorizedException', {}, text);
  if (
    /No current user|NoSignedUser|NoValidAuthTokens|needs to be authenticated/i.test(`${String(inner.name)} ${text}`)
  ) {
    return new Failure(SIGNED_OUT);
  }
  if (isDisabled(inner)) return new Failure(SUSPENDED);
  return new Failure(typeof inner.name === 'string' ? inner.name : 'Unknown', {}, text);
}

/** Failures of a call that asks for something to show, which the same call meets again. */
const LASTING: readonly string[] = ['ValidationError', 'NotFound', 'NotAllowed', SUSPENDED, SIGNED_OUT];

/**
 * The failure of a call that asks for something to show.
 * @param retry asks again; left out where the page has a button for it
 */
export function loadFailure({ kind, info, message }: Failure, retry?: () => void): Failure {
  if (kind === OFFLINE) return new Failure(NOT_LOADED);
  return new Failure(kind, info, message, LASTING.includes(kind) ? undefined : retry);
}

/** What an address asks for by its id; null if the id is none, as for one that nothing has. */
export async function orGone<Found>(answer: Promise<Found | null>): Promise<Found | null> {
  try {
    return await answer;
  } catch (error) {
    if (failureOf(error).kind === 'ValidationError') return null;
    throw error;
  }
}

function isOffline({ name, message, originalError }: Described): boolean {
  const texts = [name, message, (originalError as Described | undefined)?.message].map(String).join(' ');
  return !navigator.onLine || /network ?error|network error|failed to fetch|timeout/i.test(texts);
}

function asInfo(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
