import { util } from '@aws-appsync/utils';

export function request(ctx) {
  return { payload: { id: util.autoId(), ...ctx.args } };
}

export function response(ctx) {
  return ctx.result;
}
