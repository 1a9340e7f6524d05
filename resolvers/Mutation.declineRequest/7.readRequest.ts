import { decide, lastAnswer, type ReadContext } from '../lib/actOnRequest.ts';

export { request } from './1.readRequest.ts';

/** After the last try. */
export function response(ctx: ReadContext) {
  decide(ctx);
  return lastAnswer(ctx);
}
