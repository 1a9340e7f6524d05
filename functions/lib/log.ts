/**
 * Writes one line of JSON. Logs may contain counts, names of errors and states. They must not contain ids of people,
 * arguments, tokens or contacts. An error is logged by its name only, because its message may quote an item.
 */
export function log(message: string, details: Readonly<Record<string, number | string | boolean>> = {}): void {
  process.stdout.write(`${JSON.stringify({ message, ...details })}\n`);
}

/** The part of a thrown value that logs may contain. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/**
 * Logs that a worker takes up work, and how many milliseconds ago the work became necessary. An alarm fires when that is too
 * long (infra/constructs/monitoring/Monitoring.ts).
 * @param begun when the work became necessary: AWSDateTime; for any other value nothing is written
 */
export function logAge(message: string, begun: unknown): void {
  const time = typeof begun === 'string' ? Date.parse(begun) : Number.NaN;
  if (!Number.isNaN(time)) log(message, { age: Math.max(0, Date.now() - time) });
}
