import type { Context } from '@aws-appsync/utils';

import type { MutationCreateAlertArgs, RouteAlert } from '../../../domain/schema.types.ts';
import type { AccountItem } from '../account/account.ts';
import type { Answered } from '../appsync/answer.ts';
import type { StoredItem } from '../trips/trip.ts';
import type { AlertItem, WantedTrips } from './alert.ts';

/** The stash of createAlert. */
export interface CreateAlertStash extends Answered<RouteAlert> {
  wanted: WantedTrips;
  /** The caller's account as it was read with the alerts. */
  account: StoredItem<AccountItem>;
  /** The alert to put; null before the next read. */
  alert: AlertItem | null;
}

export type CreateAlertContext<Result> = Context<
  MutationCreateAlertArgs,
  CreateAlertStash,
  undefined,
  undefined,
  Result
>;
