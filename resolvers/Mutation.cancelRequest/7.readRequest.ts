import { decideLast, type ReadContext } from '../lib/actOnRequest.ts';

export { request } from './1.readRequest.ts';

/** After the last try. */
export function response(ctx: ReadContext) {
  return decideLast(ctx);
}
