import { lastAnswer, type ReadContext } from '../lib/actOnRequest.ts';
import { response as decide } from './1.readRequest.ts';

export { request } from './1.readRequest.ts';

/** After the last try. */
export function response(ctx: ReadContext) {
  decide(ctx);
  return lastAnswer(ctx);
}
