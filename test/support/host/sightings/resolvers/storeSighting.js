import { util } from '@aws-appsync/utils';
import { put } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { place, count } = ctx.args.input;
  const item = {
    species: ctx.prev.result,
    place,
    count,
    seenBy: ctx.identity.username,
    seenAt: ctx.stash.startedAt,
  };
  return put({ key: { id: util.autoId() }, item, condition: { id: { attributeExists: false } } });
}

export function response(ctx) {
  return ctx.error ? util.error(ctx.error.message, ctx.error.type) : ctx.result;
}
