import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { postingTrip, savingCard } from '../../support/inputRules.ts';

const FORMAT = { field: 'name', rule: 'format' };
const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';

describe('A name', () => {
  it.each([
    ['a control character', 'Ami\u0007ra'],
    ['a tab', 'Ami\tra'],
    ['a line break', 'Ami\nra'],
    ['a C1 control', 'Ami\u0085ra'],
    ['a line separator', 'Ami\u2028ra'],
    ['a paragraph separator', 'Ami\u2029ra'],
    ['a direction override', 'Ami\u202Era'],
    ['a direction isolate', 'Ami\u2067ra'],
    ['a direction mark', 'Ami\u200Fra'],
    ['a tag character', 'Ami\u{E0061}ra'],
    ['a lone surrogate', 'Ami\uD83Dra'],
    ['a private character', 'Ami\uE000ra'],
    ['a noncharacter', 'Ami\uFFFEra'],
    ['a zero-width space', 'Ami\u200Bra'],
    ['a word joiner', 'Ami\u2060ra'],
    ['a soft hyphen', 'Ami\u00ADra'],
    ['a byte order mark', 'Ami\uFEFFra'],
    ['a grapheme joiner', 'Ami\u034Fra'],
    ['a Hangul filler', 'Ami\u3164ra'],
    ['a blank Braille pattern', 'Ami\u2800ra'],
    ['nothing but Hangul fillers', '\u3164\u3164'],
    ['nothing but spaces', '  '],
    ['nothing but an accent', '\u0301'],
    ['nothing but punctuation', '!?'],
    ['nothing but an emoji', '\u{1F338}'],
    ['a space at its start', '\u2003Amira'],
    ['a space at its end', 'Amira\u00A0'],
    ['a joiner at its start', '\u200DAmira'],
    ['a non-joiner at its end', 'Amira\u200C'],
    ['a joiner beside a space', 'Amira\u200D S'],
    ['two joiners', 'Ami\u200D\u200Dra'],
    ['a joiner between an emoji and a word', '\u{1F338}\u200DAmira'],
    ['a joiner at the end of an emoji', 'Amira \u{1F338}\u200D'],
    ['a variation selector after a Latin letter', 'Ami\uFE0Fra'],
    ['two variation selectors', 'Amira \u2764\uFE0F\uFE0F'],
  ])('is refused for %s', (_, name) => {
    expect(savingCard({ name }).refusal).toEqual(FORMAT);
  });

  it.each([
    'Zoë',
    'Þór',
    "O'Brien",
    'محمد',
    'می\u200Cخواهم',
    'ක්\u200Dෂ',
    'బ్యాంక్\u200C',
    '葛\u{E0100}城',
    '東京',
    '홍길동',
    'X Æ A-12',
    '7',
    `Amira ${FAMILY}`,
    'Amira \u2764\uFE0F\u200D\u{1F525}',
    'Amira 1\uFE0F\u20E3',
  ])('%s is accepted', (name) => {
    expect(savingCard({ name }).refusal).toBeNull();
  });

  it('is stored as NFC', () => {
    expect(savingCard({ name: 'Zoe\u0308' }).written).toContain('"Zo\u00EB"');
  });

  it.each([
    ['Latin letters', 'n'.repeat(100), 'n'.repeat(101)],
    ['decomposed letters', 'e\u0301'.repeat(100), 'e\u0301'.repeat(101)],
    ['letters that NFC expands', '\u0958'.repeat(50), '\u0958'.repeat(51)],
    ['letters outside the basic plane', '\u{20000}'.repeat(100), '\u{20000}'.repeat(101)],
    [
      'four code points for each letter',
      '\u03B1\u0313\u0300\u0345'.repeat(100),
      '\u03B1\u0313\u0300\u0345'.repeat(101),
    ],
  ])('has at most 100 code points: %s', (_, most, tooMany) => {
    expect(savingCard({ name: most }).refusal).toBeNull();
    expect(savingCard({ name: tooMany }).refusal).toEqual({ field: 'name', rule: 'length' });
  });

  // Normalising it takes minutes.
  it('of 300,000 accents is refused without normalising it', () => {
    const name = `a${'\u0301\u0316'.repeat(150_000)}`;
    expect(savingCard({ name }).refusal).toEqual({ field: 'name', rule: 'length' });
  });

  it('has none of the code points that Unicode calls ignorable, alone among letters', () => {
    const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;
    const mayJoin = /[\u200C\u200D]/u;
    const accepted: number[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const text = String.fromCodePoint(point);
      // All of the basic plane, and the planes 14 to 16 in steps.
      if (point > 0xffff && point % 251 !== 0 && point >> 8 !== 0xe00 && point >> 8 !== 0xe01) continue;
      if (hidden.test(text) && !mayJoin.test(text) && savingCard({ name: `a${text}b` }).refusal === null) {
        accepted.push(point);
      }
    }
    expect(accepted).toEqual([]);
  });
});

