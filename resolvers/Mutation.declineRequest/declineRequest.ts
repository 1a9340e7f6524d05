import { act, settle, type WriteContext } from '../lib/requests/actOnRequest.ts';

export function request(ctx: WriteContext) {
  return act(ctx, null, []);
}

export function response(ctx: WriteContext): null {
  return settle(ctx);
}
