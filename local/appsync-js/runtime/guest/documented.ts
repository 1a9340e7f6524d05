/**
 * What there is for a module to name and to call without importing it. The realm holds this and nothing else, and the
 * deployment check refuses what is missing here (AWS AppSync developer guide, "JavaScript runtime features").
 */

/** Names that stand for a value of their own. */
export const documentedValues = ['util', 'extensions', 'runtime', 'undefined', 'NaN', 'Infinity'] as const;

/** Names that only hold functions: `Math.min()` is there, `String()` is not. */
export const documentedNamespaces = {
  console: ['log', 'error'],
  Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
  // The plugin's list denies `raw`, the guide's has it; the guide decides.
  String: ['raw'],
  Number: ['isFinite', 'isNaN'],
  Math: ['ceil', 'floor', 'max', 'min', 'random', 'round'],
  JSON: ['parse', 'stringify'],
} as const;

/** `includes` and `substring` are in no list of AWS's, but its own samples call both, and they were seen to work. */
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
