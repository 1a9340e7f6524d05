import type { Context } from '@aws-appsync/utils';

import { hasChannel } from '../../../domain/conditions.ts';
import {
  blockedByKey,
  contactsKey,
  halfKey,
  otherParty,
  type Pair,
  type Party,
  tripKeyOf,
} from '../../../domain/keys.ts';
import { actionsOf, isDone, mayEver, type Transition, transition } from '../../../domain/requestStates.ts';
import type { RequestAction } from '../../../domain/schema.types.ts';
import { isActive, refuseInactive } from '../account/account.ts';
import { type Answered, answerWith, skipIfAnswered, skipStep } from '../appsync/answer.ts';
import { util } from '../appsync/appsync.ts';
import { callerId } from '../appsync/caller.ts';
import { expression, toExpression } from '../appsync/expression.ts';
import {
  check,
  deleteIf,
  failedAt,
  putIf,
  transactGet,
  type TransactGetResult,
  type TransactItem,
  transactWrite,
  type TransactWriteResult,
} from '../appsync/transaction.ts';
import {
  cannotAccept,
  counterpartContactsMissing,
  fail,
  requestNotFound,
  statusChanged,
  yourContactsMissing,
} from '../errors.ts';
import { pairOf } from '../ids.ts';
import { type StoredItem, toCapacity, type TripCapacity, type TripItem } from '../trips/trip.ts';
import type { RequestHalf } from './half.ts';
import {
  absent,
  halfKeys,
  partyOf,
  type RequestAnswer,
  standing,
  toHalf,
  unchanged,
  unchangedOrMissing,
  withTerms,
} from './request.ts';

/** A transition to make: of which request, and the trip that it is for. */
interface Due {
  readonly row: Transition;
  readonly request: RequestAnswer;
  readonly trip: TripCapacity | null;
  /** The trip as it is stored. */
  readonly stored: StoredItem<TripItem> | null;
}

/** What the steps of acceptRequest, declineRequest and cancelRequest hand on. */
interface ActStash extends Answered<RequestAnswer> {
  action: RequestAction;
  party: Party;
  pair: Pair;
  /** Null when there is nothing to do before the next read. */
  due: Due | null;
  /** The request as the last try would have left it. */
  next: RequestAnswer;
}

type ActContext<Result> = Context<{ id: string }, ActStash, undefined, undefined, Result>;
export type ReadContext = ActContext<TransactGetResult<StoredItem<TripItem & RequestHalf>> | null>;
/** The step between. Its result is not used. */
export type NormaliseContext = ActContext<unknown>;
export type WriteContext = ActContext<TransactWriteResult<StoredItem<TripItem>> | null>;

/** Reads the trip and the caller's half of the request, if the caller may ever do this. */
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
 * Decides what a read means. Every try starts with it, so it notices an earlier try whose answer was lost: then it answers
 * with the request as it is.
 * @returns null when there is nothing to do
 */
export function decide(ctx: ReadContext): Due | null {
  const { action, party, pair } = ctx.stash;
  if (ctx.error || !ctx.result?.items) return null;
  const [trip, ...halves] = ctx.result.items;
  const stored = trip ?? null;
  const capacity = toCapacity(stored);
  const found = standing(party, pair, halves);
  if (!found) {
    // Without its trip, a request that names the caller as the traveler may be invented.
    return stored || party === 'requester' ? requestNotFound() : notForCaller();
  }
  const request = withTerms(found, capacity);
  const row = transition(party, action, request);
  if (isDone(party, action, request)) {
    answerWith(ctx, request);
    return null;
  }
  return row ? { row, request, trip: capacity, stored } : statusChanged(request.status);
}

/**
 * Moves both halves to their new status, in one transaction.
 * @param kilograms the write of the same transaction that moves the trip's kilograms, if they move
 * @param checks what else must hold of the two people
 */
export function act(ctx: WriteContext, kilograms: TransactItem | null, checks: TransactItem[]) {
  skipIfAnswered(ctx);
  const { due, pair, party } = ctx.stash;
  if (!due) return skipStep();
  const { row, request, trip } = due;
  const next = {
    ...request,
    status: row.to,
    actions: actionsOf(party, { status: row.to, reason: row.reason }),
    reason: row.reason,
    revision: request.revision + 1,
    changedAt: util.time.nowISO8601(),
    // The trip's expiry, because the travel date may have moved.
    expiresAt: trip?.expiresAt ?? request.expiresAt,
  };
  ctx.stash.next = next;
  const other = otherParty(party);
  return transactWrite([
    isActive(ctx),
    putIf(ctx, toHalf(party, next), absent()),
    putIf(ctx, toHalf(other, next), absent()),
    deleteIf(ctx, halfKey(party, request.status, pair), unchanged(request)),
    deleteIf(ctx, halfKey(other, request.status, pair), unchangedOrMissing(request)),
    ...(kilograms ? [kilograms] : []),
    ...checks,
  ]);
}

/** Positions of the transaction above. */
const ACCOUNT = 0;
const HALVES = [1, 2, 3, 4];
const TRIP = 5;
/** The cards come after the trip. */
const OWN_CARD = 6;
const OTHER_CARD = 7;
const BLOCK = 8;

/**
 * In a transaction that accepts: both people have a contact card with a channel, and the other one has not blocked the caller.
 * Otherwise the caller could see their card until the request is closed.
 */
export function mayMeet(ctx: WriteContext): TransactItem[] {
  const { party, pair } = ctx.stash;
  const [me, other] = [pair[party], pair[otherParty(party)]];
  return [
    ...[me, other].map((person) => check(ctx, contactsKey(person), toExpression(hasChannel()))),
    check(ctx, blockedByKey(other, me), expression('attribute_not_exists(created)')),
  ];
}

/**
 * Answers if the transaction went through, and fails if the account is being removed. The next read decides about a request
 * that has changed and about what may work at another try.
 */
export function settle(ctx: WriteContext): null {
  if (!ctx.stash.due) return null;
  if (!ctx.error) answerWith(ctx, ctx.stash.next);
  else refuseInactive(failedAt(ctx.result, ACCOUNT)?.item);
  return null;
}

/** Whether the request has changed since it was read: then the next read decides, whatever else failed. */
function hasMoved({ result }: WriteContext): boolean {
  return HALVES.some((position) => failedAt(result, position) !== null);
}

/** Why the trip refused the transaction; null when it did not, or when the request has changed as well. */
export function tripFailed(ctx: WriteContext) {
  return hasMoved(ctx) ? null : failedAt(ctx.result, TRIP);
}

/** Fails if the two people may not see each other's cards, or if one is missing. */
export function refuseToMeet(ctx: WriteContext): void {
  if (hasMoved(ctx)) return;
  if (failedAt(ctx.result, BLOCK)) cannotAccept();
  if (failedAt(ctx.result, OWN_CARD)) yourContactsMissing();
  if (failedAt(ctx.result, OTHER_CARD)) counterpartContactsMissing();
}
