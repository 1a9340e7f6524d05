import { accepted, type Confidence, type Probe, refused } from '../probe.ts';

const GUIDE = 'developer guide, "Supported runtime features"';

/** Syntax that AWS refuses: id, name, body, confidence, source. */
const BODIES: readonly (readonly [string, string, string, Confidence, string])[] = [
  [
    'S15',
    'sort with a comparator',
    'return ctx.args.list.sort((a, b) => a - b);',
    'certain',
    'aws-appsync-community#325',
  ],
  ['S17', 'throw', "throw 'x';", 'certain', 'aws-appsync-community#337'],
  ['S18a', 'for (;;)', 'for (let i = 0; i < 3; i += 1) { ctx.stash.i = i; }\n  return ctx.stash;', 'certain', GUIDE],
  ['S18b', 'while', 'let i = 0;\n  while (i < 3) { i += 1; }\n  return { i };', 'certain', GUIDE],
  ['S18c', '++', 'let i = 0;\n  i++;\n  return { i };', 'certain', GUIDE],
  ['S18d', 'a regular expression literal', 'return { v: ctx.args.a.split(/b/) };', 'certain', GUIDE],
  ['S18e', 'in', "return { v: 'a' in ctx.args };", 'certain', GUIDE],
  [
    'S18f',
    'try and catch',
    'try { ctx.stash.a = 1; } catch (e) { ctx.stash.b = 1; }\n  return ctx.stash;',
    'certain',
    GUIDE,
  ],
  [
    'S19',
    'the comma operator',
    'let a = 1;\n  const b = ((a = 2), 3);\n  return { a, b };',
    'likely',
    'notes of one project of 2026',
  ],
  ['S20', '??=', 'let a = ctx.args.a;\n  a ??= 1;\n  return { a };', 'likely', 'aws-appsync-community#353'],
  [
    'S21',
    'lowered `?.`: an assignment used as a value',
    'let _a;\n  return { v: (_a = ctx.args.x) == null ? void 0 : _a.y };',
    'doubtful',
    'serverless-appsync-plugin#576: the report says only that it does not work',
  ],
];

/** Code that AWS refuses because of its syntax. */
export const refusedSyntax: readonly Probe[] = [
  ...BODIES.map(([id, what, body, confidence, source]) =>
    refused({ id, assumption: `${what} is refused`, confidence, source }, { body }),
  ),
  refused(
    {
      id: 'S15b',
      assumption: 'sort with a named comparator is refused',
      confidence: 'doubtful',
      source: 'a comment in code of Amplify says the contrary',
    },
    { top: 'const compare = (a, b) => a - b;\n', body: 'return ctx.args.list.sort(compare);' },
  ),
  refused(
    {
      id: 'S16',
      assumption: 'own functions accept no functions as arguments',
      confidence: 'certain',
      source: 'aws-appsync-community#325, #402',
    },
    { top: 'const twice = (work) => work(1);\n', body: 'return { v: twice((x) => x) };' },
  ),
  refused(
    {
      id: 'LIM7',
      assumption: 'recursion is refused',
      confidence: 'certain',
      source: "AppSync's ESLint plugin, and notes of two projects",
    },
    { top: 'const down = (n) => (n > 0 ? down(n - 1) : 0);\n', body: 'return { v: down(3) };' },
  ),
  refused(
    {
      id: 'S22',
      assumption: 'a module without response is refused',
      confidence: 'certain',
      source: 'MISSING_MAPPING_EXPORT, notes of two projects',
    },
    { module: 'export function request(ctx) {\n  return {};\n}\n' },
  ),
  refused(
    {
      id: 'S23',
      assumption: 'a call of a function with an inline export is refused',
      confidence: 'likely',
      source: 'notes of one project of 2026',
    },
    { top: 'export function helper(a) {\n  return a;\n}\n', body: 'return { v: helper(1) };' },
  ),
  refused(
    {
      id: 'S25',
      assumption: 'assigning ctx.stash is refused, also in an arrow function',
      confidence: 'certain',
      source: "AppSync's ESLint plugin, and the developer guide",
    },
    {
      module:
        'export const request = (ctx) => {\n  ctx.stash = {};\n  return {};\n};\nexport const response = (ctx) => ctx.result;\n',
    },
  ),
  refused(
    {
      id: 'S27',
      assumption: 'default parameters are refused',
      confidence: 'doubtful',
      source: 'not documented; one project avoids them',
    },
    { top: 'function plus(a, b = 1) {\n  return a + b;\n}\n', body: 'return { v: plus(1) };' },
  ),
  refused(
    {
      id: 'S28',
      assumption: 'renamed imports are refused',
      confidence: 'doubtful',
      source: 'one published report',
    },
    {
      module:
        "import { util as u } from '@aws-appsync/utils';\nexport function request(ctx) {\n  return { v: u.matches('a', 'a') };\n}\nexport function response(ctx) {\n  return ctx.result;\n}\n",
    },
  ),
  accepted(
    {
      id: 'S22b',
      assumption: 'handlers may be exported at the end',
      confidence: 'certain',
      source: "esbuild's output, which the developer guide shows",
    },
    {
      module:
        'function request(ctx) {\n  return {};\n}\nfunction response(ctx) {\n  return ctx.result;\n}\nexport { request, response };\n',
    },
  ),
];
