import { decide, type ReadContext, readToSend } from '../lib/requests/sendRequest.ts';

export function request(ctx: ReadContext) {
  return readToSend(ctx);
}

export function response(ctx: ReadContext): null {
  ctx.stash.due = decide(ctx);
  return null;
}
