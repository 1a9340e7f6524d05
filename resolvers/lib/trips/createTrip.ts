import type { Context } from '@aws-appsync/utils';

import type { MutationCreateTripArgs } from '../../../domain/schema.types.ts';
import type { AccountItem } from '../account/account.ts';
import type { Answered } from '../appsync/answer.ts';
import type { TransactWriteResult } from '../appsync/transaction.ts';
import type { StoredItem, TripAnswer, TripItem } from './trip.ts';

/** What the steps of createTrip hand on. */
export interface CreateTripStash extends Answered<TripAnswer> {
  /** The phone's, or one of our own. */
  token?: string;
  /** What the last try would have put. */
  item: TripItem;
  /** `created` of the trip that the same token has made before. */
  repeated?: unknown;
  /** The account whose count of trips is missing or at the limit. */
  account?: StoredItem<AccountItem>;
  /** Whether the trips have been counted anew. */
  counted?: number;
}

export type CreateTripContext<Result = TransactWriteResult | null> = Context<
  MutationCreateTripArgs,
  CreateTripStash,
  undefined,
  undefined,
  Result
>;
