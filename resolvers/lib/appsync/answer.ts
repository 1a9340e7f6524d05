import type { Context } from '@aws-appsync/utils';

import { runtime } from './appsync.ts';

/**
 * The stash of a pipeline, as far as its own `response` reads it. The answer is an object of its own because it may be
 * null, and AWS fails when `runtime.earlyReturn` gets null or undefined (aws-appsync-community#280).
 */
export interface Answered<Value> {
  /** Missing until a step knows the answer. */
  answer?: { readonly value: Value };
}

/** A step knows the answer: the steps after it are skipped. */
export function answerWith<Value>(ctx: { readonly stash: Answered<Value> }, value: Value): void {
  ctx.stash.answer = { value };
}

/** Skips the data source of this step. The next step follows. */
export function skipStep(): never {
  return runtime.earlyReturn({});
}

/** Ends the pipeline if its answer is known. Every step that may follow an answer starts with this. */
export function skipIfAnswered(ctx: Pick<Context<unknown, Answered<unknown>>, 'stash'>): void {
  if (ctx.stash.answer) endPipeline();
}

/** Ends the pipeline; its own `response` answers. */
export function endPipeline(): never {
  return runtime.earlyReturn({}, { skipTo: 'END' });
}
