import type { Context } from '@aws-appsync/utils';

import type { MutationDeleteAlertArgs, RouteAlert } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';

/** The steps of deleteAlert hand on the alert as it was; null when there is none. */
export type DeleteAlertContext<Result> = Context<
  MutationDeleteAlertArgs,
  Answered<RouteAlert | null> & { alert: RouteAlert | null },
  undefined,
  undefined,
  Result
>;
