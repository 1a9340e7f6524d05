import type { Context, DynamoDBExpression } from '@aws-appsync/utils';

import { hasNumbers, STORED_NAMES } from '../../../domain/categories.ts';
import { moveFree, takesBack } from '../../../domain/conditions.ts';
import { type Pair, tripKeyOf } from '../../../domain/keys.ts';
import type { RequestItemInput } from '../../../domain/schema.types.ts';
import { expression, toExpression } from '../appsync/expression.ts';
import { check, updateIf } from '../appsync/transaction.ts';
import { today } from '../dates.ts';
import { invalidItem, notEnoughSpace, tripClosed, tripNotFound } from '../errors.ts';
import { plain, type StoredItem, type TripCapacity, type TripItem } from '../trips/trip.ts';
import { toStoredItems } from './request.ts';

type Environment = Pick<Context, 'env'>;
type Items = RequestItemInput[];

/**
 * Ends with what stands in the way of sending a request: no such trip, its last day over, a category that it doesn't
 * offer, or not enough room.
 */
export function refuseSending(trip: TripCapacity | null, items: Items): TripCapacity {
  if (!trip) return tripNotFound();
  if (trip.acceptTo < today()) return tripClosed();
  for (const { category } of items) {
    if (!trip.allowed.some((entry) => entry.category === category)) {
      invalidItem('items', 'notOffered', category, `This trip takes nothing in ${category}.`);
    }
  }
  refuseTooMuch(trip, items);
  return trip;
}

/** Ends with what stands in the way of accepting a request: no such trip, the day of travel over, or not enough room. */
export function refuseAccepting(trip: TripCapacity | null, items: Items): void {
  if (!trip) return tripNotFound();
  if (trip.travelDate < today()) tripClosed();
  refuseTooMuch(trip, items);
}

/** A category that is no longer offered has nothing left. */
function refuseTooMuch(trip: TripCapacity, items: Items): void {
  for (const { category, kg } of items) {
    const entry = trip.allowed.find((offer) => offer.category === category);
    if (!entry || kg > entry.freeKg) notEnoughSpace(category, entry?.freeKg ?? 0);
  }
}

/** In a transaction: the trip still takes requests, and expires when it was read to. */
export function stillOpen(ctx: Environment, pair: Pair, trip: TripCapacity) {
  return check(
    ctx,
    tripKeyOf(pair),
    expression('tstamp = :tstamp AND acceptto >= :today', { ':tstamp': trip.expiresAt, ':today': today() }),
  );
}

/** In a transaction: takes a request's kilograms off what the trip has free, if there are as many, until the day of travel. */
export function takeKilograms(ctx: Environment, pair: Pair, trip: TripCapacity, items: Items) {
  const conditions = ['tstamp = :tstamp', 'trdate >= :today'];
  const values: Record<string, unknown> = { ':tstamp': trip.expiresAt, ':today': today() };
  for (const { category, kg } of items) {
    const stored = STORED_NAMES[category];
    conditions.push(`attribute_exists(allowed.#${stored}) AND allowed.#${stored}.#free >= :kg${stored}`);
    values[`:kg${stored}`] = kg;
  }
  return move(ctx, pair, '-', items, expression(conditions.join(' AND '), values));
}

/**
 * In a transaction: gives a request's kilograms back to its trip, or, if that is gone, makes sure that it is.
 * @param stored the trip as it was read; null when there was none
 */
export function giveBack(ctx: Environment, pair: Pair, stored: StoredItem<TripItem> | null, items: Items) {
  if (!stored) return check(ctx, tripKeyOf(pair), expression('attribute_not_exists(created)'));
  const numbers: Record<string, unknown> = hasNumbers(stored.allowed) ? { ...allowedOf(stored) } : {};
  // A category of documents without weight goes though a request for it is accepted.
  const taken = items.filter(({ category, kg }) => kg > 0 && numbers[STORED_NAMES[category]] !== undefined);
  const names = taken.map(({ category }) => STORED_NAMES[category]);
  return move(ctx, pair, '+', taken, toExpression(takesBack(names, plain(stored.tstamp))));
}

function allowedOf({ allowed }: StoredItem<TripItem>): object {
  return typeof allowed === 'object' && allowed !== null ? allowed : {};
}

function move(ctx: Environment, pair: Pair, sign: '+' | '-', items: Items, when: DynamoDBExpression) {
  const update = moveFree(sign, toStoredItems(items));
  const key = tripKeyOf(pair);
  return update ? updateIf(ctx, key, toExpression(update), when) : check(ctx, key, when);
}
