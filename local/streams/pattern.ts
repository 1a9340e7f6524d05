/** A filter that decides whether a record invokes a function. */
export type Pattern = (record: unknown) => boolean;

type Test = (value: unknown) => boolean;

/** The values of a field of a record, including those of a list's members; empty if the field is missing. */
type Found = readonly unknown[];

/**
 * Reads a filter pattern of an event source mapping (AWS Lambda developer guide, "Control which events Lambda sends to
 * your function").
 * @param where the name in messages
 * @throws Error for text that is not a pattern, or for an unknown comparison
 */
export function parsePattern(text: string, where: string): Pattern {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${where}: the filter pattern ${text} is not JSON.`, { cause });
  }
  return group(parsed, (problem) => new Error(`${where}: the filter pattern ${text} ${problem}.`));
}

type ToError = (problem: string) => Error;

/** Matches if every field matches. `$or` needs one alternative. */
function group(pattern: unknown, toError: ToError): Pattern {
  if (!isRecord(pattern)) throw toError('is not an object');
  const fields = Object.entries(pattern).map(([name, value]): Pattern => {
    if (name === '$or') return anyOf(value, toError);
    if (Array.isArray(value)) return leaf(name, value, toError);
    const inner = group(value, toError);
    return (record) => {
      const found = fieldsOf(record, name);
      // If a field is missing, everything inside it is missing too.
      return found.length === 0 ? inner(undefined) : found.some(inner);
    };
  });
  return (record) => fields.every((fits) => fits(record));
}

function anyOf(value: unknown, toError: ToError): Pattern {
  if (!Array.isArray(value)) throw toError('has an $or that is not a list');
  const alternatives = value.map((each) => group(each, toError));
  return (record) => alternatives.some((fits) => fits(record));
}

function leaf(name: string, values: readonly unknown[], toError: ToError): Pattern {
  if (values.length === 0) throw toError(`has an empty list at ${name}`);
  const tests = values.map((value) => comparison(value, toError));
  return (record) => {
    const found: Found = fieldsOf(record, name).flatMap((value) =>
      Array.isArray(value) ? (value as unknown[]) : [value],
    );
    return tests.some((test) => (found.length === 0 ? test(undefined) : found.some(test)));
  };
}

/** The values of a field; for a list of maps, the values of all its maps. */
function fieldsOf(record: unknown, name: string): Found {
  if (Array.isArray(record)) return record.flatMap((each) => fieldsOf(each, name));
  return isRecord(record) && Object.hasOwn(record, name) ? [record[name]] : [];
}

function comparison(value: unknown, toError: ToError): Test {
  if (!isRecord(value)) return (actual) => actual === value;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(value);
  const make = comparisons[operator];
  if (make === undefined || more.length > 0) throw toError(`has the unknown comparison ${JSON.stringify(value)}`);
  return make(operand, toError);
}

const comparisons: Readonly<Record<string, (operand: unknown, toError: ToError) => Test>> = {
  prefix: (operand, toError) => textTest(operand, toError, (text, part) => text.startsWith(part)),
  suffix: (operand, toError) => textTest(operand, toError, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (operand, toError) =>
    textTest(operand, toError, (text, other) => text.toLowerCase() === other.toLowerCase()),
  exists: (operand, toError) => {
    if (typeof operand !== 'boolean') throw toError('has an exists that is neither true nor false');
    // As on AWS, `exists` only applies to leaf values, not to maps.
    return (actual) => (actual !== undefined && !isRecord(actual)) === operand;
  },
  'anything-but': (operand, toError) => {
    const refused = (Array.isArray(operand) ? operand : [operand]).map((each) => comparison(each, toError));
    return (actual) => actual !== undefined && !isRecord(actual) && !refused.some((test) => test(actual));
  },
  numeric: (operand, toError) => {
    if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 === 1) {
      throw toError('has a numeric that is not a list of operators and numbers');
    }
    const tests = Array.from({ length: operand.length / 2 }, (_, index) =>
      numberTest(operand[index * 2], operand[index * 2 + 1], toError),
    );
    // DynamoDB's numbers are strings, so numeric comparisons never match them, as on AWS.
    return (actual) => typeof actual === 'number' && tests.every((test) => test(actual));
  },
};

function textTest(operand: unknown, toError: ToError, fits: (text: string, operand: string) => boolean): Test {
  if (typeof operand !== 'string') throw toError('compares a string with another type');
  return (actual) => typeof actual === 'string' && fits(actual, operand);
}

function numberTest(sign: unknown, limit: unknown, toError: ToError): (actual: number) => boolean {
  if (typeof limit !== 'number') throw toError('compares a number with another type');
  switch (sign) {
    case '=':
      return (actual) => actual === limit;
    case '<':
      return (actual) => actual < limit;
    case '<=':
      return (actual) => actual <= limit;
    case '>':
      return (actual) => actual > limit;
    case '>=':
      return (actual) => actual >= limit;
    default:
      throw toError(`has the unknown operator ${String(sign)}`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
