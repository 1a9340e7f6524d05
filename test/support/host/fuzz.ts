/** A generator of random numbers that gives the same ones again for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const tokens = [
  '//[',
  '//a:99999/',
  '%',
  '%zz',
  '\0',
  '\r\n',
  '\r\n\r\n',
  '__proto__',
  '{',
  '}',
  '"',
  '\\u0000',
  '😀',
  '-1',
];
const long = [
  '9'.repeat(400),
  '/'.repeat(3_000),
  '{'.repeat(2_000),
  'Transfer-Encoding: chunked\r\n',
  'Upgrade: h2c\r\n',
];

/** A text with one to five places changed: bytes replaced, removed, repeated, or odd tokens put in. */
export function mutated(text: string, random: () => number): string {
  const at = (length: number) => Math.floor(random() * (length + 1));
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  let changed = text;
  for (let left = 1 + at(4); left > 0; left -= 1) {
    const place = at(changed.length);
    const [before, after] = [changed.slice(0, place), changed.slice(place)];
    const kind = random();
    if (kind < 0.25) changed = before + String.fromCharCode(at(255)) + after.slice(1);
    else if (kind < 0.45) changed = before + after.slice(at(20));
    else if (kind < 0.6) changed = before + after.slice(0, at(30)) + after;
    else if (kind < 0.92) changed = before + pick(tokens) + after;
    else changed = before + pick(long) + after;
  }
  return changed;
}
