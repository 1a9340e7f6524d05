import { type CardContext, counterpartCard } from '../lib/counterpartCard.ts';
import { tryAgain } from '../lib/errors.ts';

export { request } from './1.readContacts.ts';

/** The last try. */
export function response(ctx: CardContext) {
  const card = counterpartCard(ctx);
  return ctx.stash.read ? card : tryAgain();
}
