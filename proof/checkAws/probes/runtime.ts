import { answers, fails, type Probe } from '../probe.ts';

const NULLISH = 'aws-appsync-community#403, amplify-category-api#3170';
const CALLS = 'const calls = [];\n  const f = () => { calls.push(1); return 2; };\n  ';
const JAVASCRIPT = 'JavaScript';

/** Code that AWS accepts, and runs differently from JavaScript or, as we assume, in the same way. */
export const runtimeProbes: readonly Probe[] = [
  answers(
    { id: 'W1a', assumption: '?? always runs its right side', confidence: 'certain', source: NULLISH },
    { body: `${CALLS}const v = 1 ?? f();\n  return { v, calls };` },
    { v: 1, calls: [1] },
  ),
  fails(
    { id: 'W1b', assumption: 'util.error right of ?? always fails', confidence: 'certain', source: NULLISH },
    { body: "return ctx.args.id ?? util.error('no id', 'Missing');", context: { arguments: { id: 'a' } } },
    'no id',
  ),
  answers(
    { id: 'W1c', assumption: '?? with a constant works as in JavaScript', confidence: 'certain', source: NULLISH },
    { body: 'return { a: ctx.args.a ?? 5, b: ctx.args.b ?? 5 };', context: { arguments: { a: 0 } } },
    { a: 0, b: 5 },
  ),
  answers(
    { id: 'W1d', assumption: 'a ternary runs one side', confidence: 'certain', source: 'aws-appsync-community#403' },
    {
      body: `${CALLS}const v = ctx.args.a ? ctx.args.a : f();\n  return { v, calls };`,
      context: { arguments: { a: 1 } },
    },
    { v: 1, calls: [] },
  ),
  answers(
    {
      id: 'W1e',
      assumption: '|| and && run their right side only if necessary',
      confidence: 'unreported',
      source: JAVASCRIPT,
    },
    {
      body: `${CALLS}const v = ctx.args.a || f();\n  const w = ctx.args.b && f();\n  return { v, w, calls };`,
      context: { arguments: { a: 1, b: false } },
    },
    { v: 1, w: false, calls: [] },
  ),
  answers(
    { id: 'W2a', assumption: 'return a += 2 returns ""', confidence: 'likely', source: 'amplify-category-api#3192' },
    { body: 'let a = 1;\n  return a += 2;' },
    '',
  ),
  answers(
    {
      id: 'W2b',
      assumption: 'an assignment in a template is ""',
      confidence: 'doubtful',
      source: 'amplify-category-api#3192 shows return alone',
    },
    { body: 'let a = 1;\n  return { v: `${(a += 2)}` };' },
    { v: '' },
  ),
  answers(
    {
      id: 'W4a',
      assumption: 'a number of ctx.result plus 0 concatenates as text',
      confidence: 'unreported',
      source: 'aws-appsync-community#308',
    },
    { body: "return { v: ctx.result.n + 0 + '' };", context: { result: { n: 100 } } },
    { v: '100' },
  ),
  answers(
    {
      id: 'W4b',
      assumption: 'a number of ctx.result concatenates as text (from DynamoDB it may be "null")',
      confidence: 'doubtful',
      source: 'aws-appsync-community#308',
    },
    { body: "return { v: ctx.result.n + '' };", context: { result: { n: 100 } } },
    { v: '100' },
  ),
  answers(
    {
      id: 'W5',
      assumption: 'for..of does not visit elements that its body pushes',
      confidence: 'certain',
      source: 'notes of two projects on EvaluateCode',
    },
    {
      body: 'const q = [1];\n  const seen = [];\n  for (const a of q) { seen.push(a); if (a < 3) { q.push(a + 1); } }\n  return { seen, q };',
    },
    { seen: [1], q: [1, 2] },
  ),
  answers(
    {
      id: 'W6a',
      assumption: 'replaceAll expects a Java regular expression',
      confidence: 'certain',
      source: 'developer guide, "Supported runtime features"',
    },
    { body: "return { v: 'a.b'.replaceAll('.', '-') };" },
    { v: '---' },
  ),
  answers(
    {
      id: 'W6b',
      assumption: 'replace expects a Java regular expression',
      confidence: 'certain',
      source: 'developer guide, "Supported runtime features"',
    },
    { body: "return { v: 'a.b'.replace('.', '-') };" },
    { v: '-.b' },
  ),
  answers(
    {
      id: 'W6c',
      assumption: '$1 in the replacement is the first group',
      confidence: 'likely',
      source: 'rules of Java',
    },
    { body: "return { v: 'ab'.replaceAll('(a)', '[$1]') };" },
    { v: '[a]b' },
  ),
  answers(
    { id: 'W6d', assumption: 'split uses its text literally', confidence: 'unreported', source: JAVASCRIPT },
    { body: "return { v: 'a.b_c'.split('.'), w: 'a.b_c'.split('_') };" },
    { v: ['a', 'b_c'], w: ['a.b', 'c'] },
  ),
  answers(
    {
      id: 'W7',
      assumption: 'JSON.parse of bad text returns ""',
      confidence: 'certain',
      source: 'developer guide, "Supported runtime features"',
    },
    { body: "return { v: JSON.parse('{x') };" },
    { v: '' },
  ),
  fails(
    {
      id: 'W8',
      assumption: 'reading a property of null is an error',
      confidence: 'likely',
      source: 'aws-appsync-community#328',
    },
    { body: 'return { v: ctx.result.a.b };', context: { result: { a: null } } },
  ),
  answers(
    {
      id: 'W9',
      assumption: 'EvaluateCode resolves a shadowed name (a request may not)',
      confidence: 'doubtful',
      source: 'notes of one project of 2026',
    },
    {
      top: 'const pick = (e) => {\n  if (e) {\n    const e = 2;\n    return e;\n  }\n  return 0;\n};\n',
      body: 'return { v: pick(1) };',
    },
    { v: 2 },
  ),
  answers(
    { id: 'W10', assumption: 'callbacks get element and index', confidence: 'certain', source: "AWS's samples" },
    { body: 'return { v: [1, 2, 3].map((x, i) => x * i).filter((x) => x > 0).reduce((a, b) => a + b, 0) };' },
    { v: 8 },
  ),
  answers(
    {
      id: 'W11',
      assumption: 'sort without a comparator sorts as text',
      confidence: 'certain',
      source: 'notes of two projects',
    },
    { body: 'return { v: [10, 1, 2].sort() };' },
    { v: [1, 10, 2] },
  ),
  answers(
    {
      id: 'W12',
      assumption: 'a function may be declared below its caller',
      confidence: 'unreported',
      source: JAVASCRIPT,
    },
    {
      module:
        'export function request(ctx) {\n  return { v: below(1) };\n}\nfunction below(a) {\n  return a + 1;\n}\nexport function response(ctx) {\n  return ctx.result;\n}\n',
    },
    { v: 2 },
  ),
  answers(
    {
      id: 'W13',
      assumption: 'a template writes whole numbers without decimals',
      confidence: 'unreported',
      source: JAVASCRIPT,
    },
    { body: 'return { v: `${ctx.args.n} ${ctx.args.f} ${1 + 1}` };', context: { arguments: { n: 7, f: 2.5 } } },
    { v: '7 2.5 2' },
  ),
];
