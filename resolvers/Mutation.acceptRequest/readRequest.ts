import { decide, type ReadContext, readToAct } from '../lib/requests/actOnRequest.ts';
import { refuseAccepting } from '../lib/requests/kilograms.ts';

export function request(ctx: ReadContext) {
  return readToAct(ctx, 'ACCEPT');
}

export function response(ctx: ReadContext): null {
  const due = decide(ctx);
  if (due) refuseAccepting(due.trip, due.request.items);
  ctx.stash.due = due;
  return null;
}
