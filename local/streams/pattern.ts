/** A filter that decides whether a record wakes a function. */
export type Pattern = (record: unknown) => boolean;

type Test = (value: unknown) => boolean;

/** What a field of a record holds, its own and those of a list's members; `undefined` where it is missing. */
type Found = readonly unknown[];

/**
 * Reads a filter pattern of an event source mapping (AWS Lambda developer guide, "Control which events Lambda sends to
 * your function"). Raises an error, by name, for what is no pattern or asks for a comparison that is unknown.
 */
export function parsePattern(text: string, where: string): Pattern {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${where}: the filter pattern ${text} is no JSON.`, { cause });
  }
  return group(parsed, (problem) => new Error(`${where}: the filter pattern ${text} ${problem}.`));
}

type Complain = (problem: string) => Error;

/** Every field has to fit; of `$or` one alternative. */
function group(pattern: unknown, complain: Complain): Pattern {
  if (!isRecord(pattern)) throw complain('is no object');
  const fields = Object.entries(pattern).map(([name, value]): Pattern => {
    if (name === '$or') return anyOf(value, complain);
    if (Array.isArray(value)) return leaf(name, value, complain);
    const inner = group(value, complain);
    return (record) => {
      const found = fieldsOf(record, name);
      // Of what is missing, everything within is missing too.
      return found.length === 0 ? inner(undefined) : found.some(inner);
    };
  });
  return (record) => fields.every((fits) => fits(record));
}

function anyOf(value: unknown, complain: Complain): Pattern {
  if (!Array.isArray(value)) throw complain('has an $or that is no list');
  const alternatives = value.map((each) => group(each, complain));
  return (record) => alternatives.some((fits) => fits(record));
}

function leaf(name: string, values: readonly unknown[], complain: Complain): Pattern {
  if (values.length === 0) throw complain(`has an empty list at ${name}`);
  const tests = values.map((value) => comparison(value, complain));
  return (record) => {
    const found: Found = fieldsOf(record, name).flatMap((value) =>
      Array.isArray(value) ? (value as unknown[]) : [value],
    );
    return tests.some((test) => (found.length === 0 ? test(undefined) : found.some(test)));
  };
}

/** The values of a field; of a list of maps, those of each. */
function fieldsOf(record: unknown, name: string): Found {
  if (Array.isArray(record)) return record.flatMap((each) => fieldsOf(each, name));
  return isRecord(record) && Object.hasOwn(record, name) ? [record[name]] : [];
}

function comparison(value: unknown, complain: Complain): Test {
  if (!isRecord(value)) return (actual) => actual === value;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(value);
  const make = comparisons[operator];
  if (make === undefined || more.length > 0) throw complain(`asks for the unknown comparison ${JSON.stringify(value)}`);
  return make(operand, complain);
}

const comparisons: Readonly<Record<string, (operand: unknown, complain: Complain) => Test>> = {
  prefix: (operand, complain) => textTest(operand, complain, (text, part) => text.startsWith(part)),
  suffix: (operand, complain) => textTest(operand, complain, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (operand, complain) =>
    textTest(operand, complain, (text, other) => text.toLowerCase() === other.toLowerCase()),
  exists: (operand, complain) => {
    if (typeof operand !== 'boolean') throw complain('has an exists that is neither true nor false');
    // Only a leaf exists in this sense: a map does not.
    return (actual) => (actual !== undefined && !isRecord(actual)) === operand;
  },
  'anything-but': (operand, complain) => {
    const refused = (Array.isArray(operand) ? operand : [operand]).map((each) => comparison(each, complain));
    return (actual) => actual !== undefined && !isRecord(actual) && !refused.some((test) => test(actual));
  },
  numeric: (operand, complain) => {
    if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 === 1) {
      throw complain('has a numeric that is no list of signs and numbers');
    }
    const tests = Array.from({ length: operand.length / 2 }, (_, index) =>
      numberTest(operand[index * 2], operand[index * 2 + 1], complain),
    );
    // DynamoDB's numbers are texts, which no numeric comparison fits, as on AWS.
    return (actual) => typeof actual === 'number' && tests.every((test) => test(actual));
  },
};

function textTest(operand: unknown, complain: Complain, fits: (text: string, operand: string) => boolean): Test {
  if (typeof operand !== 'string') throw complain('compares a text with something else');
  return (actual) => typeof actual === 'string' && fits(actual, operand);
}

function numberTest(sign: unknown, limit: unknown, complain: Complain): (actual: number) => boolean {
  if (typeof limit !== 'number') throw complain('compares a number with something else');
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
      throw complain(`asks for the unknown sign ${String(sign)}`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
