import type { Context } from '@aws-appsync/utils';

import type { MutationCreateTripArgs } from '../../../domain/schema.types.ts';
import type { NameStash } from '../account/names.ts';
import type { Answered } from '../appsync/answer.ts';
import type { TransactWriteResult } from '../appsync/transaction.ts';
import type { NewTrip, TripAnswer, TripItem } from './trip.ts';

/** The stash of createTrip. */
export interface CreateTripStash extends Answered<TripAnswer>, NameStash {
  /** The trip to post, checked. */
  trip: NewTrip;
  /** The phone's token, or one of our own. */
  token?: string;
  /** The trip that the last try put. */
  item: TripItem;
  /** `created` of the trip that the same token made before. */
  repeated?: unknown;
  /** The account's count of trips is missing or at the limit. */
  isUncounted?: boolean;
  /** How many trips were counted, once they were. */
  counted?: number;
}

export type CreateTripContext<Result = TransactWriteResult | null> = Context<
  MutationCreateTripArgs,
  CreateTripStash,
  undefined,
  undefined,
  Result
>;
