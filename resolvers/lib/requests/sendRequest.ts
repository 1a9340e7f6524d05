import type { Context } from '@aws-appsync/utils';

import { ACTIVE, hasChannel } from '../../../domain/conditions.ts';
import {
  accountKey,
  blockedByKey,
  blockKey,
  contactsKey,
  halfKey,
  type Pair,
  requestId,
  tripKeyOf,
} from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import { actionsOf, maySend, STATUSES } from '../../../domain/requestStates.ts';
import type { MutationSendRequestArgs, RequestStatus } from '../../../domain/schema.types.ts';
import { type AccountItem, refuseInactive, sendsOn, storedSends } from '../account/account.ts';
import { introduce, nameOf, type NameStash, sameName } from '../account/names.ts';
import { type Answered, answerWith, skipIfAnswered, skipStep } from '../appsync/answer.ts';
import { callerId } from '../appsync/caller.ts';
import { expression, toExpression } from '../appsync/expression.ts';
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
  updateIf,
} from '../appsync/transaction.ts';
import { dayAfter, stamp, toDateTime, utcDay } from '../dates.ts';
import {
  alreadyDeclined,
  alreadyRequested,
  blocked,
  fail,
  sentTooOften,
  tooManySends,
  yourContactsMissing,
} from '../errors.ts';
import { tripKey } from '../ids.ts';
import {
  isAhead,
  isWhole,
  plain,
  type StoredItem,
  toOpenCapacity,
  type TripCapacity,
  type TripItem,
} from '../trips/trip.ts';
import type { RequestHalf } from './half.ts';
import { refuseSending, stillOpen } from './kilograms.ts';
import { absent, halfKeys, type RequestAnswer, standing, toHalf, unchanged } from './request.ts';
import { checkRequest, isSame } from './requestRules.ts';
import { priceOf, termsOf, withCosts } from './terms.ts';

/** What a send needs: the trip, and the cancelled request that it replaces. */
interface Sending {
  readonly trip: TripCapacity;
  readonly before: RequestAnswer | null;
}

/** The stash of sendRequest. */
interface SendStash extends Answered<RequestAnswer>, NameStash {
  pair: Pair;
  wanted: ReturnType<typeof checkRequest>;
  /** Null when there is nothing to do before the next read. */
  due: Sending | null;
  /** The request as the last try would have put it. */
  next: RequestAnswer;
  /** The last try found a half of this request that the caller's own read had not shown. */
  taken?: boolean;
}

type SendContext<Result> = Context<MutationSendRequestArgs, SendStash, undefined, undefined, Result>;
type Read = StoredItem<TripItem & RequestHalf & AccountItem>;
export type ReadContext = SendContext<TransactGetResult<Read> | null>;
export type WriteContext = SendContext<TransactWriteResult<StoredItem<TripItem & AccountItem>> | null>;

/**
 * Checks the input. Reads the trip, the caller's account and halves of this request in every status, and those of the
 * traveler that stand in the way.
 */
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
  const theirs = IN_THE_WAY.map((status) => halfKey('traveler', status, pair));
  return transactGet(ctx, [tripKeyOf(pair), accountKey(pair.requester), ...halfKeys('requester', pair), ...theirs]);
}

/**
 * Decides what a read means. Every try starts with it, so it notices an earlier try whose answer was lost: then it answers
 * with the request that was sent.
 * @returns null when there is nothing to send
 */
export function decide(ctx: ReadContext): Sending | null {
  const { pair, wanted } = ctx.stash;
  if (ctx.error || !ctx.result?.items) return null;
  const [trip, account, ...halves] = ctx.result.items;
  ctx.stash.account = account ?? {};
  refuseInactive(account);
  const before = standing('requester', pair, halves);
  const status = before?.status ?? null;
  if (maySend(status)) {
    refuseOthers(halves, status);
    refuseTheirs(halves.slice(STATUSES.length));
    refuseTooMany(ctx.stash.account, before);
    return { trip: refuseSending(toOpenCapacity(trip), wanted.items, ctx.args.input.tripVersion), before };
  }
  if (status === 'DECLINED') alreadyDeclined();
  if (!before || !isSame(before, wanted)) return alreadyRequested();
  answerWith(ctx, before);
  return null;
}

/** Fails if there is a half in another status, even a malformed one. The first app could leave several. */
function refuseOthers(halves: readonly (Read | null)[], expected: RequestStatus | null): void {
  for (const status of STATUSES) {
    const half = halves[STATUSES.indexOf(status)];
    if (half && status !== expected && !isExpired(half)) {
      if (status === 'DECLINED') alreadyDeclined();
      alreadyRequested();
    }
  }
}

/** The statuses of a traveler's half beside which nothing can be sent. */
const IN_THE_WAY: RequestStatus[] = ['PENDING', 'ACCEPTED', 'DECLINED'];

/** Fails if the traveler has a half though the caller has none: the first app could leave one alone. */
function refuseTheirs(halves: readonly (Read | null)[]): void {
  for (const status of IN_THE_WAY) {
    const half = halves[IN_THE_WAY.indexOf(status)];
    if (half && !isExpired(half)) {
      if (status === 'DECLINED') alreadyDeclined();
      alreadyRequested();
    }
  }
}

