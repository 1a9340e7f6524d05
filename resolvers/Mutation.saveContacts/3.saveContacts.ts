import { tryAgain } from '../lib/errors.ts';
import { response as settle, type SaveContext } from './1.saveContacts.ts';

export { request } from './1.saveContacts.ts';

/** The last try. */
export function response(ctx: SaveContext) {
  const card = settle(ctx);
  return ctx.stash.saved ? card : tryAgain();
}
