import { Worker } from 'node:worker_threads';

import type { FunctionError, LambdaFunction, Outcome } from './function.ts';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './protocol.ts';

export interface WorkerOptions {
  /** The id of this environment in the runtime. */
  readonly id: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/**
 * One warm environment of a function, which runs one invocation at a time. It is a thread: it has its own `process.env`
 * and heap, it can be interrupted in a loop, and it always ends with the host's process.
 */
export class FunctionWorker {
  readonly id: string;
  readonly #declared: LambdaFunction;
  readonly #thread: Worker;
  #alive = true;
  #killed = false;
  #lastError: FunctionError | undefined;
  #running: Running | undefined;

  constructor(declared: LambdaFunction, { id, environment, log }: WorkerOptions) {
    this.id = id;
    this.#declared = declared;
    this.#thread = new Worker(new URL('worker.mjs', import.meta.url), {
      workerData: startOf(declared),
      env: { ...environment },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: declared.memoryMegabytes },
      stdout: true,
      stderr: true,
    });
    for (const stream of [this.#thread.stdout, this.#thread.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split('\n').filter(Boolean)) log(line);
      });
    }
    this.#thread.on('message', (message: WorkerMessage) => {
      if (message.type === 'log') log(message.line);
      else this.#answered(message);
    });
    this.#thread.on('error', (error) => (this.#lastError = crashError(error)));
    this.#thread.on('exit', () => {
      this.#alive = false;
      this.#fail((requestId) => this.#lastError ?? (this.#killed ? killedError : exitError)(requestId));
    });
  }

  /** False after a timeout or a crash. */
  get isAlive(): boolean {
    return this.#alive;
  }

  /** Runs one invocation. It always ends in an outcome. */
  async run(requestId: string, event: string): Promise<Outcome> {
    const milliseconds = this.#declared.timeoutSeconds * 1000;
    const timer = setTimeout(() => {
      this.#fail(() => timedOut(requestId, this.#declared.timeoutSeconds));
      void this.stop();
    }, milliseconds);
    try {
      return await new Promise((resolve) => {
        this.#running = { requestId, resolve };
        const invoke: InvokeMessage = { requestId, event, deadline: Date.now() + milliseconds };
        if (this.#alive) this.#thread.postMessage(invoke);
        else this.#fail(exitError);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    this.#alive = false;
    await this.#thread.terminate();
  }

  /** Ends the environment as if its process were killed: a running invocation fails after the thread has ended. */
  async kill(): Promise<void> {
    this.#killed = true;
    await this.stop();
  }

  #answered(message: Exclude<WorkerMessage, { type: 'log' }>): void {
    if (message.type === 'failure' && message.fatal) void this.stop();
    // A failure after the answer belongs to no invocation.
    if (message.requestId !== this.#running?.requestId) return;
    const { resolve } = this.#running;
    this.#running = undefined;
    resolve(outcomeOf(message));
  }

  #fail(error: (requestId: string) => FunctionError): void {
    if (this.#running === undefined) return;
    const { requestId, resolve } = this.#running;
    this.#running = undefined;
    resolve({ ok: false, requestId, error: error(requestId) });
  }
}

interface Running {
  readonly requestId: string;
  readonly resolve: (outcome: Outcome) => void;
}

function startOf({ directory, handler, name, arn, memoryMegabytes }: LambdaFunction): WorkerStart {
  return { directory, handler, functionName: name, functionArn: arn, memoryMegabytes };
}

function outcomeOf(message: Exclude<WorkerMessage, { type: 'log' }>): Outcome {
  const { requestId } = message;
  if (message.type === 'failure') return { ok: false, requestId, error: message.error };
  return { ok: true, requestId, value: message.value === undefined ? null : (JSON.parse(message.value) as unknown) };
}

/** AWS Lambda developer guide, "Troubleshoot invocation issues in Lambda". */
function timedOut(requestId: string, seconds: number): FunctionError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `${new Date().toISOString()} ${requestId} Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

function exitError(requestId: string): FunctionError {
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited without providing a reason`,
  };
}

/** Lambda's error when an environment is killed from outside. */
export function killedError(requestId: string): FunctionError {
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  };
}

function crashError(error: Error): FunctionError {
  const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return { errorType: outOfMemory ? 'Runtime.OutOfMemory' : 'Runtime.ExitError', errorMessage: error.message };
}
