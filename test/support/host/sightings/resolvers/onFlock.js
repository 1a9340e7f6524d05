import { extensions, util } from '@aws-appsync/utils';

export function request() {
  return { payload: null };
}

export function response(ctx) {
  const { atLeast, places } = ctx.args;
  const filter = { count: { ge: atLeast } };
  if (places) {
    filter.place = { in: places };
  }
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter(filter));
  return null;
}
