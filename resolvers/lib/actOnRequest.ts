import type { Context } from '@aws-appsync/utils';
import { runtime, util } from './appsync.ts';
import { notRemoving } from './account.ts';
import { callerId } from './caller.ts';
import { accountRemoved, fail, requestNotFound, statusChanged, tryAgain } from './errors.ts';
import { pairOf } from './ids.ts';
import { halfKey, otherParty, type Pair, type Party, tripKeyOf } from './keys.ts';
import {
  absent,
  halfKeys,
  partyOf,
  type RequestAnswer,
  type RequestHalf,
  standing,
  toHalf,
  unchanged,
  unchangedOrMissing,
} from './request.ts';
import { actionsOf, isDone, mayEver, type Transition, transition } from './requestStates.ts';
import type { RequestAction } from './schema.types.ts';
import {
  deleteIf,
  failedAt,
  putIf,
  type TransactItem,
  transactGet,
  type TransactGetResult,
  transactWrite,
  type TransactWriteResult,
} from './transaction.ts';
import { type StoredItem, toRoom, type TripItem, type TripRoom } from './trip.ts';

/** What the steps of acceptRequest, declineRequest and cancelRequest hand on. */
interface ActStash {
  action: RequestAction;
  party: Party;
  pair: Pair;
  /** What is to be done, and to what; null when there is nothing to do before the next reading. */
  due: { row: Transition; request: RequestAnswer; trip: TripRoom | null; stored: StoredItem<TripItem> | null } | null;
  /** The request as the last try would have left it. */
  next: RequestAnswer;
  /** The answer, once it is known. */
  done?: RequestAnswer;
}

type ActContext<Result> = Context<{ id: string }, ActStash, { result: unknown }, undefined, Result>;
export type ReadContext = ActContext<TransactGetResult<StoredItem<TripItem & RequestHalf>> | null>;
/** The step between, whose result nobody looks at. */
export type NormaliseContext = ActContext<unknown>;
export type WriteContext = ActContext<TransactWriteResult<StoredItem<TripItem>> | null>;

/** Reads the trip and the caller's half of the request, if what the caller wants to do is ever for them to do. */
export function readToAct(ctx: ReadContext, action: RequestAction) {
  if (ctx.stash.done) runtime.earlyReturn(ctx.stash.done, { skipTo: 'END' });
  const pair = pairOf(ctx.args.id);
  const party = partyOf(pair, callerId(ctx));
  if (!party || pair.traveler === pair.requester || !mayEver(party, action)) notForCaller();
  ctx.stash.action = action;
  ctx.stash.party = party;
  ctx.stash.pair = pair;
  return transactGet(ctx, [tripKeyOf(pair), ...halfKeys(party, pair)]);
}

function notForCaller(): never {
  fail('NotAllowed', 'This is not for you to do with this request.', {});
}

/**
 * Settles what is to be done with the request as it stands; with what is done already, the answer is known. Every try
 * starts with this, so that one whose answer was lost is found out.
 */
export function decide(ctx: ReadContext): RequestAnswer | null {
  const { action, party, pair } = ctx.stash;
  ctx.stash.due = null;
  if (ctx.error || !ctx.result?.items) return null;
  const [stored = null, ...halves] = ctx.result.items;
  const request = standing(party, pair, halves);
  // Whoever names a trip that they don't have claims a side that isn't theirs.
  if (!request) return stored || party === 'requester' ? requestNotFound() : notForCaller();
  const row = transition(party, action, request.status);
  if (isDone(party, action, request)) ctx.stash.done = request;
  else if (!row) statusChanged(request.status);
  else ctx.stash.due = { row, request, trip: toRoom(stored), stored };
  return request;
}

/** What is answered after the last try. */
export function lastAnswer(ctx: ReadContext): RequestAnswer {
  return ctx.stash.done ?? tryAgain();
}

/**
 * Moves both halves to their new status, in one transaction.
 * @param kilograms what of the same transaction moves those of the trip, if they move
 */
export function act(ctx: WriteContext, kilograms: TransactItem | null) {
  const { due, pair, party } = ctx.stash;
  if (!due) return runtime.earlyReturn(null);
  const { row, request, trip } = due;
  const next = {
    ...request,
    status: row.to,
    actions: actionsOf(party, row.to),
    reason: row.reason,
    revision: request.revision + 1,
    changedAt: util.time.nowISO8601(),
    // Of the trip, should the day of travel have moved.
    expiresAt: trip?.expiresAt ?? request.expiresAt,
  };
  ctx.stash.next = next;
  const other = otherParty(party);
  return transactWrite([
    notRemoving(ctx),
    putIf(ctx, toHalf(party, next), absent()),
    putIf(ctx, toHalf(other, next), absent()),
    deleteIf(ctx, halfKey(party, request.status, pair), unchanged(request)),
    deleteIf(ctx, halfKey(other, request.status, pair), unchangedOrMissing(request)),
    ...(kilograms ? [kilograms] : []),
  ]);
}

/** Positions of the transaction above. */
const ACCOUNT = 0;
const HALVES = [1, 2, 3, 4];
const TRIP = 5;

/** Says why it can't be done; a request that has moved, and what may work at another try, are left to the next reading. */
export function settle(ctx: WriteContext): RequestAnswer | null {
  const { due, next } = ctx.stash;
  if (!due) return null;
  if (!ctx.error) {
    ctx.stash.done = next;
    return next;
  }
  if (failedAt(ctx.result, ACCOUNT)) accountRemoved();
  return null;
}

/** The trip alone stood in the way, and why; null when it didn't, or when the request has moved as well. */
export function tripFailed({ result }: WriteContext) {
  const moved = HALVES.some((position) => failedAt(result, position) !== null);
  return moved ? null : failedAt(result, TRIP);
}
