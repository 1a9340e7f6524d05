import { ACCOUNT, CLOSINGS } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import type { RouteAlert } from '../../domain/schema.types.ts';
import { toConditions } from '../../domain/tripFilter.ts';
import { type AccountItem, refuseInactive } from '../lib/account/account.ts';
import { type AlertItem, looksFor, toAlert, toAlertItem } from '../lib/alerts/alert.ts';
import type { CreateAlertContext } from '../lib/alerts/createAlert.ts';
import { skipIfAnswered } from '../lib/appsync/answer.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { tooManyAlerts } from '../lib/errors.ts';
import { checkedCities, checkFilter } from '../lib/trips/searchRules.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = CreateAlertContext<{ readonly items: StoredItem<AccountItem & AlertItem>[] } | null>;

/** Reads the account and the alerts together: their sort keys follow each other. */
export function request(ctx: ReadContext) {
  skipIfAnswered(ctx);
  const { input } = ctx.args;
  const filter = input.filter ?? {};
  checkFilter(filter);
  ctx.stash.wanted = { ...checkedCities(input), filter: toConditions(filter) };
  ctx.stash.alert = null;
  return {
    operation: 'Query' as const,
    query: expression('username = :me AND created BETWEEN :account AND :last', {
      ':me': callerId(ctx),
      ':account': ACCOUNT,
      ':last': CLOSINGS.lastAlert,
    }),
    // TTL deletes expired alerts within days, so there are few of them.
    limit: limits.pageCandidates,
    consistentRead: true,
  };
}

/** The same alert is renewed. So a repeated call finds the alert of an earlier one whose answer was lost. */
export function response(ctx: ReadContext): null {
  if (ctx.error || !ctx.result) return null;
  const { items } = ctx.result;
  const { wanted } = ctx.stash;
  const account = items.find(({ created }) => created === ACCOUNT) ?? {};
  refuseInactive(account);
  const alerts = items.map(toAlert).filter((alert): alert is RouteAlert => alert !== null);
  const same = alerts.find((alert) => looksFor(alert, wanted));
  if (!same && alerts.length >= limits.alertsPerPerson) tooManyAlerts(limits.alertsPerPerson);
  ctx.stash.account = account;
  ctx.stash.alert = toAlertItem(callerId(ctx), wanted, {
    id: same ? same.id : util.autoUlid(),
    since: same ? same.createdAt : util.time.nowISO8601(),
  });
  return null;
}
