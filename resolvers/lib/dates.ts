import * as limits from '../../domain/limits.ts';
import { util } from './appsync/appsync.ts';
import { fits } from './pattern.ts';

const THIRTY_ONE = '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])';
const THIRTY = '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)';
const FEBRUARY = '02-(?:0[1-9]|1\\d|2[0-8])';
const LEAP_YEAR = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const DATE = `(?:\\d{4}-(?:${THIRTY_ONE}|${THIRTY}|${FEBRUARY})|${LEAP_YEAR}-02-29)`;

/** Whether this is a day of the calendar as `YYYY-MM-DD` (ISO 8601), without the offset that AWSDate would allow. */
export function isDate(value: unknown): value is string {
  return fits(DATE, value);
}

const HOUR = 3_600_000;

function dayAt(hoursFromUtc: number): string {
  return util.time.epochMilliSecondsToISO8601(util.time.nowEpochMilliSeconds() + hoursFromUtc * HOUR).slice(0, 10);
}

/** The UTC date, `YYYY-MM-DD`. */
export function utcDay(): string {
  return dayAt(0);
}

/** The first day that is not over everywhere: today at UTC-12, where days end last. Every earlier day is over. */
export function firstOpenDay(): string {
  return dayAt(-12);
}

/** The last day that has begun anywhere: today at UTC+14, where days begin first. */
export function lastBegunDay(): string {
  return dayAt(14);
}

/** A day as an item's `tstamp` gives it: 30 days before it expires. */
export function dayOfExpiry(tstamp: number): string {
  return util.time.epochMilliSecondsToISO8601((tstamp - limits.tripKeptFor) * 1000).slice(0, 10);
}

/** The day after a day. */
export function dayAfter(date: string): string {
  const midnight = util.time.parseISO8601ToEpochMilliSeconds(`${date}T00:00:00.000Z`);
  return util.time.epochMilliSecondsToISO8601(midnight + 24 * HOUR).slice(0, 10);
}

/** The same day a year later. For 29 February it is a day that does not exist, but that compares correctly. */
export function yearAfter(date: string): string {
  // APPSYNC_JS has no Number(); JSON.parse turns digits into a number.
  const year: unknown = JSON.parse(date.slice(0, 4));
  return typeof year === 'number' ? `${year + 1}${date.slice(4)}` : date;
}

/** Now in the form of the first app: UTC to the millisecond, `2024-10-04-19-34-18-736`. */
export function stamp(): string {
  const [date, time] = util.time.nowISO8601().slice(0, 23).split('T');
  // Not `replace`: its first argument is a Java regular expression on AWS.
  return `${date}-${time?.split(':').join('-').split('.').join('-')}`;
}

/** `2024-10-04-19-34-18-736061` as an AWSDateTime. */
export function toDateTime(stamped: string): string {
  const [year, month, day, hour, minute, second, fraction] = stamped.split('-');
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction?.slice(0, 3)}Z`;
}

const DATE_TIME = '\\d{4}-\\d\\d-\\d\\dT(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z';

export function isDateTime(value: unknown): value is string {
  return fits(DATE_TIME, value) && isDate(value.slice(0, 10));
}

/** When a trip expires, in epoch seconds: 30 days after midnight UTC of its travel date. */
export function expiry(travelDate: string): number {
  return util.time.parseISO8601ToEpochMilliSeconds(`${travelDate}T00:00:00.000Z`) / 1000 + limits.tripKeptFor;
}
