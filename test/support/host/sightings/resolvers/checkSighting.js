import { util } from '@aws-appsync/utils';

export function request(ctx) {
  const { species, count } = ctx.args.input;
  if (count < 1) {
    util.error('A sighting is of one bird at the least.', 'BadCount', null, { count });
  }
  return { payload: { species: species.trim() } };
}

export function response(ctx) {
  ctx.stash.species = ctx.result.species;
  return ctx.result;
}
