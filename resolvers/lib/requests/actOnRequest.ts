import type { Context } from '@aws-appsync/utils';

import { halfKey, otherParty, type Pair, type Party, tripKeyOf } from '../../../domain/keys.ts';
import { actionsOf, isDone, mayEver, type Transition, transition } from '../../../domain/requestStates.ts';
import type { RequestAction } from '../../../domain/schema.types.ts';
import { notRemoving } from '../account/account.ts';
import { type Answered, answerWith, skipIfAnswered, skipStep } from '../appsync/answer.ts';
import { util } from '../appsync/appsync.ts';
import { callerId } from '../appsync/caller.ts';
import {
  deleteIf,
  failedAt,
  putIf,
  transactGet,
  type TransactGetResult,
  type TransactItem,
  transactWrite,
  type TransactWriteResult,
} from '../appsync/transaction.ts';
import { accountRemoved, fail, requestNotFound, statusChanged } from '../errors.ts';
import { pairOf } from '../ids.ts';
import { type StoredItem, toCapacity, type TripCapacity, type TripItem } from '../trips/trip.ts';
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

/** What the steps of acceptRequest, declineRequest and cancelRequest hand on. */
interface ActStash extends Answered<RequestAnswer> {
  action: RequestAction;
  party: Party;
  pair: Pair;
  /** What is to be done, and to what; null when there is nothing to do before the next reading. */
  due: {
    row: Transition;
    request: RequestAnswer;
    trip: TripCapacity | null;
    stored: StoredItem<TripItem> | null;
  } | null;
  /** The request as the last try would have left it. */
  next: RequestAnswer;
}

type ActContext<Result> = Context<{ id: string }, ActStash, undefined, undefined, Result>;
export type ReadContext = ActContext<TransactGetResult<StoredItem<TripItem & RequestHalf>> | null>;
/** The step between, whose result nobody looks at. */
export type NormaliseContext = ActContext<unknown>;
export type WriteContext = ActContext<TransactWriteResult<StoredItem<TripItem>> | null>;

/** Reads the trip and the caller's half of the request, if what the caller wants to do is ever for them to do. */
export function readToAct(ctx: ReadContext, action: RequestAction) {
  skipIfAnswered(ctx);
  const pair = pairOf(ctx.args.id);
  const party = partyOf(pair, callerId(ctx));
  if (!party || pair.traveler === pair.requester || !mayEver(party, action)) return notForCaller();
  ctx.stash.action = action;
  ctx.stash.party = party;
  ctx.stash.pair = pair;
  return transactGet(ctx, [tripKeyOf(pair), ...halfKeys(party, pair)]);
}

function notForCaller(): never {
  return fail('NotAllowed', 'This is not for you to do with this request.', {});
}

/**
 * Leaves in the stash what is to be done with the request as it was read, or the answer if that is done already. Every
 * try starts with this, so that it notices an earlier try whose answer was lost.
 */
export function decide(ctx: ReadContext): null {
  const { action, party, pair } = ctx.stash;
  ctx.stash.due = null;
  if (ctx.error || !ctx.result?.items) return null;
  const [trip, ...halves] = ctx.result.items;
  const stored = trip ?? null;
  const request = standing(party, pair, halves);
  if (!request) {
    // A traveler's request names a trip of their own: without the trip, the caller may be nobody's traveler.
    return stored || party === 'requester' ? requestNotFound() : notForCaller();
  }
  const row = transition(party, action, request.status);
  if (isDone(party, action, request)) answerWith(ctx, request);
  else if (!row) statusChanged(request.status);
  else ctx.stash.due = { row, request, trip: toCapacity(stored), stored };
  return null;
}

/**
 * Moves both halves to their new status, in one transaction.
 * @param kilograms what of the same transaction moves those of the trip, if they move
 */
export function act(ctx: WriteContext, kilograms: TransactItem | null) {
  skipIfAnswered(ctx);
  const { due, pair, party } = ctx.stash;
  if (!due) return skipStep();
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

/**
 * Answers if the transaction went through, and fails if the account is being removed. The next read decides about a request
 * that has changed and about what may work at another try.
 */
export function settle(ctx: WriteContext): null {
  if (!ctx.stash.due) return null;
  if (!ctx.error) answerWith(ctx, ctx.stash.next);
  else if (failedAt(ctx.result, ACCOUNT)) accountRemoved();
  return null;
}

/** The trip alone stood in the way, and why; null when it didn't, or when the request has moved as well. */
export function tripFailed({ result }: WriteContext) {
  const moved = HALVES.some((position) => failedAt(result, position) !== null);
  return moved ? null : failedAt(result, TRIP);
}
