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
  /** Whether the operator can work with a filter's value. */
  readonly takes: (value: unknown) => boolean;
  /** The most values in a list of them. */
  readonly maximum?: number;
  /** @param found the event's value, null included @param value one that `takes` let pass */
  readonly holds: (found: unknown, value: unknown) => boolean;
}

/**
 * The operators of enhanced filters (AWS AppSync developer guide, "Extensions"). Text is compared with text and numbers
 * with numbers; nothing is converted.
 */
export const operators: Readonly<Record<Operator, Rule>> = {
  eq: { takes: isScalar, holds: (found, value) => found === value },
  ne: { takes: isScalar, holds: (found, value) => found !== value },
  le: { takes: isOrdered, holds: (found, value) => compare(found, value) <= 0 },
  lt: { takes: isOrdered, holds: (found, value) => compare(found, value) < 0 },
  ge: { takes: isOrdered, holds: (found, value) => compare(found, value) >= 0 },
  gt: { takes: isOrdered, holds: (found, value) => compare(found, value) > 0 },
  contains: { takes: isScalar, holds: contains },
  notContains: { takes: isScalar, holds: (found, value) => !contains(found, value) },
  beginsWith: {
    takes: (value) => typeof value === 'string',
    holds: (found, value) => typeof found === 'string' && typeof value === 'string' && found.startsWith(value),
  },
  in: { takes: isListOf(isScalar), maximum: 5, holds: isOneOf },
  notIn: { takes: isListOf(isScalar), maximum: 5, holds: (found, values) => !isOneOf(found, values) },
  between: {
    takes: (value) => isListOf(isOrdered)(value) && (value as unknown[]).length === 2,
    holds: (found, value) => {
      const [low, high] = value as [unknown, unknown];
      return compare(found, low) >= 0 && compare(found, high) <= 0;
    },
  },
  containsAny: {
    takes: isListOf(isScalar),
    maximum: 20,
    holds: (found, values) => (values as unknown[]).some((value) => contains(found, value)),
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

/** NaN, and so never a match, for two values that have no order. */
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
