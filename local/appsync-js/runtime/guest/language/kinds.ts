const { isArray } = Array;

/** Whether a value is an array, a list in DynamoDB. */
export const isList = (value: unknown): value is readonly unknown[] => isArray(value);

/** Whether a value is an object that is no array: `{…}`, a map in DynamoDB. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isList(value);
}
