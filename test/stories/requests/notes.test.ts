import { beforeAll, describe, expect, it } from 'vitest';

import { settled } from '../../support/stories/followUp.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { aRequest } from '../../support/stories/requests.ts';
import { everythingOf } from '../../support/stories/storedItems.ts';
import { aTrip } from '../../support/trips.ts';

describe('A note', () => {
  let [amira, jonas]: Person[] = [];
  beforeAll(async () => {
    [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    await settled(jonas);
  });
  const sent = async (note: string) => {
    if (!amira || !jonas) throw new Error('There is nobody to send a request.');
    return jonas.sends({ ...aRequest(await amira.posts(aTrip())), note });
  };

  it.each([
    ['a control character', 'He\u0007llo', 'format'],
    ['a tab', 'He\tllo', 'format'],
    ['a direction override', 'Pay \u202e5 EUR', 'format'],
    ['a paragraph separator', 'Hello\u2029Jonas', 'format'],
    ['tag characters', 'Hello\u{e0048}\u{e0069}', 'format'],
    ['a lone surrogate', 'Hello \ud83d', 'format'],
    ['a Hangul filler', 'Hello\u3164', 'format'],
    ['nothing visible', ' \n ', 'format'],
    ['nothing but a joiner', '\u200d', 'format'],
    ['501 characters', 'n'.repeat(501), 'length'],
    ['501 emoji', '\u{1f600}'.repeat(501), 'length'],
  ])('with %s is refused, and nothing is written', async (_, note, rule) => {
    const before = await everythingOf(jonas?.id ?? '');
    await expect(sent(note)).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorInfo: { field: 'note', rule },
    });
    expect(await everythingOf(jonas?.id ?? '')).toEqual(before);
  });

  it.each([
    ['a family emoji', 'From \u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} \u2764\ufe0f'],
    ['line breaks', 'Hello\r\n\nJonas'],
    ['a word with a non-joiner', 'می\u200cخواهم'],
    ['500 emoji', '\u{1f600}'.repeat(500)],
    ['500 characters', 'n'.repeat(500)],
  ])('with %s is sent', async (_, note) => {
    expect((await sent(note)).note).toBe(note);
  });

  it('is stored as NFC', async () => {
    expect((await sent('Gru\u0308\u00dfe')).note).toBe('Gr\u00fc\u00dfe');
  });
});
