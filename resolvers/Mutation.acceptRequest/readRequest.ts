import { decide, type ReadContext, readToAct } from '../lib/requests/actOnRequest.ts';
import { refuseAccepting } from '../lib/requests/kilograms.ts';

export function request(ctx: ReadContext) {
  return readToAct(ctx, 'ACCEPT');
}

export function response(ctx: ReadContext): null {
  decide(ctx);
  const { due } = ctx.stash;
  if (due) refuseAccepting(due.trip, due.request.items);
  return null;
}
