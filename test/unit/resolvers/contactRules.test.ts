import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { savingCard } from '../../support/inputRules.ts';

const SERVICES = {
  facebook: 'https://www.facebook.com/',
  instagram: 'https://www.instagram.com/',
  twitter: 'https://x.com/',
  linkedin: 'https://www.linkedin.com/in/',
  telegram: 'https://t.me/',
} as const;
type ServiceName = keyof typeof SERVICES;
const NAMES = Object.keys(SERVICES) as ServiceName[];

describe('A handle', () => {
  it.each<[ServiceName, string[]]>([
    [
      'facebook',
      ['login', 'share', 'sharer', 'sharer.php', 'Sharer.PHP', 'sharer.Php.x', 'l.php', 'l.o.g.i.n', 'dialog'],
    ],
    [
      'facebook',
      ['groups', 'events', 'marketplace', 'robots.txt', '...', '.amira', 'amira.', 'a..b', 'profile.php?id=0'],
    ],
    [
      'instagram',
      ['accounts', 'explore', 'p', 'reel', 'reels', 'stories', 'direct', 'LOGIN', '.', '..', '...', 'a..b', 'a.'],
    ],
    [
      'twitter',
      ['intent', 'share', 'home', 'i', 'search', 'login', 'Settings', 'messages', 'hashtag', 'oauth', 'compose'],
    ],
    ['linkedin', ['login', 'me', 'share', 'uas', 'company', '---', '..', 'ab']],
    ['linkedin', ['a%2Fb', 'a%2fb', 'a%3Fb', 'a%23b', 'a%5Cb', 'a%25b', 'a%00b', 'a%0Ab', 'a%2E%2E', 'a%7Fb']],
    // A C1 control, a direction override, a full-width slash, a space, an overlong slash, a surrogate, a cut character.
    ['linkedin', ['ab%C2%85', 'ab%E2%80%AE', 'ab%EF%BC%8F', 'ab%C2%A0', 'ab%C0%AF', 'ab%ED%A0%80', 'ab%C3']],
    [
      'telegram',
      ['joinchat', 'JoinChat', 'proxy', 'socks', 'share', 'login', 'addstickers', 'setlanguage', 'confirmphone'],
    ],
    ['telegram', ['invoice', '+201001234567', 'amira?start=x', 'amira/1', 'amira%2F']],
  ])('of %s is refused: %s', (service, handles) => {
    const accepted = handles
      .flatMap((handle) => [handle, SERVICES[service] + handle])
      .filter(
        // A link's query is no part of its handle.
        (text) => !/^https.*[?](?!id)/.test(text) && savingCard({ [service]: text }).refusal?.['field'] !== service,
      );
    expect(accepted).toEqual([]);
  });

  it.each<[ServiceName, string[]]>([
    ['facebook', ['amira.cairo', 'zuck', '100012345678', 'profile.php?id=100012345', 'loginov', 'Amira.S.2']],
    ['instagram', ['amira_cairo', '_amira_', 'a', 'share.amira', '__']],
    ['twitter', ['amira', '_', 'q', 'intent_']],
    [
      'linkedin',
      ['amira-cairo', 'amira-%C3%A4', 'amira-%F0%9F%9A%80-s', '%E6%9D%B1%E4%BA%AC%E9%83%BD', '%D9%85%D8%AD%D9%85'],
    ],
    ['telegram', ['amira_cairo', 'proxy1', 'Zoe7']],
  ])('of %s is accepted: %s', (service, handles) => {
    const refused = handles
      .flatMap((handle) => [handle, `@${handle}`, SERVICES[service] + handle])
      .filter((text) => savingCard({ [service]: text }).refusal !== null);
    expect(refused).toEqual([]);
  });

  it('that is accepted is the whole path of its link', () => {
    const unit = fc.constantFrom(...'abcXYZ019._-/?#%@:\\&= \n'.split(''), '%2F', '%C3%A4', '..', 'login');
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(unit, { minLength: 1, maxLength: 12 }), (service, parts) => {
        const given = parts.join('');
        const { refusal, written } = savingCard({ [service]: given });
        if (refusal !== null) return;
        const link = new URL(/"(https:[^"]*)"/.exec(written)?.[1] ?? '');
        expect(link.href).toBe(SERVICES[service] + given.replace(/^@/, ''));
        expect(link.pathname.split('/').filter(Boolean)).toHaveLength(service === 'linkedin' ? 2 : 1);
        expect([link.search, link.hash, link.username, link.port]).toEqual(['', '', '', '']);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('An email address', () => {
  it.each([
    'a?bcc=eve@example.com',
    'a?bcc@example.com',
    'a&b@example.com',
    'a%40b@example.com',
    'a=b@example.com',
    'a#b@example.com',
    'a,b@example.com',
    'a b@example.com',
    'a@b@example.com',
    '.a@example.com',
    'a.@example.com',
    'a..b@example.com',
    'a@example',
    'a@127.0.0.1',
    'a@example..com',
    'a@-example.com',
    'a@example.com?subject=x',
    'a@example.com\n',
    `${'a'.repeat(65)}@example.com`,
  ])('is refused: %j', (email) => {
    expect(savingCard({ email }).refusal).toEqual({ field: 'email', rule: 'format' });
  });

  it.each([
    'amira@example.com',
    "o'brien+trips@mail.example.co.uk",
    'a_b-c.d@xn--bcher-kva.example',
    'A1@1and1.de',
    `${'a'.repeat(64)}@example.com`,
  ])('is accepted: %s', (email) => {
    expect(savingCard({ email })).toMatchObject({ refusal: null, written: expect.stringContaining(email) as string });
  });
});

describe('A mobile number', () => {
  it.each([
    '0100 123 4567',
    '201001234567',
    '+0201001234567',
    '+1234567890123456',
    '+123456',
    '+20100123456a',
    '+20100,1234567',
    '+20100;ext=1234',
    '+2010012345\u0660',
    '+',
    'call me',
    '+201001234567\n',
    `+201001234567${' '.repeat(50)}`,
  ])('is refused: %j', (mobile) => {
    expect(savingCard({ mobile }).refusal).toEqual({ field: 'mobile', rule: 'format' });
  });

  it.each([
    ['+614839111111', '+614839111111'],
    ['+13451112222', '+13451112222'],
    ['+6834000', '+6834000'],
    ['+123456789012345', '+123456789012345'],
    ['+20 100 123-4567', '+201001234567'],
    ['+1 (345) 111.2222', '+13451112222'],
    // As a phone copies it from its contacts.
    ['\u202A+20\u00A0100\u00A01234567\u202C', '+201001234567'],
  ])('%s is stored as %s', (mobile, stored) => {
    expect(savingCard({ mobile })).toMatchObject({
      refusal: null,
      written: expect.stringContaining(`"${stored}"`) as string,
    });
  });
});
