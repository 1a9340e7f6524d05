/** What became of a message. */
export interface Answer {
  readonly outcome: 'SENT' | 'GONE' | 'TRY_AGAIN' | 'UNAUTHENTICATED' | 'REJECTED';
  /** FCM's code, or the status; for logs. */
  readonly code: string;
  /** Milliseconds; null when FCM does not say when to try again. */
  readonly retryAfter: number | null;
}

interface Detail {
  readonly '@type'?: string;
  readonly errorCode?: string;
  readonly fieldViolations?: readonly { readonly field?: string }[];
}

/** Google asks to wait a minute after a 429 that does not say how long (Firebase, "FCM error codes"). */
const STANDARD_PAUSE = 60_000;

/**
 * Reads an answer of FCM (Firebase, "FCM error codes").
 * @param retryAfter the header
 */
export function answerOf(status: number, retryAfter: string | null, body: string): Answer {
  if (status === 200) return { outcome: 'SENT', code: 'OK', retryAfter: null };
  const details = detailsIn(body);
  const code = details.find(({ errorCode }) => errorCode !== undefined)?.errorCode ?? String(status);
  const answer = (outcome: Answer['outcome'], pause: number | null = null) => ({ outcome, code, retryAfter: pause });
  if (status === 429) return answer('TRY_AGAIN', pauseIn(retryAfter) ?? STANDARD_PAUSE);
  if (status >= 500) return answer('TRY_AGAIN', pauseIn(retryAfter));
  if (code === 'UNREGISTERED' || code === 'SENDER_ID_MISMATCH') return answer('GONE');
  if (status === 400) return answer(isAboutToken(details) ? 'GONE' : 'REJECTED');
  return answer(status === 401 && code !== 'THIRD_PARTY_AUTH_ERROR' ? 'UNAUTHENTICATED' : 'REJECTED');
}

/**
 * Whether a message is rejected because of its token. FCM names no field then, or the token's; a `BadRequest` about another
 * field means that the message is wrong, and the device stays.
 */
function isAboutToken(details: readonly Detail[]): boolean {
  const fields = details.flatMap(({ fieldViolations = [] }) => fieldViolations.map(({ field }) => field));
  if (fields.length > 0) return fields.every((field) => field === 'message.token');
  return details.some(({ errorCode }) => errorCode === 'INVALID_ARGUMENT');
}

function detailsIn(body: string): readonly Detail[] {
  try {
    const { error } = JSON.parse(body) as { error?: { details?: readonly Detail[] } };
    return error?.details ?? [];
  } catch {
    // A proxy in between answers with a page.
    return [];
  }
}

/** `Retry-After` has seconds or a date (RFC 9110, section 10.2.3). */
function pauseIn(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