/** Fails if the caller has sent as many requests today as a person can, or this request as often as possible. */
function refuseTooMany(account: StoredItem<AccountItem>, before: RequestAnswer | null): void {
  const today = utcDay();
  if (sendsOn(account, today) >= limits.sendsPerDay) tooManySends(limits.sendsPerDay, `${dayAfter(today)}T00:00:00Z`);
  if (before && before.sends >= limits.sendsPerRequest) sentTooOften(limits.sendsPerRequest);
}

/** Whether an item that was read counts as absent. */
function isExpired({ tstamp }: Read): boolean {
  return isWhole(tstamp) && !isAhead(tstamp);
}

/** The request to send, on the current terms of the trip. */
function toSend(ctx: WriteContext, { trip, before }: Sending): RequestAnswer {
  const { pair, wanted } = ctx.stash;
  const dtime = `${stamp()}000`;
  const items = withCosts(wanted.items, trip);
  return {
    ...pair,
    ...termsOf(trip),
    items,
    price: priceOf(items, trip.currency),
    note: wanted.note,
    id: requestId(pair),
    tripId: ctx.args.input.tripId,
    status: 'PENDING',
    role: 'SENT',
    actions: actionsOf('requester', { status: 'PENDING' }),
    // The numbers continue after a cancelled request, because updates of it may still be on their way.
    revision: (before ? before.revision : 0) + 1,
    reason: null,
    dtime,
    sentAt: toDateTime(dtime),
    changedAt: toDateTime(dtime),
    expiresAt: trip.expiresAt,
    sends: (before ? before.sends : 0) + 1,
    hasTerms: true,
    travelerName: trip.travelerName,
    requesterName: nameOf(ctx),
  };
}

/**
 * Puts both halves, in one transaction with all conditions. It does not check for halves in another status again: since the
 * read, only another send of the caller could have led to one, and the condition on `sends` shows that there was none.
 */
export function send(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const { due, pair } = ctx.stash;
  if (!due) return skipStep();
  const next = toSend(ctx, due);
  const { before, trip } = due;
  ctx.stash.next = next;
  return transactWrite([
    countSend(ctx, next.requesterName),
    stillOpen(ctx, pair, trip),
    check(ctx, contactsKey(pair.requester), toExpression(hasChannel())),
    putIf(ctx, toHalf('traveler', next), absent()),
    putIf(ctx, toHalf('requester', next), absent()),
    check(ctx, blockKey(pair.requester, pair.traveler), notThere()),
    check(ctx, blockedByKey(pair.traveler, pair.requester), notThere()),
    ...(before
      ? [
          remove(ctx, halfKey('traveler', 'CANCELLED', pair)),
          deleteIf(ctx, halfKey('requester', 'CANCELLED', pair), unchanged(before)),
        ]
      : []),
  ]);
}

/** No block is stored. A block has no expiry. */
function notThere() {
  return expression('attribute_not_exists(created)');
}

/** Counts the send in the caller's account, which must be unchanged: not being removed, and with the name in the request. */
function countSend(ctx: WriteContext, name: string | null) {
  const account = ctx.stash.account ?? {};
  const { sets, values } = introduce(ctx.stash, name);
  const isFirst = account.sends === undefined;
  const same = name === null ? null : sameName(ctx.stash, name);
  const today = utcDay();
  return updateIf(
    ctx,
    accountKey(callerId(ctx)),
    expression(`SET ${['sends = :next, sendday = :today, daysends = :daysends', ...sets].join(', ')}`, {
      ':next': (storedSends(account) ?? 0) + 1,
      ':today': today,
      ':daysends': sendsOn(account, today) + 1,
      ...values,
    }),
    expression(
      [ACTIVE, isFirst ? 'attribute_not_exists(sends)' : 'sends = :sends', ...(same ? [same.text] : [])].join(' AND '),
      { ...(isFirst ? {} : { ':sends': plain(account.sends) }), ...(same ? same.values : {}) },
    ),
  );
}

/** Positions of the transaction above. */
const ACCOUNT = 0;
const TRIP = 1;
const CARD = 2;
const HALVES = [3, 4];
/** The caller's block of the traveler, and the traveler's of the caller. */
const OWN_BLOCK = 5;
const OTHER_BLOCK = 6;

/**
 * Answers if the transaction went through, and fails if no further try can succeed. The next read decides about a request
 * that the caller sent before, and about what may work at another try.
 */
export function settle(ctx: WriteContext): null {
  const { due, next, wanted } = ctx.stash;
  if (!due) return null;
  if (!ctx.error) {
    answerWith(ctx, next);
    return null;
  }
  const account = failedAt(ctx.result, ACCOUNT);
  refuseInactive(account?.item);
  ctx.stash.taken = HALVES.some((position) => failedAt(ctx.result, position) !== null);
  // Another send of the caller may be the cause of all other failures. The next read shows it.
  if (account || ctx.stash.taken) return null;
  if (failedAt(ctx.result, OWN_BLOCK)) blocked(true);
  if (failedAt(ctx.result, OTHER_BLOCK)) blocked(false);
  const refused = failedAt(ctx.result, TRIP);
  if (refused) refuseSending(toOpenCapacity(refused.item), wanted.items, ctx.args.input.tripVersion);
  if (failedAt(ctx.result, CARD)) yourContactsMissing();
  return null;
}
