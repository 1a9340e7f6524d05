import { accepted, answers, type Confidence, type Probe, refused } from '../probe.ts';

/** Globals and methods of JavaScript that AWS does not have: id, expression, confidence, source. */
const EXPRESSIONS: readonly (readonly [string, string, Confidence, string])[] = [
  ['S9a', 'new Set()', 'certain', 'aws-appsync-community#402, serverless-appsync-plugin#549'],
  ['S9b', 'new Date()', 'certain', 'aws-appsync-community#402, serverless-appsync-plugin#549'],
  ['S9c', "new Error('x')", 'certain', 'aws-appsync-community#402, serverless-appsync-plugin#549'],
  ['S10', 'Date.now()', 'certain', 'developer guide, "Supported runtime features"'],
  ['S11a', 'String(ctx.args.n)', 'certain', 'notes of five projects: "Invalid function: String"'],
  ['S11b', 'Number(ctx.args.n)', 'likely', 'notes of one project'],
  ['S11c', 'Boolean(ctx.args.n)', 'likely', 'notes of one project'],
  ['S12', 'Number.isInteger(ctx.args.n)', 'likely', 'notes of one project of 2026'],
  ['S13', "Object.fromEntries([['a', 1]])", 'likely', 'a comment in a resolver of Amplify'],
  ['S14a', 'encodeURIComponent(ctx.args.a)', 'likely', 'developer guide, "Supported runtime features"'],
  ['S14b', "parseInt('1')", 'likely', 'developer guide, "Supported runtime features"'],
  ['S24a', 'ctx.args.a.padStart(3)', 'likely', "AppSync's ESLint plugin, on typed values"],
  ['S24b', 'ctx.args.a.charCodeAt(0)', 'likely', 'notes of one project'],
  ['S24c', 'ctx.args.a.repeat(3)', 'likely', "AppSync's ESLint plugin, on typed values"],
  ['S24d', 'Array.from([1])', 'likely', "AppSync's ESLint plugin names it"],
  ['S24e', 'String.fromCharCode(65)', 'likely', "AppSync's ESLint plugin names it"],
  ['S26', 'Array.isArray(ctx.args.list)', 'doubtful', 'two projects avoid it, two use it'],
];

/** Built-in functions that AWS's runtime does not have. */
export const refusedGlobals: readonly Probe[] = [
  ...EXPRESSIONS.map(([id, expression, confidence, source]) =>
    refused(
      { id, assumption: `${expression} is refused`, confidence, source },
      { body: `return { v: ${expression} };`, context: { arguments: { a: 'x', n: 1, list: [1] } } },
    ),
  ),
  answers(
    {
      id: 'S24f',
      assumption: 'includes and substring exist, although they are not documented',
      confidence: 'certain',
      source: "AWS's samples use them",
    },
    { body: "return { i: 'abc'.includes('b'), s: 'abc'.substring(1) };" },
    { i: true, s: 'bc' },
  ),
  accepted(
    {
      id: 'U16',
      assumption: 'util is a global, also without an import',
      confidence: 'likely',
      source: "files of AWS's and Amplify's use it so",
    },
    {
      module:
        "export function request(ctx) {\n  return { v: util.matches('a', 'a') };\n}\nexport function response(ctx) {\n  return ctx.result;\n}\n",
    },
  ),
];
