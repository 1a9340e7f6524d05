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
