import { isIP, isIPv4 } from 'node:net';

const offset = String.raw`Z|[+-]\d{2}:\d{2}(?::\d{2})?`;
const date = String.raw`(\d{4})-(\d{2})-(\d{2})`;
// The developer guide's own example `12:00:34.` ends with a point.
const time = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{0,9})?)?`;

const datePattern = new RegExp(`^${date}(?:${offset})?$`);
const timePattern = new RegExp(`^${time}(?:${offset})?$`);
const dateTimePattern = new RegExp(`^${date}T${time}(?:${offset})$`);

/** Whether a text is an `AWSDate` of the calendar. */
export function isDate(text: string): boolean {
  const match = datePattern.exec(text);
  return match !== null && isDay(match[1], match[2], match[3]) && isOffset(text);
}

/** Whether a text is an `AWSTime`. */
export function isTime(text: string): boolean {
  const match = timePattern.exec(text);
  return match !== null && isClock(match[1], match[2], match[3]) && isOffset(text);
}

/** Whether a text is an `AWSDateTime`; AppSync refuses one without an offset. */
export function isDateTime(text: string): boolean {
  const match = dateTimePattern.exec(text);
  if (match === null) return false;
  return isDay(match[1], match[2], match[3]) && isClock(match[4], match[5], match[6]) && isOffset(text);
}

function isDay(year = '', month = '', day = ''): boolean {
  return Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

/** Returns 0 for an invalid month. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if ([4, 6, 9, 11].includes(month)) return 30;
  return month >= 1 && month <= 12 ? 31 : 0;
}

function isClock(hour = '', minute = '', second = '0'): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function isOffset(text: string): boolean {
  const match = /[+-](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (match === null) return true;
  const [, hours, minutes, seconds = '0'] = match;
  return Number(hours) <= 18 && Number(minutes) < 60 && Number(seconds) < 60;
}

const atom = String.raw`[\w!#$%&'*+/=?^\x60{|}~-]+`;
const label = String.raw`[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?`;
const emailPattern = new RegExp(`^(?:${atom}(?:\\.${atom})*|"[^"\\r\\n]+")@${label}(?:\\.${label})*$`);

/** Whether a text is an `AWSEmail` (RFC 822 address without a display name). */
export function isEmail(text: string): boolean {
  return text.length <= 320 && emailPattern.test(text);
}

/** Whether a text is an `AWSPhone`: international with `+`, otherwise a number of the North American plan. */
export function isPhone(text: string): boolean {
  if (!/^\+?\d[\d -]*\d$/.test(text)) return false;
  const digits = text.replaceAll(/[ -]/g, '');
  if (digits.startsWith('+')) return /^\+[1-9]\d{6,14}$/.test(digits);
  return /^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits);
}

/** Whether a text is an `AWSURL`: with a scheme, without `//` in its path. */
export function isUrl(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) || /\s/.test(text) || !URL.canParse(text)) return false;
  return !new URL(text).pathname.includes('//');
}

/** Whether a text is an `AWSIPAddress`, with or without a CIDR prefix. */
export function isIpAddress(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0 || isIP(address) === 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIPv4(address) ? 32 : 128);
}
