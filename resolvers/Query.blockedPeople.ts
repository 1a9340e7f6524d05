import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import { BLOCKS, USER_ID } from '../domain/keys.ts';
import type { QueryBlockedPeopleArgs } from '../domain/schema.types.ts';
import { callerId } from './lib/appsync/caller.ts';
import { expression } from './lib/appsync/expression.ts';
import { tryAgain } from './lib/errors.ts';
import { pageSize, placeOf, toPage } from './lib/page.ts';
import { blockedPerson, type BlockItem } from './lib/safety/block.ts';
import type { StoredItem } from './lib/trips/trip.ts';

type BlockedContext = Context<
  QueryBlockedPeopleArgs,
  { size: number; list: unknown[] },
  undefined,
  undefined,
  { items: (StoredItem<BlockItem> & { created: string })[]; nextToken: string | null } | null
>;

/** Greater than every character of a person's id. */
const LAST = '~';

/** Reads the caller's blocks, sorted by the ids of the people. */
export function request(ctx: BlockedContext): DynamoDBQueryRequest {
  const me = callerId(ctx);
  const list = ['blockedPeople', me];
  const place = placeOf(ctx.args.nextToken, list, `${BLOCKS.blocked}${USER_ID}`);
  ctx.stash.size = pageSize(ctx.args.limit);
  ctx.stash.list = list;
  const bounds = { ':me': me, ':last': `${BLOCKS.blocked}${LAST}` };
  return {
    operation: 'Query',
    // BETWEEN includes the first bound, so a token's place is continued by the next greater key.
    query: expression('username = :me AND created BETWEEN :first AND :last', {
      ...bounds,
      ':first': place === null ? BLOCKS.blocked : `${place} `,
    }),
    consistentRead: true,
    // One more shows whether there is a next page.
    limit: ctx.stash.size + 1,
  };
}

export function response(ctx: BlockedContext) {
  if (ctx.error || !ctx.result) return tryAgain();
  const { size, list } = ctx.stash;
  const found = ctx.result.items.map((block) => ({
    item: blockedPerson(block.created.slice(BLOCKS.blocked.length), block),
    place: block.created,
  }));
  return toPage(list, found, size, null);
}
