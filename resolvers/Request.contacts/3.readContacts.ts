import { tryAgain } from '../lib/errors.ts';
import { type CardContext, response as readCard } from './1.readContacts.ts';

export { request } from './1.readContacts.ts';

/** The last try. */
export function response(ctx: CardContext) {
  const card = readCard(ctx);
  return ctx.stash.read ? card : tryAgain();
}
