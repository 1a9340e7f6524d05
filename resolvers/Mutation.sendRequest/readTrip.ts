import { decide, type ReadContext, readToSend } from '../lib/sendRequest.ts';

export function request(ctx: ReadContext) {
  return readToSend(ctx);
}

export function response(ctx: ReadContext): null {
  return decide(ctx);
}
