import { mistakesIn } from '../mistake.ts';

const API = ['test/resolvers/alerts.test.ts', 'test/resolvers/alertMarkers.test.ts'];
const MATCHING = ['test/functions/alerts.test.ts', 'test/functions/alertMatching.test.ts'];

/** Route alerts, and their matching with trips. */
export const ROUTE_ALERTS = [
  ...mistakesIn('resolvers/Mutation.createAlert/readAlerts.ts', API, [
    ['one alert too many', 'alerts.length >= limits.alertsPerPerson', 'alerts.length > limits.alertsPerPerson'],
    ['one alert too few', 'alerts.length >= limits.alertsPerPerson', 'alerts.length + 1 >= limits.alertsPerPerson'],
    ['none is renewed at the limit', 'if (!same && alerts', 'if (alerts'],
    ['the same alert twice', 'id: same ? same.id : util.autoUlid()', 'id: util.autoUlid()'],
    ['a renewed alert is new', 'since: same ? same.createdAt :', 'since:'],
    ['any filter', '  checkFilter(filter);\n', ''],
  ]),
  ...mistakesIn('resolvers/Mutation.createAlert/createAlert.ts', API, [
    ['calls at once pass the limit', '${ACTIVE} AND alerts = :before`', '${ACTIVE} AND :before = :before`'],
    ['the first calls at once pass', '${ACTIVE} AND attribute_not_exists(alerts)', '${ACTIVE}', 'the limit is 20'],
    ['counts nothing', "':next': before + 1", "':next': before"],
    ['answers before it is written', 'ctx.error ? null : toAlert', 'toAlert'],
  ]),
  ...mistakesIn('resolvers/Mutation.deleteAlert/deleteAlert.ts', API, [
    ['for an inactive account', 'isActive(ctx), remove', 'remove'],
  ]),
  ...mistakesIn('resolvers/lib/alerts/alert.ts', API, [
    ['expired alerts too', ' || !isAhead(item.tstamp)', " || typeof item.tstamp !== 'number'"],
    ['other cities are the same', 'if (alert.from !== from || alert.to !== to) return false;', ''],
    ...['travelFrom', 'travelTo', 'category', 'minFreeKg', 'maxCost'].map((name): [string, string, string] => [
      `another ${name} is the same`,
      `one${name === 'travelFrom' ? '?' : ''}.${name} === (other?.${name} ?? null) &&`,
      name === 'travelFrom' ? 'one !== null &&' : '',
    ]),
  ]),
  ...mistakesIn(
    'resolvers/lib/trips/marker.ts',
    [...API, ...MATCHING],
    [
      ['what the last edit found', 'if_not_exists(was, :was)', ':was'],
      ['a closed trip was offered', "':was': isOpen ?", "':was': true ?"],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.updateTrip/updateTrip.ts',
    [...API, ...MATCHING],
    [
      ['another price fits nobody', 'wanted !== null || ', ''],
      ['another day fits nobody', ' dates.travelDate !== trip.travelDate || dates.acceptTo', ' dates.acceptTo'],
      ['opening again fits nobody', ' || dates.acceptTo !== trip.acceptTo', ''],
    ],
  ),
  ...mistakesIn('functions/follow-up/alerts/matchAlerts.ts', MATCHING, [
    ["one's own trip", 'username !== tripKey.username && ', ''],
    ['any filter', 'passes(trip, filter) && ', ''],
    ['what fitted before', ' && !(was !== null && passes(was, filter))', ''],
    ['reports again', 'return fitting.filter(({ id }) => !done.has(id));', 'return done.size < 0 ? [] : fitting;'],
    ['never looks at reports', "marker['fresh'] === true", 'true'],
    ["an inactive traveler's trip", ' || !isActive(account)', ''],
    ['as often as somebody edits', ' || (isFirstRun && isOverLimit(account))', ''],
    ['each run counts', 'isFirstRun && alerts.length > 0', 'alerts.length > 0'],
    ['a trip counts on a route without alerts', 'isFirstRun && alerts.length > 0', 'isFirstRun'],
    ['stores no reports', '[...reported(due, tripKey, trip), ...turn]', '[...turn]'],
    [
      'notifies after it has saved',
      '  await notify(due.map((alert) => toNotification(alert, tripKey, trip)));\n  await saveProgress(key, marker, [...reported(due, tripKey, trip), ...turn], next);',
      '  await saveProgress(key, marker, [...reported(due, tripKey, trip), ...turn], next);\n  await notify(due.map((alert) => toNotification(alert, tripKey, trip)));',
    ],
  ]),
  ...mistakesIn('functions/follow-up/alerts/turns.ts', MATCHING, [
    ['once more a day', '>= limits.matchingsPerDay', '> limits.matchingsPerDay'],
    ['once less a day', '>= limits.matchingsPerDay', '+ 1 >= limits.matchingsPerDay'],
    ['other days count', 'matchday === day && ', ''],
    ['counts nothing', 'matchingsOn(account, today) + 1', 'matchingsOn(account, today)'],
  ]),
  ...mistakesIn('functions/follow-up/alerts/progress.ts', MATCHING, [
    ['ends after an edit', 'if (begun === since) return', 'if (begun !== undefined) return'],
    ['reports again after an edit', 'REMOVE fresh, place', 'REMOVE place'],
    ['continues instead of another pass', 'REMOVE fresh, place', 'REMOVE fresh'],
    ['leaves an edit that comes between', 'marker = await read(key)) {', 'marker = undefined) {'],
  ]),
  ...mistakesIn('functions/follow-up/alerts/readAlerts.ts', MATCHING, [
    ['expired alerts', " || typeof tstamp !== 'number' || tstamp <= time", " || typeof tstamp !== 'number'"],
    [
      'the last alert again',
      "':next': after === null ? CLOSINGS.firstAlert : `${after} `",
      "':next': after ?? CLOSINGS.firstAlert",
    ],
    ['not by the city of arrival', "['route', 'from', 'to'] as const", "['route', 'from'] as const"],
    ['ends with a page', 'if (LastEvaluatedKey) {', 'if (LastEvaluatedKey && items.length < 0) {'],
    ['one run for all', ', most - items.length)', ', 1_000)'],
  ]),
  ...mistakesIn('functions/follow-up/alerts/recipients.ts', MATCHING, [
    ['blocked people', 'for (const person of await blocksOf(traveler)) people.delete(person);', ''],
    ['people who have blocked the traveler', '`${BLOCKS.blockedBy}~`', '`${BLOCKS.blocked}~`'],
    ['people whom the traveler has blocked', 'traveler, BLOCKS.blocked, ', 'traveler, BLOCKS.blockedBy, '],
    ['inactive people', 'accounts.filter(isActive).map', 'accounts.map'],
    ['suspended people', " && account?.['suspended'] === undefined", ''],
    ['people in removal', "account?.['removing'] === undefined && ", ''],
  ]),
  ...mistakesIn('functions/follow-up/alerts/openTrip.ts', MATCHING, [
    ['hidden trips', ' || hidden !== undefined', ''],
    ['closed trips', ' || acceptto < firstOpenDay()', ''],
    ['expired trips', '  if (tstamp <= Date.now() / 1000) return null;\n', ''],
    ['no texts of numbers', 'isFilled(value) ? Number(value) : value', 'value'],
    ['nothing without `free`', "entry['free'] === undefined ? kg : toNumber", 'toNumber'],
  ]),
];
