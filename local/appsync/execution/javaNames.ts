/** The Java class of a JSON value, as AppSync's messages name it. */
export function javaTypeOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'String';
    case 'boolean':
      return 'Boolean';
    case 'number':
      return Number.isInteger(value) ? 'Integer' : 'Double';
    default:
      return Array.isArray(value) ? 'ArrayList' : 'LinkedHashMap';
  }
}

/** The `toString` of a JSON value in Java: AppSync uses it for a map or list in a String field. */
export function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, entry]) => `${key}=${javaText(entry)}`);
  return `{${entries.join(', ')}}`;
}
