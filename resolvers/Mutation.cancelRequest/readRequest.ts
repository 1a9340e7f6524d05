import { decide, type ReadContext, readToAct } from '../lib/requests/actOnRequest.ts';

export function request(ctx: ReadContext) {
  return readToAct(ctx, 'CANCEL');
}

export function response(ctx: ReadContext): null {
  return decide(ctx);
}
