import { query } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { place, limit = 20, nextToken } = ctx.args;
  return query({
    index: 'byPlace',
    query: { place: { eq: place } },
    scanIndexForward: false,
    limit,
    nextToken,
  });
}

export const response = (ctx) => ctx.result;
