import { alreadyRequested } from '../lib/errors.ts';
import { decide, type ReadContext } from '../lib/requests/sendRequest.ts';

export { request } from './readAgain.ts';

/** After the last try: it answers, or fails. */
export function response(ctx: ReadContext): null {
  decide(ctx);
  if (!ctx.stash.answer && ctx.stash.taken) alreadyRequested();
  return null;
}
