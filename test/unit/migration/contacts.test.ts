import { expect, it } from 'vitest';

import { isEmail, isLink, shownMobile, tidyLink, tidyMobile } from '../../../migration/plan/people/contactValues.ts';
import { savingCard } from '../../support/inputRules.ts';

it.each([
  ['+49 (0)151 1234567', '+491511234567'],
  ['+49 (0)151 12345678', '+4915112345678'],
  ['+490151 12345678', '+4915112345678'],
  ['0049 151 12345678', '+4915112345678'],
  ['00201001234567', '+201001234567'],
  ['+20 (0)100 123 4567', '+201001234567'],
  ['+44 (0)20 7946 0958 ', '+442079460958'],
])('the number %s is dialled as %s', (text, number) => {
  expect(tidyMobile(text)).toBe(number);
  expect(shownMobile(tidyMobile(text))).toBe(number);
});

it.each(['+201001234567', '+20 100 123 4567', '+39 (0)6 12345678', '+39 06 12345678', '+225 0701020304'])(
  'the number %s stays, because the API shows it rightly',
  (text) => {
    expect(tidyMobile(text)).toBe(text);
  },
);

it.each(['0151 12345678', '151', 'call me', '00', '+', ''])('the number %j has no reading and stays hidden', (text) => {
  expect(tidyMobile(text)).toBe(text);
  expect(shownMobile(text)).toBeNull();
});

it.each([
  ['facebook', 'http://www.facebook.com/amira', 'https://www.facebook.com/amira'],
  ['facebook', ' facebook.com/amira ', 'https://facebook.com/amira'],
  ['instagram', 'HTTP://instagram.com/amira', 'https://instagram.com/amira'],
  ['linkedin', 'https://www.linkedin.com/in/amira', 'https://www.linkedin.com/in/amira'],
  ['telegram', '@amira', '@amira'],
  ['twitter', 'http://example.com/amira', 'http://example.com/amira'],
] as const)('a link to %s: %s becomes %s', (service, text, link) => {
  expect(tidyLink(service, text)).toBe(link);
});

const EMAILS = [
  'a@example.com',
  'a.b+c@x-y.example.com',
  'a',
  'a@b',
  '.a@example.com',
  'a@example.com?x=1',
  'a b@example.com',
];
const MOBILES = ['+201001234567', '+20 (100) 123-4567', '+2', '0100', '+0201001234567', `+20${'1'.repeat(20)}`];
const LINKS = [
  'amira',
  '@amira',
  'https://x.com/amira?s=1',
  'https://www.facebook.com/profile.php?id=1',
  'login',
  'a b',
  'a..b',
];

it('the migration counts as hidden exactly what the API does not show', () => {
  const isShown = (card: object) => savingCard(card).refusal === null;
  for (const email of EMAILS) expect([email, isEmail(email)]).toEqual([email, isShown({ email })]);
  for (const mobile of MOBILES) expect([mobile, shownMobile(mobile) !== null]).toEqual([mobile, isShown({ mobile })]);
  const services = ['facebook', 'instagram', 'twitter', 'linkedin', 'telegram'] as const;
  for (const service of services) {
    for (const link of [...LINKS, `https://t.me/amira`, `https://www.linkedin.com/in/k%C3%B6ln`, 'index.html']) {
      expect([service, link, isLink(service, link)]).toEqual([service, link, isShown({ [service]: link })]);
    }
  }
});
