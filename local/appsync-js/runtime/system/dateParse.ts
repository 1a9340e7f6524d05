import { type DateToken, dayNames, monthNames, nameOf, readPattern } from './datePattern.ts';
import { instantOf } from './zone.ts';

type Fields = ReadonlyMap<string, string>;

/**
 * Parses a time with a Java DateTimeFormatter pattern; returns milliseconds since the epoch. An offset or zone in the
 * text overrides `zone`.
 * @throws SyntaxError or RangeError if the text does not match the pattern, or the pattern has no date or no hour
 */
export function parse(timestamp: string, pattern: string, zone: string): number {
  const letters: string[] = [];
  const expression = new RegExp(`^${expressionOf(readPattern(pattern), letters)}$`);
  const found = expression.exec(timestamp);
  if (!found) throw new SyntaxError(`"${timestamp}" does not match the date pattern "${pattern}".`);
  const fields = new Map<string, string>();
  letters.forEach((letter, index) => {
    const text = found[index + 1];
    if (text !== undefined) fields.set(letter, text);
  });
  const date = dateOf(fields, pattern);
  checkDayName(fields, new Date(date));
  const local = date + timeOf(fields, pattern);
  return instantOf(local, zoneOf(fields) ?? zone);
}

function expressionOf(tokens: readonly DateToken[], letters: string[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'literal') return token.text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
      if (token.kind === 'optional') return `(?:${expressionOf(token.tokens, letters)})?`;
      // The length distinguishes two forms of one field.
      letters.push('yuMLE'.includes(token.letter) ? `${token.letter}${token.count}` : token.letter);
      return `(${fieldExpression(token.letter, token.count)})`;
    })
    .join('');
}

function fieldExpression(letter: string, count: number): string {
  if (letter === 'S') return `\\d{${count}}`;
  if (letter === 'a') return 'AM|PM';
  if (letter === 'G') return 'AD|Anno Domini';
  if (letter === 'E') return dayNames.map((name) => nameOf(name, count)).join('|');
  if ((letter === 'M' || letter === 'L') && count > 2) return monthNames.map((name) => nameOf(name, count)).join('|');
  if ((letter === 'y' || letter === 'u') && count === 4) return '\\d{4}|\\+\\d{5,9}|-\\d{4,9}';
  if (letter === 'V') return '[A-Za-z][\\w/+-]*';
  if (letter === 'z') return 'UTC|GMT|Z';
  if (letter === 'O') return 'GMT(?:[+-]\\d{1,2}(?::\\d{2})?)?';
  if ('XxZ'.includes(letter)) return offsetExpression(letter, count);
  return count === 1 ? '\\d{1,19}' : `\\d{${count}}`;
}

function offsetExpression(letter: string, count: number): string {
  if (letter === 'Z' && count === 4) return 'GMT(?:[+-]\\d{2}:\\d{2})?';
  const zulu = letter === 'X' || (letter === 'Z' && count === 5) ? 'Z|' : '';
  if (letter !== 'Z' && count === 1) return `${zulu}[+-]\\d{2}(?:\\d{2})?`;
  const colon = count === 5 || (count === 3 && letter !== 'Z') ? ':' : '';
  return `${zulu}[+-]\\d{2}${colon}\\d{2}`;
}

function dateOf(fields: Fields, pattern: string): number {
  const year = yearOf(fields);
  const ordinal = number(fields, 'D');
  if (year !== undefined && ordinal !== undefined) {
    const days = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
    return Date.UTC(year, 0, within(ordinal, 1, days, 'D'));
  }
  const month = monthOf(fields);
  const day = number(fields, 'd');
  if (year === undefined || month === undefined || day === undefined) {
    throw new SyntaxError(`the date pattern "${pattern}" has no year, month and day.`);
  }
  // As in Java, a day beyond the end of its month becomes the last day of the month.
  const last = new Date(Date.UTC(year, within(month, 1, 12, 'M'), 0)).getUTCDate();
  return Date.UTC(year, month - 1, Math.min(within(day, 1, 31, 'd'), last));
}

function checkDayName(fields: Fields, date: Date): void {
  const name = dayNames[date.getUTCDay()] ?? '';
  for (const [letter, text] of fields) {
    if (!letter.startsWith('E') || nameOf(name, Number(letter.slice(1))) === text) continue;
    throw new SyntaxError(`${date.toISOString().slice(0, 10)} is a ${name}, not "${text}".`);
  }
}

function yearOf(fields: Fields): number | undefined {
  for (const [letter, text] of fields) {
    if (letter === 'y2' || letter === 'u2') return 2000 + Number(text);
    if (letter.startsWith('y') || letter.startsWith('u')) return Number(text);
  }
  return undefined;
}

function monthOf(fields: Fields): number | undefined {
  for (const [letter, text] of fields) {
    if (!letter.startsWith('M') && !letter.startsWith('L')) continue;
    const count = Number(letter.slice(1));
    return count > 2 ? monthNames.findIndex((name) => nameOf(name, count) === text) + 1 : Number(text);
  }
  return undefined;
}

function timeOf(fields: Fields, pattern: string): number {
  const hour = hourOf(fields);
  if (hour === undefined) throw new SyntaxError(`the date pattern "${pattern}" has no hour of the day.`);
  const minute = within(number(fields, 'm') ?? 0, 0, 59, 'm');
  const second = within(number(fields, 's') ?? 0, 0, 59, 's');
  const fraction = Number((fields.get('S') ?? '').padEnd(3, '0').slice(0, 3));
  if (hour === 24 && minute + second + fraction > 0) within(hour, 0, 23, 'H');
  return ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
}

function hourOf(fields: Fields): number | undefined {
  const hour = number(fields, 'H');
  if (hour !== undefined) return within(hour, 0, 24, 'H');
  const clock = number(fields, 'k');
  if (clock !== undefined) return within(clock, 1, 24, 'k') % 24;
  const half = fields.get('a');
  const twelve = number(fields, 'h') ?? number(fields, 'K');
  if (half === undefined || twelve === undefined) return undefined;
  return (within(twelve, 0, 12, 'h') % 12) + (half === 'PM' ? 12 : 0);
}

function number(fields: Fields, letter: string): number | undefined {
  const text = fields.get(letter);
  return text === undefined ? undefined : Number(text);
}

function within(value: number, least: number, most: number, letter: string): number {
  if (value >= least && value <= most) return value;
  throw new RangeError(`${value} is out of the range ${least} to ${most} of the date pattern's letter ${letter}.`);
}

function zoneOf(fields: Fields): string | undefined {
  const texts = ['X', 'x', 'Z', 'O', 'V', 'z'].map((letter) => fields.get(letter));
  return texts.find((text) => text !== undefined);
}
