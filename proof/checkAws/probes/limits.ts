import { accepted, answers, type Probe, refused } from '../probe.ts';

const LOOPS = 'aws-appsync-community#371';
const MOST = 1_000;

/** Ways to visit every element of a list: a name, and a body that counts in `n`. */
const VISITS: readonly (readonly [string, string])[] = [
  ['reduce', 'const n = ctx.args.big.reduce((sum) => sum + 1, 0);'],
  ['map', 'const n = ctx.args.big.map((x) => x).length;'],
  ['filter', 'const n = ctx.args.big.filter((x) => x > 0).length;'],
  ['for..of', 'let n = 0;\n  for (const x of ctx.args.big) { n += 1; }'],
];

const LENGTHS = [MOST, MOST + 1, 1_500] as const;

/** The numbers from 1, so that no element is falsy. */
const numbers = (length: number) => Array.from({ length }, (_, at) => at + 1);

const visits = VISITS.flatMap(([name, body], way) =>
  LENGTHS.map((length, at) =>
    answers(
      {
        id: `W3${String.fromCharCode(97 + way * LENGTHS.length + at)}`,
        assumption: `${name} visits ${MOST} of ${length} elements`,
        confidence: 'likely',
        source: LOOPS,
      },
      { body: `${body}\n  return { n };`, context: { arguments: { big: numbers(length) } } },
      { n: MOST },
    ),
  ),
);

/** A module with exactly this many characters. */
function moduleOf(characters: number): string {
  const code =
    'export function request(ctx) {\n  return {};\n}\nexport function response(ctx) {\n  return ctx.result;\n}\n';
  const line = `// ${'x'.repeat(97)}\n`;
  const missing = characters - code.length;
  const lines = line.repeat(Math.floor(missing / line.length) - 1);
  const rest = missing - lines.length;
  return `${lines}// ${'x'.repeat(rest - '// \n'.length)}\n${code}`;
}

/** The length of code that AWS accepts, and the limit of its loops. */
export const limitProbes: readonly Probe[] = [
  ...visits,
  answers(
    { id: 'W3m', assumption: 'slice is not limited to 1,000 elements', confidence: 'likely', source: LOOPS },
    { body: 'return { n: ctx.args.big.slice(0, 1200).length };', context: { arguments: { big: numbers(1_500) } } },
    { n: 1_200 },
  ),
  accepted(
    {
      id: 'LIM1a',
      assumption: 'code of 32,000 characters is accepted',
      confidence: 'certain',
      source: 'developer guide',
    },
    { module: moduleOf(32_000) },
  ),
  refused(
    {
      id: 'LIM1b',
      assumption: 'code of 32,001 characters is refused (the quota says 32,768)',
      confidence: 'doubtful',
      source: 'developer guide and quotas differ',
    },
    { module: moduleOf(32_001) },
  ),
  refused(
    { id: 'LIM1c', assumption: 'code of 32,769 characters is refused', confidence: 'certain', source: 'quotas' },
    { module: moduleOf(32_769) },
  ),
  refused(
    {
      id: 'LIM2',
      assumption: 'a default in a destructuring of a helper with a spread is refused',
      confidence: 'doubtful',
      source: 'aws-appsync-community#301, closed',
    },
    {
      top: 'const withRoles = (props) => {\n  const { roles = [] } = props;\n  return { ...props, roles };\n};\n',
      body: 'return withRoles({ a: 1 });',
    },
  ),
  answers(
    {
      id: 'LIM4',
      assumption: 'a default in a destructuring of a handler is accepted',
      confidence: 'certain',
      source: "AWS's samples",
    },
    { body: 'const { limit = 20 } = ctx.args;\n  return { limit };' },
    { limit: 20 },
  ),
];
