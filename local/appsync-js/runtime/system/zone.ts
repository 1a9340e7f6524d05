const formatters = new Map<string, Intl.DateTimeFormat>();
const fixed = /^(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{2}))?$/;

/**
 * Milliseconds that a zone's clocks are ahead of UTC at a moment. Takes `UTC`, `Z`, `+08:00`, `GMT+8` and the names
 * of the time zone database; raises a RangeError for any other.
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

/** The moment at which a zone's clocks show a time. As in Java, a time shown twice is the first, one skipped moves on. */
export function momentOf(local: number, zone: string): number {
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
