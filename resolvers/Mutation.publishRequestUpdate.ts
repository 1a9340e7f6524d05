import type { Context } from '@aws-appsync/utils';

import type { MutationPublishRequestUpdateArgs, RequestUpdate } from '../domain/schema.types.ts';

/** Stores nothing. Subscribers receive its answer. The schema allows only callers that sign with IAM. */
export function request(ctx: Context<MutationPublishRequestUpdateArgs>) {
  return { payload: ctx.args.input };
}

export function response(ctx: Context<unknown, Record<string, unknown>, undefined, undefined, RequestUpdate>) {
  return ctx.result;
}
