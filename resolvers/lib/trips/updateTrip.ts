import type { Context } from '@aws-appsync/utils';

import type { AllowedEntry } from '../../../domain/categories.ts';
import type { MutationUpdateTripArgs } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import type { TransactWriteResult } from '../appsync/transaction.ts';
import type { StoredItem, TripAnswer, TripItem } from './trip.ts';
import type { TripDates } from './tripRules.ts';

/** What the steps of updateTrip hand on. */
export interface UpdateTripStash extends Answered<TripAnswer> {
  /** The trip as it was read. */
  trip: TripAnswer;
  /** Whether it is a trip of the first app that has no version yet. */
  unversioned: boolean;
  /** `allowed` as the original app wrote it, to be replaced before numbers are needed. */
  original?: unknown;
  /** `updated` of this edit: by it an edit whose answer was lost is known again. */
  stamp: string;
  dates: TripDates;
  /** The categories as they are to be stored; null leaves them. */
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
