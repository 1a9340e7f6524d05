import type { Context } from '@aws-appsync/utils';

import { util } from './appsync.ts';

/**
 * The object that a type's field is resolved for.
 * @returns `ctx.source`, which AppSync always sets for such a field although its types allow undefined
 */
export function parent<Source extends object>(
  ctx: Pick<Context<unknown, Record<string, unknown>, undefined, Source>, 'source'>,
): Source {
  if (!ctx.source) return util.error('This field was resolved without its parent object.');
  return ctx.source;
}
