import { expect, it, onTestFinished } from 'vitest';

import { aFunction, aRuntime } from '../../support/host/functionCode.ts';

// The messages of github.com/aws/aws-lambda-nodejs-runtime-interface-client, which Lambda's Node.js runtimes run.
it.each([
  [
    'a module that is not there, with the paths of Lambda',
    "require('no-such-module'); exports.handler = async () => 1;",
    {
      type: 'Runtime.ImportModuleError',
      message: "Error: Cannot find module 'no-such-module'\nRequire stack:\n- /var/task/index.js",
    },
  ],
  [
    'code that does not parse',
    'exports.handler = async () => {;',
    { type: 'Runtime.UserCodeSyntaxError', message: 'SyntaxError: ' },
  ],
])("reports Lambda's error for %s", async (_, code, { type, message }) => {
  const fn = aFunction(code, { file: 'index.js' });
  const runtime = aRuntime([fn]);
  onTestFinished(runtime.close);
  const outcome = await runtime.invoke('worker', {});
  expect(outcome).toMatchObject({ ok: false, error: { errorType: type } });
  expect(JSON.stringify(outcome)).toContain(JSON.stringify(message).slice(1, -1));
});
