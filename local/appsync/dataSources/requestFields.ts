import { mappingError } from '../errors.ts';

export type RequestObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Builds a JSON path as AppSync writes it: `$[key][id]`. */
export function pathOf(...keys: readonly (string | number)[]): string {
  return `$${keys.map((key) => `[${key}]`).join('')}`;
}

/**
 * Returns a required field.
 * @throws ResolverError (`MappingTemplate`) with AppSync's message, if it is missing
 */
export function required(value: unknown, path: string): unknown {
  if (value === undefined || value === null) throw mappingError(`Value for field '${path}' not found.`);
  return value;
}

/** Returns a required object. Throws as `required` does, also for another kind of value. */
export function recordAt(value: unknown, path: string): RequestObject {
  const given = required(value, path);
  if (isRecord(given)) return given;
  throw mappingError(`Expected JSON object for '${path}' but got a '${kindOf(given)}' instead.`);
}

/** Returns a required list. Throws as `required` does, also for another kind of value. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const given = required(value, path);
  if (Array.isArray(given)) return given;
  throw mappingError(`Expected JSON array for '${path}' but got a '${kindOf(given)}' instead.`);
}

/** Returns a required string. Throws as `required` does, also for another kind of value. */
export function textAt(value: unknown, path: string): string {
  const given = required(value, path);
  if (typeof given === 'string') return given;
  throw mappingError(`Expected a string for '${path}' but got a '${kindOf(given)}' instead.`);
}

/** Returns an optional boolean; undefined if it is missing. */
export function flagAt(value: unknown, path: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  throw mappingError(`Expected a boolean for '${path}' but got a '${kindOf(value)}' instead.`);
}

/** Returns an optional integer; undefined if it is missing. */
export function countAt(value: unknown, path: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw mappingError(`Expected an integer for '${path}' but got a '${kindOf(value)}' instead.`);
}

/** The name of a JSON value's kind in AppSync's messages. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'ARRAY';
  return value === null ? 'NULL' : (typeof value).toUpperCase();
}
