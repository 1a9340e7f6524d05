import { decide, type ReadContext, readToAct } from '../lib/requests/actOnRequest.ts';

export function request(ctx: ReadContext) {
  return readToAct(ctx, 'DECLINE');
}

export function response(ctx: ReadContext): null {
  const due = decide(ctx);
  ctx.stash.due = due;
  return null;
}
