import type { Context } from '@aws-appsync/utils';

import type { MutationDeleteTripArgs } from '../../../domain/schema.types.ts';
import type { AccountItem } from '../account/account.ts';
import type { Answered } from '../appsync/answer.ts';
import type { TransactWriteResult } from '../appsync/transaction.ts';
import type { StoredItem, TripAnswer } from './trip.ts';

/** What the steps of deleteTrip hand on. */
export interface DeleteTripStash extends Answered<TripAnswer> {
  /** The trip as it was. */
  trip: TripAnswer;
  /** How often it was tried. */
  tries?: number;
  /** Whether the account has no count of trips to take one off. */
  uncounted?: boolean;
}

export type DeleteTripContext<Result = TransactWriteResult<StoredItem<AccountItem>> | null> = Context<
  MutationDeleteTripArgs,
  DeleteTripStash,
  undefined,
  undefined,
  Result
>;
