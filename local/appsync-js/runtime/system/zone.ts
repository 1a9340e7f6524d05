const formatters = new Map<string, Intl.DateTimeFormat>();
const fixed = /^(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{2}))?$/;

/**
 * The offset of a zone from UTC at a time, in milliseconds. It accepts `UTC`, `Z`, `+08:00`, `GMT+8` and the names of
 * the time zone database.
 * @throws RangeError for any other zone
 */
export function offsetAt(milliseconds: number, zone: string): number {
  if (zone === 'UTC' || zone === 'Z' || zone === 'GMT') return 0;
  const parts = fixed.exec(zone);
  if (parts) return offsetOf(parts[1] === '-', Number(parts[2]), Number(parts[3] ?? 0), 0);
  const name = formatter(zone)
    .formatToParts(milliseconds)
    .find(({ type }) => type === 'timeZoneName');
  const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(name?.value ?? '') ?? [];
  return offsetOf(sign === '-', Number(hours ?? 0), Number(minutes ?? 0), Number(seconds ?? 0));
}

/**
 * Converts a zone's local time to UTC. As in Java, a repeated local time is its first occurrence, and a skipped one
 * moves forward.
 */
export function instantOf(local: number, zone: string): number {
  const day = 86_400_000;
  const before = offsetAt(local - day, zone);
  const after = offsetAt(local + day, zone);
  const valid = [before, after].find((offset) => offsetAt(local - offset, zone) === offset);
  return local - (valid ?? before);
}

function offsetOf(negative: boolean, hours: number, minutes: number, seconds: number): number {
  const offset = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return negative ? -offset : offset;
}

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, made);
    return made;
  } catch {
    throw new RangeError(`"${zone}" is not a time zone.`);
  }
}
