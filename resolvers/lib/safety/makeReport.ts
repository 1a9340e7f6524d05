import type { Context } from '@aws-appsync/utils';

import { accountKey, type Key, type Pair, REMOVED_PARTY, tripKeyOf } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import type { MutationReportArgs } from '../../../domain/schema.types.ts';
import { type AccountItem, refuseInactive, reportsOn } from '../account/account.ts';
import type { Answered } from '../appsync/answer.ts';
import { callerId } from '../appsync/caller.ts';
import { transactGet, type TransactGetResult } from '../appsync/transaction.ts';
import { dayAfter, utcDay } from '../dates.ts';
import { fail, invalid, requestNotFound, tooManyReports, tripNotFound } from '../errors.ts';
import { pairOf, personId, tripKey } from '../ids.ts';
import type { RequestHalf } from '../requests/half.ts';
import { counterpartOf, halfKeys, partyOf, standing } from '../requests/request.ts';
import { checkedLines } from '../text.ts';
import { type StoredItem, toTrip, type TripItem } from '../trips/trip.ts';

/** What is reported. */
interface Subject {
  readonly tripId: string | null;
  readonly requestId: string | null;
  /** JSON. */
  readonly content: string;
}

/** The stash of report. */
export interface ReportStash extends Answered<boolean> {
  /** The same for all tries, so a further try finds a report whose answer was lost. */
  id: string;
  words: string | null;
  /** Null when there is nothing to write before the next read. */
  subject: Subject | null;
  account: StoredItem<AccountItem>;
  other: StoredItem<AccountItem>;
}

type Read = StoredItem<TripItem & RequestHalf & AccountItem>;
export type ReportContext<Result> = Context<MutationReportArgs, ReportStash, undefined, undefined, Result>;
export type ReadReportContext = ReportContext<TransactGetResult<Read> | null>;

/** Checks the input, and reads both accounts with the trip or the caller's halves of the request. */
export function readSubject(ctx: ReadReportContext) {
  const { person, tripId, requestId, words } = ctx.args.input;
  const me = callerId(ctx);
  if (personId(person) === me) return fail('NotAllowed', 'You cannot report yourself.', {});
  if (person.startsWith(REMOVED_PARTY)) return requestNotFound();
  if (!tripId === !requestId) return invalid('input', 'required', 'Give tripId or requestId, and not both.');
  ctx.stash.words = words ? checkedLines('words', 'A report', limits.wordsLength, words) : null;
  const keys = tripId ? [tripKey(tripId, 'tripId')] : keysOfRequest(me, requestId ?? '');
  return transactGet(ctx, [accountKey(me), accountKey(person), ...keys]);
}

function keysOfRequest(me: string, id: string): Key[] {
  const pair = pairOf(id);
  const party = partyOf(pair, me);
  return party ? halfKeys(party, pair) : requestNotFound();
}

/** Keeps a copy of what is reported, if the caller can see it and it is the person's. */
export function keepSubject(ctx: ReadReportContext): null {
  ctx.stash.subject = null;
  if (ctx.error || !ctx.result?.items) return null;
  const [account, other, ...found] = ctx.result.items;
  refuseInactive(account);
  const today = utcDay();
  if (reportsOn(account ?? {}, today) >= limits.reportsPerDay) {
    tooManyReports(limits.reportsPerDay, `${dayAfter(today)}T00:00:00Z`);
  }
  ctx.stash.account = account ?? {};
  ctx.stash.other = other ?? {};
  ctx.stash.subject = subjectOf(ctx, found);
  return null;
}

function subjectOf(ctx: ReadReportContext, found: readonly (Read | null)[]): Subject {
  const { person, tripId, requestId } = ctx.args.input;
  const me = callerId(ctx);
  if (tripId) {
    const trip = toTrip(found[0], me);
    if (!trip || trip.traveler.id !== person) return tripNotFound();
    return { tripId, requestId: null, content: JSON.stringify(trip) };
  }
  const pair: Pair = pairOf(requestId ?? '');
  const party = partyOf(pair, me);
  const request = party ? standing(party, pair, found) : null;
  if (!request || counterpartOf(request).id !== person) return requestNotFound();
  const { fromCity, toCity, travelDate, currency, price, items, note, status, sentAt } = request;
  const content = {
    trip: tripKeyOf(pair).created,
    fromCity,
    toCity,
    travelDate,
    currency,
    price,
    items,
    note,
    status,
    sentAt,
  };
  return { tripId: null, requestId: requestId ?? null, content: JSON.stringify(content) };
}
