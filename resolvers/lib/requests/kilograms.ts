import type { Context, DynamoDBExpression } from '@aws-appsync/utils';

import { hasNumbers, STORED_NAMES } from '../../../domain/categories.ts';
import { moveFree, takesBack } from '../../../domain/conditions.ts';
import { type Pair, tripKeyOf } from '../../../domain/keys.ts';
import type { RequestItemInput } from '../../../domain/schema.types.ts';
import { expression, toExpression } from '../appsync/expression.ts';
import { check, updateIf } from '../appsync/transaction.ts';
import { firstOpenDay } from '../dates.ts';
import { invalidItem, notEnoughSpace, tripClosed, tripNotFound, versionConflict } from '../errors.ts';
import { plain, type StoredItem, type TripCapacity, type TripItem } from '../trips/trip.ts';
import { toStoredItems } from './request.ts';

type Environment = Pick<Context, 'env'>;
type Items = RequestItemInput[];

/**
 * Fails if a request cannot be sent: no such trip, its last day is over, it has another version than the requester saw, it
 * does not offer a category, or there is not enough room.
 */
export function refuseSending(trip: TripCapacity | null, items: Items, version: number): TripCapacity {
  if (!trip) return tripNotFound();
  if (trip.acceptTo < firstOpenDay()) return tripClosed();
  if (trip.version !== version) return versionConflict(trip.version);
  for (const { category } of items) {
    if (!trip.allowed.some((entry) => entry.category === category)) {
      invalidItem('items', 'notOffered', category, `This trip takes nothing in ${category}.`);
    }
  }
  refuseTooMuch(trip, items);
  return trip;
}

/** Fails if a request cannot be accepted: no such trip, the day of travel is over, or there is not enough room. */
export function refuseAccepting(trip: TripCapacity | null, items: Items): void {
  if (!trip) return tripNotFound();
  if (trip.travelDate < firstOpenDay()) tripClosed();
  refuseTooMuch(trip, items);
}

/** A category that the trip no longer offers has no room. */
function refuseTooMuch(trip: TripCapacity, items: Items): void {
  for (const { category, kg } of items) {
    const entry = trip.allowed.find((offer) => offer.category === category);
    if (!entry || kg > entry.freeKg) notEnoughSpace(category, entry?.freeKg ?? 0);
  }
}

/**
 * In a transaction: the trip still accepts requests and is not hidden, and its version and its traveler's name are as they
 * were read. The request copies the terms and the name.
 */
export function stillOpen(ctx: Environment, pair: Pair, trip: TripCapacity) {
  const { version, travelerName } = trip;
  return check(
    ctx,
    tripKeyOf(pair),
    expression(
      [
        'tstamp = :tstamp AND acceptto >= :day AND attribute_not_exists(#hidden)',
        // A trip of the first app has no version, which counts as 0.
        version === 0 ? '(attribute_not_exists(version) OR version = :version)' : 'version = :version',
        ...(travelerName === null ? [] : ['tname = :tname']),
      ].join(' AND '),
      {
        ':tstamp': trip.expiresAt,
        ':day': firstOpenDay(),
        ':version': version,
        ...(travelerName === null ? {} : { ':tname': travelerName }),
      },
    ),
  );
}

/** In a transaction: subtracts a request's kilograms from what the trip has free, until the day of travel is over. */
export function takeKilograms(ctx: Environment, pair: Pair, trip: TripCapacity, items: Items) {
  const conditions = ['tstamp = :tstamp', 'trdate >= :day'];
  const values: Record<string, unknown> = { ':tstamp': trip.expiresAt, ':day': firstOpenDay() };
  for (const { category, kg } of items) {
    const stored = STORED_NAMES[category];
    conditions.push(`attribute_exists(allowed.#${stored}) AND allowed.#${stored}.#free >= :kg${stored}`);
    values[`:kg${stored}`] = kg;
  }
  return move(ctx, pair, '-', items, expression(conditions.join(' AND '), values));
}

/**
 * In a transaction: gives a request's kilograms back to its trip. If the trip is gone, it checks that it is gone.
 * @param stored the trip as it was read; null when there was none
 */
export function giveBack(ctx: Environment, pair: Pair, stored: StoredItem<TripItem> | null, items: Items) {
  if (!stored) return check(ctx, tripKeyOf(pair), expression('attribute_not_exists(created)'));
  const numbers: Record<string, unknown> = hasNumbers(stored.allowed) ? { ...allowedOf(stored) } : {};
  // A category of documents without weight can be removed while a request for it is accepted.
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
