import { type DateToken, dayNames, monthNames, nameOf, readPattern } from './datePattern.ts';
import { offsetAt } from './zone.ts';

/** A time in a zone: the UTC fields of `local` have the zone's local values. */
interface ZonedTime {
  readonly local: Date;
  readonly offset: number;
  readonly zone: string;
}

/**
 * Formats a time with a Java DateTimeFormatter pattern, in English.
 * @throws SyntaxError or RangeError for a pattern or zone that this host does not support
 */
export function format(milliseconds: number, pattern: string, zone: string): string {
  const offset = offsetAt(milliseconds, zone);
  const local = new Date(milliseconds + offset);
  if (Number.isNaN(local.getTime())) throw new RangeError('the time is not a number of milliseconds.');
  return write(readPattern(pattern), { local, offset, zone });
}

function write(tokens: readonly DateToken[], time: ZonedTime): string {
  return tokens
    .map((token) => {
      if (token.kind === 'literal') return token.text;
      return token.kind === 'optional' ? write(token.tokens, time) : (writers[token.letter]?.(time, token.count) ?? '');
    })
    .join('');
}

type Writer = (time: ZonedTime, count: number) => string;

const numeric =
  (value: (local: Date) => number): Writer =>
  ({ local }, count) =>
    `${value(local)}`.padStart(count, '0');

const milliOfDay = (local: Date): number => local.getTime() - Math.floor(local.getTime() / 86_400_000) * 86_400_000;
const dayOfYear = (local: Date): number =>
  Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

const year: Writer = ({ local }, count) => {
  const value = local.getUTCFullYear();
  if (count === 2) return `${value % 100}`.padStart(2, '0');
  return (count >= 4 && `${value}`.length > count ? '+' : '') + `${value}`.padStart(count, '0');
};

const month: Writer = ({ local }, count) => {
  const index = local.getUTCMonth();
  return count < 3 ? `${index + 1}`.padStart(count, '0') : nameOf(monthNames[index] ?? '', count);
};

const quarter: Writer = ({ local }, count) => {
  const value = Math.floor(local.getUTCMonth() / 3) + 1;
  if (count < 3) return `${value}`.padStart(count, '0');
  if (count === 4) return `${['1st', '2nd', '3rd', '4th'][value - 1] ?? ''} quarter`;
  return count === 3 ? `Q${value}` : `${value}`;
};

/** Returns `+hh`, `+hhmm` or `+hh:mm`; zero minutes are omitted if the form allows it. */
function offsetText(offset: number, colon: boolean, shortest: boolean): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => `${part}`.padStart(2, '0'));
  const tail = shortest && minutes % 60 === 0 ? '' : (colon ? ':' : '') + (minute ?? '');
  return `${offset < 0 ? '-' : '+'}${hour ?? ''}${tail}`;
}

const isoOffset: Writer = ({ offset }, count) => offsetText(offset, count === 3 || count === 5, count === 1);

const gmtOffset = (offset: number): string => (offset === 0 ? 'GMT' : `GMT${offsetText(offset, true, false)}`);

const zoneName: Writer = ({ zone }, count) => {
  if (zone !== 'UTC') throw new SyntaxError('the local host writes the letter z for UTC only. Use VV, O or X.');
  return count === 4 ? 'Coordinated Universal Time' : 'UTC';
};

const writers: Readonly<Record<string, Writer>> = {
  G: (_time, count) => (count === 4 ? 'Anno Domini' : count === 5 ? 'A' : 'AD'),
  u: year,
  y: year,
  M: month,
  L: month,
  d: numeric((local) => local.getUTCDate()),
  D: numeric(dayOfYear),
  Q: quarter,
  q: quarter,
  E: ({ local }, count) => nameOf(dayNames[local.getUTCDay()] ?? '', count),
  a: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  h: numeric((local) => local.getUTCHours() % 12 || 12),
  H: numeric((local) => local.getUTCHours()),
  k: numeric((local) => local.getUTCHours() || 24),
  K: numeric((local) => local.getUTCHours() % 12),
  m: numeric((local) => local.getUTCMinutes()),
  s: numeric((local) => local.getUTCSeconds()),
  S: ({ local }, count) => `${local.getUTCMilliseconds()}`.padStart(3, '0').padEnd(9, '0').slice(0, count),
  A: numeric(milliOfDay),
  n: numeric((local) => local.getUTCMilliseconds() * 1_000_000),
  N: numeric((local) => milliOfDay(local) * 1_000_000),
  V: ({ zone, offset }) =>
    zone.replace(/^(UTC|GMT|UT)[+-].*$/, (_zone, prefix: string) => prefix + offsetText(offset, true, false)),
  z: zoneName,
  O: ({ offset }, count) => (count === 4 ? gmtOffset(offset) : shortGmt(offset)),
  X: (time, count) => (time.offset === 0 ? 'Z' : isoOffset(time, count)),
  x: isoOffset,
  Z: (time, count) => {
    if (count === 4) return gmtOffset(time.offset);
    return count === 5 && time.offset === 0 ? 'Z' : offsetText(time.offset, count === 5, false);
  },
};

function shortGmt(offset: number): string {
  return offset === 0 ? 'GMT' : `GMT${offsetText(offset, true, true).replace(/^(.)0/, '$1')}`;
}
