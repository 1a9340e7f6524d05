import type { Context } from '@aws-appsync/utils';

import type { MutationDeleteTripArgs } from '../../../domain/schema.types.ts';
import type { AccountItem } from '../account/account.ts';
import type { Answered } from '../appsync/answer.ts';
import type { TransactWriteResult } from '../appsync/transaction.ts';
import type { StoredItem, TripAnswer } from './trip.ts';

/** The stash of deleteTrip. */
export interface DeleteTripStash extends Answered<TripAnswer> {
  /** The trip before it was deleted. */
  trip: TripAnswer;
  /** How often it was tried. */
  tries?: number;
  /** Whether the account has no count of trips. */
  uncounted?: boolean;
}

export type DeleteTripContext<Result = TransactWriteResult<StoredItem<AccountItem>> | null> = Context<
  MutationDeleteTripArgs,
  DeleteTripStash,
  undefined,
  undefined,
  Result
>;
