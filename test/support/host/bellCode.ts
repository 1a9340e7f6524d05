/** The resolvers of the app with the bells. */
export const bellCode = {
  ring: `
    import { util } from '@aws-appsync/utils';
    export function request(ctx) { return { operation: 'Invoke', payload: { text: ctx.args.text } }; }
    export function response(ctx) {
      if (ctx.error) util.error(ctx.error.message, ctx.error.type);
      return ctx.result;
    }`,
  publish: `
    export function request(ctx) { return { payload: { id: ctx.args.id } }; }
    export function response(ctx) { return ctx.result; }`,
};
