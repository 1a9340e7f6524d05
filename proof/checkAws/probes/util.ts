import { accepted, answers, fails, type Probe } from '../probe.ts';

const ERROR = 'aws-appsync-community#384';
const EARLY = 'aws-appsync-community#280';
const RECORDED = 'recorded from AWS by localstack/appsync-utils';

/** The functions of `util` and `runtime`. */
export const utilProbes: readonly Probe[] = [
  answers(
    { id: 'U1a', assumption: 'util.error with a number as type does nothing', confidence: 'certain', source: ERROR },
    { body: "util.error('bad', ctx.args.code);\n  return { reached: true };", context: { arguments: { code: 25 } } },
    { reached: true },
  ),
  answers(
    { id: 'U1b', assumption: 'util.error with a number as message does nothing', confidence: 'certain', source: ERROR },
    { body: 'util.error(ctx.args.code);\n  return { reached: true };', context: { arguments: { code: 25 } } },
    { reached: true },
  ),
  answers(
    {
      id: 'U1c',
      assumption: 'util.error with a literal number is accepted and does nothing',
      confidence: 'doubtful',
      source: `${ERROR}, against the published types`,
    },
    { body: 'util.error(25);\n  return { reached: true };' },
    { reached: true },
  ),
  fails(
    { id: 'U1d', assumption: 'util.error with strings and an object fails', confidence: 'certain', source: RECORDED },
    { body: "util.error('bad', 'Type', null, { field: 'a' });\n  return { reached: true };" },
    'bad',
  ),
  fails(
    { id: 'U2a', assumption: 'runtime.earlyReturn(null) fails', confidence: 'likely', source: EARLY },
    {
      body: 'runtime.earlyReturn(ctx.args.none);\n  return { reached: true };',
      context: { arguments: { none: null } },
    },
    'Runtime Error',
  ),
  fails(
    { id: 'U2b', assumption: 'runtime.earlyReturn() fails', confidence: 'likely', source: EARLY },
    { body: 'runtime.earlyReturn();\n  return { reached: true };' },
    'Runtime Error',
  ),
  answers(
    { id: 'U2c', assumption: 'runtime.earlyReturn with an object returns it', confidence: 'certain', source: EARLY },
    { body: 'runtime.earlyReturn({ a: 1 });\n  return { reached: true };' },
    { a: 1 },
  ),
  answers(
    { id: 'U9', assumption: 'toDynamoDB(null) is {"NULL":null}', confidence: 'certain', source: RECORDED },
    { body: 'return { v: util.dynamodb.toDynamoDB(null) };' },
    { v: { NULL: null } },
  ),
  answers(
    { id: 'U10', assumption: 'toDynamoDB(1) is {"N":1}', confidence: 'certain', source: RECORDED },
    { body: 'return { v: util.dynamodb.toDynamoDB(1) };' },
    { v: { N: 1 } },
  ),
  answers(
    {
      id: 'U11a',
      assumption: 'util.matches finds an anchored pattern',
      confidence: 'certain',
      source: 'developer guide, "util"',
    },
    { body: "return { a: util.matches('^[0-9]+$', '12'), b: util.matches('^[0-9]+$', '1b') };" },
    { a: true, b: false },
  ),
  answers(
    {
      id: 'U11b',
      assumption: 'util.matches accepts flags in a pattern, as Java does',
      confidence: 'likely',
      source: 'developer guide, "util"',
    },
    { body: "return { v: util.matches('(?i)^ab$', 'AB') };" },
    { v: true },
  ),
  accepted(
    {
      id: 'U12a',
      assumption: 'base64Decode of bad text is accepted',
      confidence: 'likely',
      source: 'notes of one project',
    },
    { body: "return { v: util.base64Decode('%%') };" },
  ),
  answers(
    {
      id: 'U12b',
      assumption: 'base64Decode of bad text returns a string',
      confidence: 'likely',
      source: 'notes of one project',
    },
    { body: "const text = util.base64Decode('%%');\n  return { isText: typeof text === 'string' };" },
    { isText: true },
  ),
  answers(
    {
      id: 'U15',
      assumption: 'an identity without keys belongs to a Lambda authorizer',
      confidence: 'certain',
      source: RECORDED,
    },
    { body: 'return { v: util.authType() };', context: { identity: {} } },
    { v: 'Lambda Authorization' },
  ),
  answers(
    {
      id: 'U17',
      assumption: 'the clock is in UTC, with milliseconds',
      confidence: 'unreported',
      source: 'developer guide, "util.time"',
    },
    { body: "return { v: util.matches('^[0-9-]{10}T[0-9:]{8}[.][0-9]{3}Z$', util.time.nowISO8601()) };" },
    { v: true },
  ),
];
