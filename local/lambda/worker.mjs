// Runs one Lambda function in its own thread: loads its module at the first invocation and keeps it loaded. This file
// is plain JavaScript, because a thread starts without the host's TypeScript loader, so the function runs on Node.js as
// on AWS.
import { existsSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { parentPort, workerData as start } from 'node:worker_threads';

const post = (message) => parentPort.postMessage(message);

// The AWS SDK is part of Lambda's runtime, so bundles may omit it. It is found among the host's packages.
const own = createRequire(import.meta.url);
const Module = own('node:module');
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  try {
    return resolveFilename.call(this, request, ...rest);
  } catch (error) {
    if (!/^@(aws-sdk|smithy)\//.test(request)) throw error;
    return own.resolve(request);
  }
};
register(new URL('sdkHooks.mjs', import.meta.url));

for (const level of ['debug', 'error', 'info', 'log', 'trace', 'warn']) {
  console[level] = (...values) => post({ type: 'log', line: format(...values) });
}

let current;
let loading;

function failureOf(error) {
  const { name, message, stack } = error instanceof Error ? error : { name: typeof error, message: String(error) };
  return {
    errorType: name,
    errorMessage: message,
    trace: (stack ?? '').split('\n').filter(Boolean),
  };
}

/**
 * Logs a raised error in JSON with all its properties, as Lambda's runtime for Node.js does. So sensitive data in a log
 * also shows here (AWS Lambda developer guide, "AWS Lambda function errors in Node.js").
 */
function logFailure(requestId, error) {
  const withErrors = (_, value) =>
    value instanceof Error
      ? {
          errorType: value.constructor?.name,
          errorMessage: value.message,
          stackTrace: value.stack?.split('\n'),
          ...value,
        }
      : value;
  const message = error instanceof Error ? error : new Error(String(error));
  const entry = { timestamp: new Date().toISOString(), level: 'ERROR', requestId, message };
  let line;
  try {
    line = JSON.stringify(entry, withErrors);
  } catch {
    // The error has a circular reference.
    line = JSON.stringify({ ...entry, message: format(message) });
  }
  post({ type: 'log', line });
}

class RuntimeFailure extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

/** The error of Lambda's runtime for code that cannot be loaded (aws-lambda-nodejs-runtime-interface-client). */
function importFailure(error) {
  const text = String(error).replaceAll(start.directory, '/var/task');
  if (error instanceof SyntaxError) throw new RuntimeFailure('Runtime.UserCodeSyntaxError', text);
  if (error?.code === 'MODULE_NOT_FOUND') throw new RuntimeFailure('Runtime.ImportModuleError', text);
  throw error;
}

async function load() {
  const dot = start.handler.lastIndexOf('.');
  const [module, name] = [start.handler.slice(0, dot), start.handler.slice(dot + 1)];
  const file = ['.mjs', '.js', '.cjs'].map((end) => join(start.directory, module + end)).find(existsSync);
  if (file === undefined)
    throw new RuntimeFailure('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
  const loaded = await import(pathToFileURL(file).href).catch(importFailure);
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function') {
    throw new RuntimeFailure('Runtime.HandlerNotFound', `${start.handler} is undefined or not exported`);
  }
  // Node.js 24 on Lambda rejects callbacks too. Treating it as async would return null before the work is done.
  if (handler.length > 2) {
    throw new RuntimeFailure('Runtime.CallbackHandlerDeprecated', `${start.handler} takes a callback: make it async.`);
  }
  return handler;
}

function contextOf({ requestId, deadline }) {
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'local',
    memoryLimitInMB: String(start.memoryMegabytes),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

parentPort.on('message', async (invocation) => {
  const { requestId, event } = invocation;
  current = requestId;
  let handler;
  try {
    handler = await (loading ??= load());
  } catch (error) {
    logFailure(requestId, error);
    post({ type: 'failure', requestId, error: failureOf(error), fatal: true });
    return;
  }
  try {
    const value = JSON.stringify(await handler(JSON.parse(event), contextOf(invocation)));
    post({ type: 'answer', requestId, ...(value === undefined ? {} : { value }) });
  } catch (error) {
    logFailure(requestId, error);
    post({ type: 'failure', requestId, error: failureOf(error), fatal: false });
  }
});

// An uncaught error ends the worker, as it ends Lambda's environment.
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    logFailure(current, error);
    const failure = failureOf(error);
    const errorType = event === 'unhandledRejection' ? 'Runtime.UnhandledPromiseRejection' : failure.errorType;
    post({ type: 'failure', requestId: current, error: { ...failure, errorType }, fatal: true });
  });
}
