import { ask } from './api/ask.ts';
import { Alerts, type AlertsQuery, type TripFilter } from './api/operations.types.ts';
import { useQuery } from './api/query.ts';

export type Alert = AlertsQuery['alerts'][number];

/** The key of the caller's alerts, for `refresh`. */
export const ALERTS = 'alerts';

/** The caller's alerts that have not expired. */
export function useAlerts() {
  return useQuery(ALERTS, async () => (await ask(Alerts, {})).alerts);
}

/** What an alert is made of. */
export interface WantedTrips {
  readonly from: string | null;
  readonly to: string | null;
  readonly filter: TripFilter | null;
}

/** Whether an alert looks for the same trips. */
export function looksFor(alert: Alert, { from, to, filter }: WantedTrips): boolean {
  return alert.from === from && alert.to === to && conditionsOf(alert.filter) === conditionsOf(filter);
}

function conditionsOf(filter: TripFilter | Alert['filter']): string {
  const { travelFrom, travelTo, category, minFreeKg, maxCost, currency } = filter ?? {};
  return [travelFrom, travelTo, category, minFreeKg, maxCost, currency].map((value) => value ?? '').join(' ');
}
