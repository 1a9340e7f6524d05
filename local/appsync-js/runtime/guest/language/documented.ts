/**
 * The names and methods that a module can use without an import. The realm has no others, and the deployment check
 * refuses all others (AWS AppSync developer guide, "JavaScript runtime features").
 */

/** Names that are values. */
export const documentedValues = ['util', 'extensions', 'runtime', 'undefined', 'NaN', 'Infinity'] as const;

/** Names that only contain functions: `Math.min()` exists, `String()` does not. */
export const documentedNamespaces = {
  console: ['log', 'error'],
  Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
  // The plugin's list denies `raw`, the guide lists it; the guide decides.
  String: ['raw'],
  Number: ['isFinite', 'isNaN'],
  Math: ['ceil', 'floor', 'max', 'min', 'random', 'round'],
  JSON: ['parse', 'stringify'],
} as const;

/** No list of AWS has `includes` and `substring`, but AWS's own samples call both, and both are known to work. */
export const documentedMethods = {
  String: [
    ...['charAt', 'concat', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'replace', 'replaceAll', 'slice'],
    ...['split', 'startsWith', 'substring', 'toLowerCase', 'toUpperCase', 'trim', 'trimEnd', 'trimStart'],
  ],
  Array: [
    ...['concat', 'fill', 'flat', 'includes', 'indexOf', 'join', 'lastIndexOf', 'pop', 'push', 'reverse', 'shift'],
    ...['slice', 'sort', 'splice', 'unshift', 'forEach', 'map', 'flatMap', 'filter', 'reduce', 'reduceRight'],
    ...['find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every'],
  ],
} as const;
