import { answers, type Probe, refused } from '../probe.ts';

/** AWS checks the types of code when it saves it, like `tsc --checkJs` without `strict`. */
export const refusedByTypes: readonly Probe[] = [
  refused(
    {
      id: 'S1',
      assumption: "an object's first literal fixes its shape",
      confidence: 'certain',
      source: 'aws-appsync-community#279, #334, #402',
    },
    { body: "let key = { ge: 'a' };\n  if (ctx.args.x) { key = { eq: 'a' }; }\n  return key;" },
  ),
  refused(
    {
      id: 'S2',
      assumption: 'a list accepts no object of another shape',
      confidence: 'certain',
      source: 'aws-appsync-community#334',
    },
    { body: 'const list = [{ a: 5 }];\n  list.push({ b: 6 });\n  return list;' },
  ),
  refused(
    {
      id: 'S3',
      assumption: 'a condition for the DynamoDB helpers keeps its first shape',
      confidence: 'certain',
      source: 'aws-appsync-community#402',
    },
    {
      body: "const query = { sk: { eq: 'a' } };\n  query.sk = { between: ['a', 'b'] };\n  return ddb.query({ query });",
    },
  ),
  refused(
    {
      id: 'S4',
      assumption: 'a call has no more arguments than the function has parameters',
      confidence: 'likely',
      source: 'TS2554, notes of one project of 2026',
    },
    { top: 'const one = () => 1;\n', body: 'return { v: one(ctx.args.a) };' },
  ),
  refused(
    {
      id: 'S5',
      assumption: 'an object literal has no key twice',
      confidence: 'likely',
      source: 'TS1117, notes of one project of 2026',
    },
    { body: 'return { a: 1, a: 2 };' },
  ),
  refused(
    {
      id: 'S6',
      assumption: 'a value that may be a boolean is not an index',
      confidence: 'likely',
      source: 'TS2538, notes of one project of 2026-07',
    },
    {
      body: `const rows = [{ p: [['a', true]] }, { p: [] }];
  const found = [];
  for (const row of rows) { for (const pair of row.p) { found.push(ctx.args[pair[0]]); } }
  return found;`,
    },
  ),
  refused(
    {
      id: 'S7',
      assumption: 'an unknown name is refused when the code is saved',
      confidence: 'likely',
      source: 'serverless-appsync-plugin#619',
    },
    { body: 'const { limit } = ctx.args;\n  return { limit, nextToken };' },
  ),
  refused(
    {
      id: 'S8a',
      assumption: 'util has only the members of its published types',
      confidence: 'certain',
      source: 'TS2551, notes of several projects',
    },
    { body: 'return util.time.epochSecondsToISO8601(1);' },
  ),
  refused(
    {
      id: 'S8b',
      assumption: 'util.toJson, a function of VTL, is refused',
      confidence: 'certain',
      source: 'TS2339, notes of several projects',
    },
    { body: 'return { v: util.toJson(ctx.args) };' },
  ),
  answers(
    {
      id: 'S1b',
      assumption: 'a variable without an initial value accepts any shape',
      confidence: 'certain',
      source: 'aws-appsync-community#334',
    },
    { body: "let key;\n  if (ctx.args.x) { key = { eq: 'a' }; } else { key = { ge: 'a' }; }\n  return key;" },
    { ge: 'a' },
  ),
];
