import { send, settle, type WriteContext } from '../lib/requests/sendRequest.ts';

export function request(ctx: WriteContext) {
  return send(ctx);
}

export function response(ctx: WriteContext): null {
  return settle(ctx);
}
