import type { Context } from '@aws-appsync/utils';
import { util } from './appsync.ts';

/** What the resolver of a type's field is a field of: never missing, though the types of AppSync's package allow for it. */
export function parent<Source extends object>(
  ctx: Pick<Context<unknown, Record<string, unknown>, undefined, Source>, 'source'>,
): Source {
  return ctx.source ?? util.error('This field was asked without its object.');
}
