import type { Context } from '@aws-appsync/utils';

import { tryAgain } from '../errors.ts';
import type { Answered } from './answer.ts';

/** The code of every pipeline resolver itself: its steps do the work and leave the answer in the stash. */
export function request(): Record<string, never> {
  return {};
}

/** No answer means that a transaction conflict outlived every try. */
export function response(ctx: Context<unknown, Answered<unknown>>): unknown {
  const { answer } = ctx.stash;
  if (!answer) return tryAgain();
  return answer.value;
}
