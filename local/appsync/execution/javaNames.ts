/** The Java class that AppSync holds a JSON value in, as its messages name it. */
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

/** A JSON value in Java's `toString`: what AppSync puts into a String field that got a map or a list. */
export function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, entry]) => `${key}=${javaText(entry)}`);
  return `{${entries.join(', ')}}`;
}
