import type { FunctionError } from './function.ts';

/** The start values of a worker. */
export interface WorkerStart {
  readonly directory: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
}

/** From host to worker: one invocation. */
export interface InvokeMessage {
  readonly requestId: string;
  /** JSON. */
  readonly event: string;
  /** The end of its time limit, in epoch milliseconds. */
  readonly deadline: number;
}

/** From worker to host: the result, or a line of the console. */
export type WorkerMessage =
  | { readonly type: 'log'; readonly line: string }
  /** JSON; missing if the handler returned undefined. */
  | { readonly type: 'answer'; readonly requestId: string; readonly value?: string }
  /** After a fatal failure the worker cannot be used any more. */
  | { readonly type: 'failure'; readonly requestId: string; readonly error: FunctionError; readonly fatal: boolean };
