import { tryAgain } from '../lib/errors.ts';
import { type DeleteContext, response as settle } from './2.deleteContacts.ts';

export { request } from './2.deleteContacts.ts';

/** The last try. */
export function response(ctx: DeleteContext) {
  const card = settle(ctx);
  return ctx.stash.deleted ? card : tryAgain();
}
