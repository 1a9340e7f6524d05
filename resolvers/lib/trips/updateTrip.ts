import type { Context } from '@aws-appsync/utils';

import type { AllowedEntry } from '../../../domain/categories.ts';
import type { MutationUpdateTripArgs } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import type { TransactWriteResult } from '../appsync/transaction.ts';
import type { StoredItem, TripAnswer, TripItem } from './trip.ts';
import type { TripDates } from './tripRules.ts';

/** The stash of updateTrip. */
export interface UpdateTripStash extends Answered<TripAnswer> {
  /** The trip as it was read. */
  trip: TripAnswer;
  /** Whether it is a trip of the first app that has no version yet. */
  unversioned: boolean;
  /** `allowed` as the first app wrote it. It is replaced before DynamoDB needs numbers. */
  original?: unknown;
  /** `updated` of this edit. It identifies an edit whose answer was lost. */
  stamp: string;
  dates: TripDates;
  /** The new categories; null leaves them unchanged. */
  wanted: Record<string, AllowedEntry> | null;
  written?: boolean;
}

export type UpdateTripContext<Result = TransactWriteResult<StoredItem<TripItem>> | null> = Context<
  MutationUpdateTripArgs,
  UpdateTripStash,
  undefined,
  undefined,
  Result
>;
