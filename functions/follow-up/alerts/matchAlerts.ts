import { accountKey, type Key, MATCHING, reportedKey, reportedPrefix, tripId } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import type { AlertNotification } from '../../../domain/notification.ts';
import { passes } from '../../../domain/tripFilter.ts';
import { log, logAge } from '../../lib/log.ts';
import { notify } from '../../lib/notify.ts';
import { type Item, itemsFrom, put, read, type Write } from '../../lib/table.ts';
import { type OpenTrip, toOffer, toOpenTrip } from './openTrip.ts';
import { saveProgress } from './progress.ts';
import { type Alert, readAlerts } from './readAlerts.ts';
import { isActive, withoutStrangers } from './recipients.ts';
import { countMatching, isOverLimit } from './turns.ts';

/**
 * Matches some of the alerts for a trip that is new or edited, and notes the progress in the marker. The stream reports that
 * note, so the next run continues, after the other work that waits. The last run deletes the marker, unless the trip was
 * edited meanwhile: then all alerts are matched again.
 *
 * An alert that has reported the trip does not report it again: the ids of these alerts are stored with the progress. After
 * a crash between the notification and this write, the same notifications are sent again, and devices replace them.
 *
 * Nobody can reach the people of a route without end, by posting and deleting trips: a person's trips are matched a limited
 * number of times a day. Searches find the others.
 * @param key of the marker
 * @throws NotInvoked when Lambda did not take the notifications, and the errors of DynamoDB
 */
export async function matchAlerts(key: Key): Promise<void> {
  const marker = await read(key);
  if (!marker) return;
  const tripKey = { username: key.username, created: key.created.slice(MATCHING.length) };
  const trip = toOpenTrip(await read(tripKey));
  const account = await read(accountKey(key.username));
  const isFirstRun = marker['place'] === undefined;
  if (!trip || !isActive(account) || (isFirstRun && isOverLimit(account))) {
    await saveProgress(key, marker, [], null);
    return;
  }
  const { alerts, next } = await readAlerts(trip, marker['place'], limits.alertsAtOnce);
  // Most trips have no alerts on their route, and need no line in the log.
  if (alerts.length > 0) logAge('Matching alerts with a trip is taken up.', marker['since']);
  const due = await withoutStrangers(await newlyFitting(alerts, { tripKey, trip, marker }), tripKey.username);
  const turn = isFirstRun && alerts.length > 0 ? [countMatching(key.username, account)] : [];
  await notify(due.map((alert) => toNotification(alert, tripKey, trip)));
  await saveProgress(key, marker, [...reported(due, tripKey, trip), ...turn], next);
  if (alerts.length > 0)
    log('Alerts are matched with a trip.', { alerts: alerts.length, reports: due.length, isDone: next === null });
}

interface Match {
  readonly tripKey: Key;
  readonly trip: OpenTrip;
  readonly marker: Item;
}

/** The alerts of others that fit now, did not fit before, and have not reported the trip. */
async function newlyFitting(alerts: readonly Alert[], { tripKey, trip, marker }: Match): Promise<Alert[]> {
  const was = toOffer(marker['was']);
  const fitting = alerts.filter(
    ({ username, filter }) =>
      username !== tripKey.username && passes(trip, filter) && !(was !== null && passes(was, filter)),
  );
  // Each run reads other alerts, so in the first pass over a new trip none has reported it.
  if (fitting.length === 0 || marker['fresh'] === true) return fitting;
  const done = new Set<unknown>();
  for await (const pages of itemsFrom(tripKey.username, reportedPrefix(tripKey))) {
    for (const { ids } of pages) for (const id of Array.isArray(ids) ? (ids as unknown[]) : []) done.add(id);
  }
  return fitting.filter(({ id }) => !done.has(id));
}

function toNotification(alert: Alert, tripKey: Key, trip: OpenTrip): AlertNotification {
  const { version, from, to, travelDate, name } = trip;
  const facts = { version, from, to, travelDate, name };
  return { kind: 'TRIP_FOUND', recipient: alert.username, alertId: alert.id, tripId: tripId(tripKey), ...facts };
}

/** Alert ids name nobody, so nothing here remains of a person who is removed. */
function reported(alerts: readonly Alert[], tripKey: Key, trip: OpenTrip): Write[] {
  const [first] = alerts;
  if (!first) return [];
  const tstamp = trip.expiresAt + limits.reportKeptFor;
  return [put({ ...reportedKey(tripKey, first.id), ids: alerts.map(({ id }) => id), tstamp })];
}