describe('Accepted text', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      'a',
      'é',
      'e\u0301',
      'م',
      '東',
      '\u094D',
      ' ',
      '-',
      '\u200D',
      '\u200C',
      '\uFE0F',
      '\u{1F468}',
      '\u{1F469}',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
  );
  const texts = fc.array(pieces, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
  const hidden =
    /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00AD\u061C\u115F\u1160\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E00FF}]/u;
  const stray = /(?:^|[^\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200C\u200D]|[\u200C\u200D]{2}/u;

  it('is NFC and contains nothing hidden', () => {
    fc.assert(
      fc.property(texts, (name) => {
        const { refusal, written } = savingCard({ name });
        if (refusal !== null) return;
        const stored = name.normalize('NFC');
        expect(written).toContain(JSON.stringify(stored));
        expect(stored).not.toMatch(hidden);
        expect(stored).not.toMatch(stray);
        expect(stored).toMatch(/[\p{L}\p{Nd}]/u);
        expect(stored).toBe(stored.trim());
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A city', () => {
  it.each([
    ['no country', 'Berlin'],
    ['a space before the hyphen', 'Berlin -Germany'],
    ['a space after the hyphen', 'Berlin- Germany'],
    ['a no-break space beside the hyphen', 'Berlin\u00A0-Germany'],
    ['a space at its start', ' Berlin-Germany'],
    ['a space at its end', 'Berlin-Germany '],
    ['two spaces', 'New  York-USA'],
    ['another space', 'New\u00A0York-USA'],
    ['two hyphens', 'Berlin--Germany'],
    ['a hyphen at its end', 'Berlin-Germany-'],
    ['no letter in the city', '?-Germany'],
    ['no letter in the country', 'Berlin-!'],
    ['an underscore', 'Berlin_-Germany'],
    ['a zero-width space', 'Ber\u200Blin-Germany'],
    ['a joiner at the end of a word', 'Berlin\u200D-Germany'],
  ])('is refused for %s', (_, toCity) => {
    expect(postingTrip({ toCity }).refusal).toEqual({ field: 'toCity', rule: 'format' });
  });

  it.each([
    'Villingen-Schwenningen-Germany',
    "'s-Hertogenbosch-Netherlands",
    'القاهرة-مصر',
    '東京-日本',
    'Port-au-Prince-Haïti',
    '6th of October-Egypt',
    'St. John’s-Canada',
    'Washington, D.C.-USA',
    'São Paulo-Brasil',
  ])('%s is accepted', (toCity) => {
    expect(postingTrip({ toCity }).refusal).toBeNull();
  });

  it('is measured as it is stored: NFC', () => {
    const city = (letters: string) => `${letters}-X`;
    expect(postingTrip({ toCity: city('\u0958'.repeat(49)) }).refusal).toBeNull();
    expect(postingTrip({ toCity: city('\uFB2C'.repeat(98)) }).refusal).toEqual({ field: 'toCity', rule: 'length' });
    expect(postingTrip({ toCity: city('e\u0301'.repeat(98)) }).written).toContain(city('é'.repeat(98)));
    expect(postingTrip({ toCity: city('e\u0301'.repeat(99)) }).refusal).toEqual({ field: 'toCity', rule: 'length' });
  });
});

describe('A cost', () => {
  const posted = (currency: string, cost: number) =>
    postingTrip({ currency, allowed: [{ category: 'CLOTHES', cost, kg: 1 }] }).refusal;

  it.each([
    ['JPY', 3.55, 'decimals'],
    ['JPY', 0.5, 'decimals'],
    ['EUR', 1.125, 'decimals'],
    ['KWD', 1.1255, 'decimals'],
    ['JPY', 10_001, 'range'],
    ['KWD', 10_000.001, 'range'],
    ['EUR', -0.01, 'range'],
  ])('is refused: %s %s', (currency, cost, rule) => {
    expect(posted(currency, cost)).toEqual({ field: 'allowed.cost', rule, category: 'CLOTHES' });
  });

  it.each([
    ['JPY', 0],
    ['JPY', 10_000],
    ['EUR', 0.07],
    ['EUR', 1.1],
    ['KWD', 1.125],
    ['KWD', 1.005],
    ['KWD', 0.07],
    ['KWD', 10_000],
  ])('is accepted: %s %s', (currency, cost) => {
    expect(posted(currency, cost)).toBeNull();
  });

  it('is accepted for every multiple of the minor unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(['JPY', 1], ['EUR', 100], ['KWD', 1000] as const),
        fc.nat(10_000),
        fc.nat(999),
        (of, whole, rest) => {
          const [currency, scale] = of as [string, number];
          const cost = Math.min(whole * scale + (rest % scale), 10_000 * scale) / scale;
          expect(posted(currency, cost)).toBeNull();
        },
      ),
    );
  });
});
