import { decide, readAgain, type ReadContext } from '../lib/requests/sendRequest.ts';

export function request(ctx: ReadContext) {
  return readAgain(ctx);
}

export function response(ctx: ReadContext): null {
  ctx.stash.due = decide(ctx);
  return null;
}
