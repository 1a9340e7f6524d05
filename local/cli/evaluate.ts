import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { evaluateCode } from '../appsync-js/evaluate.ts';

const usage = 'npm run evaluate -- --code FILE --context FILE --function request|response';

/** The offline twin of `aws appsync evaluate-code`: prints the answer of EvaluateCode as JSON. */
function main(): void {
  const { values } = parseArgs({
    options: { code: { type: 'string' }, context: { type: 'string' }, function: { type: 'string' } },
  });
  const { code, context, function: handler } = values;
  if (code === undefined || context === undefined || (handler !== 'request' && handler !== 'response')) {
    throw new TypeError('Say which code, which context and which function.');
  }
  const answer = evaluateCode({
    code: readFileSync(code, 'utf8'),
    context: readFileSync(context, 'utf8'),
    function: handler,
  });
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}\n`);
  process.exitCode = 1;
}
