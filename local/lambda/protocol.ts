import type { FunctionError } from './function.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly directory: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
}

/** Host to worker: one invocation. */
export interface InvokeMessage {
  readonly requestId: string;
  /** JSON. */
  readonly event: string;
  /** When its time is over, in epoch milliseconds. */
  readonly deadline: number;
}

/** Worker to host: how it ended, or a line of the console. */
export type WorkerMessage =
  | { readonly type: 'log'; readonly line: string }
  /** JSON; none for a handler that answered with nothing. */
  | { readonly type: 'answer'; readonly requestId: string; readonly value?: string }
  /** After a fatal one the worker is of no use any more. */
  | { readonly type: 'failure'; readonly requestId: string; readonly error: FunctionError; readonly fatal: boolean };
