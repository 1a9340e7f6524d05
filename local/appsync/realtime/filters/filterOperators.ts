export type Operator =
  | 'eq'
  | 'ne'
  | 'le'
  | 'lt'
  | 'ge'
  | 'gt'
  | 'contains'
  | 'notContains'
  | 'beginsWith'
  | 'in'
  | 'notIn'
  | 'between'
  | 'containsAny';

interface Rule {
  /** Whether the operator accepts a filter's value. */
  readonly accepts: (value: unknown) => boolean;
  /** The maximum length of a list of values. */
  readonly maximum?: number;
  /**
   * @param found the event's value, which may be null
   * @param value a value that `accepts` accepted
   */
  readonly matches: (found: unknown, value: unknown) => boolean;
}

/**
 * The operators of enhanced filters (AWS AppSync developer guide, "Extensions"). Strings are compared with strings and
 * numbers with numbers; no value is converted.
 */
export const operators: Readonly<Record<Operator, Rule>> = {
  eq: { accepts: isScalar, matches: (found, value) => found === value },
  ne: { accepts: isScalar, matches: (found, value) => found !== value },
  le: { accepts: isOrdered, matches: (found, value) => compare(found, value) <= 0 },
  lt: { accepts: isOrdered, matches: (found, value) => compare(found, value) < 0 },
  ge: { accepts: isOrdered, matches: (found, value) => compare(found, value) >= 0 },
  gt: { accepts: isOrdered, matches: (found, value) => compare(found, value) > 0 },
  contains: { accepts: isScalar, matches: contains },
  notContains: { accepts: isScalar, matches: (found, value) => !contains(found, value) },
  beginsWith: {
    accepts: (value) => typeof value === 'string',
    matches: (found, value) => typeof found === 'string' && typeof value === 'string' && found.startsWith(value),
  },
  in: { accepts: isListOf(isScalar), maximum: 5, matches: isOneOf },
  notIn: { accepts: isListOf(isScalar), maximum: 5, matches: (found, values) => !isOneOf(found, values) },
  between: {
    accepts: (value) => isListOf(isOrdered)(value) && (value as unknown[]).length === 2,
    matches: (found, value) => {
      const [low, high] = value as [unknown, unknown];
      return compare(found, low) >= 0 && compare(found, high) <= 0;
    },
  },
  containsAny: {
    accepts: isListOf(isScalar),
    maximum: 20,
    matches: (found, values) => (values as unknown[]).some((value) => contains(found, value)),
  },
};

function isScalar(value: unknown): boolean {
  return isOrdered(value) || typeof value === 'boolean';
}

function isOrdered(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function isListOf(accepts: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.length > 0 && value.every(accepts);
}

/** Returns NaN, which never matches, for two values that have no order. */
function compare(found: unknown, value: unknown): number {
  if (typeof found === 'number' && typeof value === 'number') return found - value;
  if (typeof found !== 'string' || typeof value !== 'string') return Number.NaN;
  if (found === value) return 0;
  return found < value ? -1 : 1;
}

function contains(found: unknown, value: unknown): boolean {
  if (Array.isArray(found)) return found.includes(value);
  return typeof found === 'string' && typeof value === 'string' && found.includes(value);
}

function isOneOf(found: unknown, values: unknown): boolean {
  return (values as unknown[]).includes(found);
}
