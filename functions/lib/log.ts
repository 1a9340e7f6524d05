/**
 * Writes one line of JSON. Counts, names of errors and states are for logs; ids of people, arguments, tokens and contacts
 * are not, so an error is told by its name alone: what it says may quote an item.
 */
export function log(message: string, details: Readonly<Record<string, number | string | boolean>> = {}): void {
  process.stdout.write(`${JSON.stringify({ message, ...details })}\n`);
}

/** What may be said of anything that was thrown. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/**
 * Writes that work is taken up, by anybody or once more, and how many milliseconds ago it began: an alarm calls when that
 * is long (infra/constructs/Monitoring.ts).
 * @param begun when it began: AWSDateTime; of anything else nothing is written
 */
export function logAge(message: string, begun: unknown): void {
  const time = typeof begun === 'string' ? Date.parse(begun) : Number.NaN;
  if (!Number.isNaN(time)) log(message, { age: Math.max(0, Date.now() - time) });
}
