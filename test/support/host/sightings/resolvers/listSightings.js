import { util } from '@aws-appsync/utils';
import { scan } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { filter, limit = 20, nextToken } = ctx.args;
  const options = { limit, nextToken };
  if (filter) {
    options.filter = filter;
  }
  return scan(options);
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const { items = [], nextToken } = ctx.result;
  return { items, nextToken };
}
