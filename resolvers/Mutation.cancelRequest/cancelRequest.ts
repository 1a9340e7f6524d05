import { act, settle, type WriteContext } from '../lib/requests/actOnRequest.ts';
import { giveBack } from '../lib/requests/kilograms.ts';

/** An accepted request gives its kilograms back. */
export function request(ctx: WriteContext) {
  const { due, pair } = ctx.stash;
  const isTaken = due?.row.free === 'givenBack';
  return act(ctx, isTaken ? giveBack(ctx, pair, due.stored, due.request.items) : null, []);
}

export function response(ctx: WriteContext): null {
  return settle(ctx);
}
