import type { Context } from '@aws-appsync/utils';

import { halfKey, type Pair, type Party, requestId, tripKeyOf } from '../../../domain/keys.ts';
import { actionsOf, maySend } from '../../../domain/requestStates.ts';
import type { MutationSendRequestArgs, RequestStatus } from '../../../domain/schema.types.ts';
import { notRemoving } from '../account/account.ts';
import { type Answered, answerWith, skipIfAnswered, skipStep } from '../appsync/answer.ts';
import { callerId } from '../appsync/caller.ts';
import {
  check,
  deleteIf,
  failedAt,
  putIf,
  remove,
  transactGet,
  type TransactGetResult,
  transactWrite,
  type TransactWriteResult,
} from '../appsync/transaction.ts';
import { stamp, toDateTime } from '../dates.ts';
import { accountRemoved, alreadyDeclined, alreadyRequested, fail } from '../errors.ts';
import { tripKey } from '../ids.ts';
import { type StoredItem, toCapacity, type TripCapacity, type TripItem } from '../trips/trip.ts';
import { refuseSending, stillOpen } from './kilograms.ts';
import { absent, halfKeys, type RequestAnswer, type RequestHalf, standing, toHalf, unchanged } from './request.ts';
import { checkRequest, isSame } from './requestRules.ts';

/** What the steps of sendRequest hand on. */
interface SendStash extends Answered<RequestAnswer> {
  pair: Pair;
  wanted: ReturnType<typeof checkRequest>;
  /** The trip to send it for, and what was cancelled before; null when there is nothing to do before the next reading. */
  due: { trip: TripCapacity; before: RequestAnswer | null } | null;
  /** The request as the last try would have put it. */
  next: RequestAnswer;
  /** The last try found a half of this request that the caller's own read had not shown. */
  taken?: boolean;
}

type SendContext<Result> = Context<MutationSendRequestArgs, SendStash, undefined, undefined, Result>;
export type ReadContext = SendContext<TransactGetResult<StoredItem<TripItem & RequestHalf>> | null>;
export type WriteContext = SendContext<TransactWriteResult<StoredItem<TripItem>> | null>;

/** Checks what is asked for, and reads the trip and what there is between the caller and its traveler. */
export function readToSend(ctx: ReadContext) {
  const { input } = ctx.args;
  const { username: traveler, created: tripid } = tripKey(input.tripId, 'tripId');
  const requester = callerId(ctx);
  if (traveler === requester) return fail('NotAllowed', 'You cannot send a request for your own trip.', {});
  const pair = { tripid, traveler, requester };
  ctx.stash.wanted = checkRequest(input);
  ctx.stash.pair = pair;
  return readPair(ctx, pair);
}

/** Reads the same again before a further try. */
export function readAgain(ctx: ReadContext) {
  skipIfAnswered(ctx);
  return readPair(ctx, ctx.stash.pair);
}

function readPair(ctx: ReadContext, pair: Pair) {
  return transactGet(ctx, [tripKeyOf(pair), ...halfKeys('requester', pair)]);
}

/**
 * Leaves in the stash whether the request can be sent, or the answer if the same one was sent already. Every try starts with
 * this, so that it notices an earlier try whose answer was lost.
 */
export function decide(ctx: ReadContext): null {
  const { pair, wanted } = ctx.stash;
  ctx.stash.due = null;
  if (ctx.error || !ctx.result?.items) return null;
  const [trip, ...halves] = ctx.result.items;
  const before = standing('requester', pair, halves);
  if (maySend(before?.status ?? null)) {
    ctx.stash.due = { trip: refuseSending(toCapacity(trip), wanted.items), before };
    return null;
  }
  if (before?.status === 'DECLINED') alreadyDeclined();
  if (!before || !isSame(before, wanted)) return alreadyRequested();
  answerWith(ctx, before);
  return null;
}

/** The same after the last try. */
export function decideLast(ctx: ReadContext): null {
  decide(ctx);
  if (!ctx.stash.answer && ctx.stash.taken) alreadyRequested();
  return null;
}

/** Puts both halves, in one transaction with all that must hold for it. */
export function send(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const { due, pair, wanted } = ctx.stash;
  if (!due) return skipStep();
  const { trip, before } = due;
  const dtime = `${stamp()}000`;
  const next: RequestAnswer = {
    ...pair,
    ...wanted,
    id: requestId(pair),
    tripId: ctx.args.input.tripId,
    status: 'PENDING',
    role: 'SENT',
    actions: actionsOf('requester', 'PENDING'),
    // Numbers go on after a cancelled request, for updates of it may still be under way.
    revision: (before ? before.revision : 0) + 1,
    reason: null,
    dtime,
    sentAt: toDateTime(dtime),
    changedAt: toDateTime(dtime),
    expiresAt: trip.expiresAt,
  };
  ctx.stash.next = next;
  const none = (party: Party, status: RequestStatus) => check(ctx, halfKey(party, status, pair), absent());
  return transactWrite([
    notRemoving(ctx),
    stillOpen(ctx, pair, trip),
    putIf(ctx, toHalf('traveler', next), absent()),
    putIf(ctx, toHalf('requester', next), absent()),
    none('traveler', 'ACCEPTED'),
    none('requester', 'ACCEPTED'),
    none('traveler', 'DECLINED'),
    none('requester', 'DECLINED'),
    remove(ctx, halfKey('traveler', 'CANCELLED', pair)),
    deleteIf(ctx, halfKey('requester', 'CANCELLED', pair), before ? unchanged(before) : absent()),
  ]);
}

/** Positions of the transaction above. */
const ACCOUNT = 0;
const TRIP = 1;
const REQUESTED = [2, 3, 4, 5];
const DECLINED = [6, 7];

/**
 * Answers if the transaction went through, and fails if it can never go through. The next read decides about a request that
 * the caller sent before and about what may work at another try.
 */
export function settle(ctx: WriteContext): null {
  const { due, next, wanted } = ctx.stash;
  if (!due) return null;
  if (!ctx.error) {
    answerWith(ctx, next);
    return null;
  }
  if (failedAt(ctx.result, ACCOUNT)) accountRemoved();
  if (DECLINED.some((position) => failedAt(ctx.result, position) !== null)) alreadyDeclined();
  ctx.stash.taken = REQUESTED.some((position) => failedAt(ctx.result, position) !== null);
  const refused = failedAt(ctx.result, TRIP);
  if (refused && !ctx.stash.taken) refuseSending(toCapacity(refused.item), wanted.items);
  return null;
}
