import { ALERT_ID, alertKey, alertPlace, ALERTS } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import type { AlertFilter, RouteAlert } from '../../../domain/schema.types.ts';
import { type Conditions, toConditions } from '../../../domain/tripFilter.ts';
import { util } from '../appsync/appsync.ts';
import { isDateTime } from '../dates.ts';
import { fits } from '../pattern.ts';
import { isAhead, isFilled, type StoredItem } from '../trips/trip.ts';

/** A route alert as it is stored. Its cities are in the attribute of the index that it is in. */
export interface AlertItem {
  username: string;
  created: string;
  fromcity?: string | null;
  tocity?: string | null;
  fromto?: string;
  /** Its sort key, so it is after all trips of the index. */
  closing: string;
  filter: Conditions;
  /** When it was created: AWSDateTime. */
  since: string;
  tstamp: number;
}

/** What a search or an alert looks for, checked. */
export interface WantedTrips {
  readonly from: string | null;
  readonly to: string | null;
  readonly filter: Conditions;
}

/** A new alert as it is stored, or a renewed one. */
export function toAlertItem(
  username: string,
  { from, to, filter }: WantedTrips,
  { id, since }: { readonly id: string; readonly since: string },
): AlertItem {
  const key = alertKey(username, id);
  return {
    ...key,
    ...alertPlace(from, to),
    closing: key.created,
    filter,
    since,
    tstamp: util.time.nowEpochSeconds() + limits.alertKeptFor,
  };
}

/** The answer for a stored alert; null when there is none, when it has expired, or when it is malformed. */
export function toAlert(item: StoredItem<AlertItem> | null | undefined): RouteAlert | null {
  if (!item || typeof item.created !== 'string' || !isDateTime(item.since) || !isAhead(item.tstamp)) return null;
  const id = item.created.slice(ALERTS.length);
  const { from, to } = citiesOf(item);
  if (!fits(ALERT_ID, id) || (from === null && to === null)) return null;
  const filter = toConditions(item.filter);
  return { id, from, to, filter: toFilter(filter), createdAt: item.since, expiresAt: item.tstamp + 0 };
}

function citiesOf({ fromcity, tocity, fromto }: StoredItem<AlertItem>) {
  if (isFilled(fromto)) {
    const [from = null, to = null] = fromto.split('_');
    return { from, to };
  }
  return { from: isFilled(fromcity) ? fromcity : null, to: isFilled(tocity) ? tocity : null };
}

/** AWS checks types: it refuses to take apart an object that may lack a property (aws-appsync-community#334). */
function toFilter(conditions: Conditions): AlertFilter | null {
  const filter = {
    travelFrom: conditions.travelFrom ?? null,
    travelTo: conditions.travelTo ?? null,
    category: conditions.category ?? null,
    minFreeKg: conditions.minFreeKg ?? null,
    maxCost: conditions.maxCost ?? null,
    currency: conditions.currency ?? null,
  };
  return isSame(filter, null) ? null : filter;
}

/** Whether two filters have the same conditions. */
function isSame(one: AlertFilter | null, other: AlertFilter | null): boolean {
  return (
    one?.travelFrom === (other?.travelFrom ?? null) &&
    one.travelTo === (other?.travelTo ?? null) &&
    one.category === (other?.category ?? null) &&
    one.minFreeKg === (other?.minFreeKg ?? null) &&
    one.maxCost === (other?.maxCost ?? null) &&
    one.currency === (other?.currency ?? null)
  );
}

/** Whether an alert looks for the same trips. */
export function looksFor(alert: RouteAlert, { from, to, filter }: WantedTrips): boolean {
  if (alert.from !== from || alert.to !== to) return false;
  const wanted = toFilter(filter);
  return alert.filter ? isSame(alert.filter, wanted) : wanted === null;
}
