/** Marks a value that a test plants and that no output may contain. */
export const CANARY = 'Canary';

/** What no log may hold: anything planted, ids of trips and people, ways to reach somebody, and what proves who somebody is. */
const SECRETS: readonly RegExp[] = [
  /canary/i,
  /\d{4}(?:-\d\d){5}-\d{6}/,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}_/,
  /\w@\w/,
  /\+\d{6}/,
  /\beyJ[\w-]+\./,
  /AWS4-HMAC|Signature=|x-amz-security-token/i,
];

/**
 * What of a log gives something away: each such line with what it is.
 * @param more texts of this test that must not be found either
 */
export function secretsIn(lines: readonly string[], more: readonly string[] = []): string[] {
  return lines.flatMap((line) => {
    const found = [...SECRETS.map((form) => form.exec(line)?.[0]), ...more.filter((text) => line.includes(text))];
    return found.filter((text) => text !== undefined).map((text) => `"${text}" in ${line}`);
  });
}

/** The lines that are no JSON object. */
export function unstructured(lines: readonly string[]): string[] {
  return lines.filter((line) => !isObject(line));
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
