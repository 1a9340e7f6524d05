import type { Context } from '@aws-appsync/utils';

import { keepWhetherNew, type NameStash, readItems } from '../lib/account/names.ts';

type ItemsContext = Context<unknown, NameStash, undefined, undefined, { readonly items: unknown[] } | null>;

/** A person without an account may have items of the first app, which show no name yet. */
export function request(ctx: ItemsContext) {
  return readItems(ctx);
}

export function response(ctx: ItemsContext): null {
  return keepWhetherNew(ctx);
}
