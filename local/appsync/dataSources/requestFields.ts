import { mappingError } from '../errors.ts';

export type RequestObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON path as AppSync writes it: `$[key][id]`. */
export function pathOf(...keys: readonly (string | number)[]): string {
  return `$${keys.map((key) => `[${key}]`).join('')}`;
}

/** A field that must be there. Raises ResolverError (`MappingTemplate`) in AppSync's words. */
export function required(value: unknown, path: string): unknown {
  if (value === undefined || value === null) throw mappingError(`Value for field '${path}' not found.`);
  return value;
}

/** A field that must be an object. */
export function recordAt(value: unknown, path: string): RequestObject {
  const given = required(value, path);
  if (isRecord(given)) return given;
  throw mappingError(`Expected JSON object for '${path}' but got a '${kindOf(given)}' instead.`);
}

/** A field that must be a list. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const given = required(value, path);
  if (Array.isArray(given)) return given;
  throw mappingError(`Expected JSON array for '${path}' but got a '${kindOf(given)}' instead.`);
}

/** A field that must be a text. */
export function textAt(value: unknown, path: string): string {
  const given = required(value, path);
  if (typeof given === 'string') return given;
  throw mappingError(`Expected a string for '${path}' but got a '${kindOf(given)}' instead.`);
}

/** An optional flag; undefined where it is left out. */
export function flagAt(value: unknown, path: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  throw mappingError(`Expected a boolean for '${path}' but got a '${kindOf(value)}' instead.`);
}

/** An optional whole number; undefined where it is left out. */
export function countAt(value: unknown, path: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw mappingError(`Expected an integer for '${path}' but got a '${kindOf(value)}' instead.`);
}

/** How AppSync's messages name the kind of a JSON value. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'ARRAY';
  return value === null ? 'NULL' : (typeof value).toUpperCase();
}
