import { decideLast, type ReadContext } from '../lib/requests/sendRequest.ts';

export { request } from './readAgain.ts';

/** After the last try. */
export function response(ctx: ReadContext): null {
  return decideLast(ctx);
}
