import type { Page } from 'playwright-core';
import { afterAll, describe, expect, inject, it } from 'vitest';

import {
  aPage,
  chooseCity,
  closeBrowser,
  firstPaint,
  PHONE,
  signIn,
  styleOf,
  tabTo,
  violationsOn,
} from '../support/app/browser.ts';
import { SIZES } from '../support/sizes.ts';

afterAll(closeBrowser);

const LONG = { timeout: 90_000 };
const SEARCH = '/?from=Berlin-Germany&to=Istanbul-T%C3%BCrkiye';

/** Pages before signing in, each with what shows that it is there. */
const OUTSIDE = [
  ['/', '.hero'],
  ['/sign-up', 'form'],
  ['/confirm?email=a@example.com', 'form'],
  ['/reset', 'form'],
] as const;

/** Pages of somebody who is signed in. */
const INSIDE = [
  ['/', '.cities'],
  [SEARCH, 'article'],
  ['/?from=Oslo-Norway&to=Rome-Italy&minFreeKg=3', '.empty'],
  ['/trips', '.empty'],
  ['/trips?past', '.empty'],
  ['/trips/new', 'form'],
  ['/requests/received', '.empty'],
  ['/requests/sent', '.empty, article'],
  ['/me', '.contacts'],
  ['/me/remove', 'form'],
  ['/me/alerts', '.empty'],
  ['/me/blocked', '.empty'],
  ['/nowhere', '.empty'],
] as const;

/** Opens each page and the trip that the search finds, and calls back with its path. */
async function visit(page: Page, pages: typeof OUTSIDE | typeof INSIDE, look: (path: string) => Promise<void>) {
  for (const [path, sign] of pages) {
    await page.goto(path);
    await page.locator(sign).first().waitFor();
    await look(path);
  }
}

async function visitTrip(page: Page, look: (path: string) => Promise<void>) {
  await page.goto(SEARCH);
  await page.getByRole('article').first().getByRole('link').click();
  await page.locator('form .stepper').first().waitFor();
  await look('/trip');
}

describe('axe finds nothing wrong', LONG, () => {
  it.each(SIZES.colours)('on any page, in %s colours', async (colorScheme) => {
    const page = await aPage({ colorScheme });
    const found: string[] = [];
    const look = async (path: string) => {
      found.push(...(await violationsOn(page)).map((violation) => `${path} ${violation}`));
    };
    await visit(page, OUTSIDE, look);
    await signIn(page, 'Jonas');
    await visit(page, INSIDE, look);
    await visitTrip(page, look);
    expect(found).toEqual([]);
  });

  it('on a wide screen with list and detail, and on the demo', async () => {
    const page = await aPage({ viewport: { width: 1280, height: 900 } });
    await signIn(page, 'Jonas');
    const found: string[] = [];
    const look = async (path: string) => {
      found.push(...(await violationsOn(page)).map((violation) => `${path} ${violation}`));
    };
    await visitTrip(page, look);
    await page.goto('/demo');
    await page.frameLocator('iframe[name=phone-amira]').locator('nav.tabs').waitFor();
    await look('/demo');
    expect(found).toEqual([]);
  });
});

describe('Arabic', LONG, () => {
  it('fills every page at 390 pixels from right to left, with nothing cut off', async () => {
    const page = await aPage({ locale: 'ar-EG' });
    const wide: string[] = [];
    const look = async (path: string) => {
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      expect(await styleOf(page, 'body', 'direction')).toBe('rtl');
      if (overflow > 0) wide.push(`${path}: ${overflow} px`);
    };
    await visit(page, OUTSIDE, look);
    await signIn(page, 'Jonas');
    await visit(page, INSIDE, look);
    await visitTrip(page, look);
    expect(wide).toEqual([]);
    expect(await styleOf(page, '.split-detail .route .icon', 'transform')).toMatch(/^matrix\(-1/);
    expect(await page.locator('.split-detail').innerText()).toMatch(/[٠-٩]/);
    expect(page.viewportSize()).toEqual(PHONE);
  });

  it('leaves phone numbers as they are', async () => {
    const page = await aPage({ locale: 'ar-EG' });
    await signIn(page, 'Jonas');
    await page.goto('/me');
    const number = page.locator('.contact bdi').first();
    expect(await number.innerText()).toBe('+4915112345678');
    expect(await styleOf(page, '.contact bdi', 'direction')).toBe('ltr');
  });
});

it('the language is the browser’s, until another one is chosen', LONG, async () => {
  const page = await aPage({ locale: 'de-AT' });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Jemand fliegt sowieso hin.' }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Someone is flying there anyway.' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Someone is flying there anyway.' }).waitFor();
});

it('a person without a mouse signs in, searches, and puts a request together', LONG, async () => {
  const page = await aPage();
  const { keyboard } = page;
  await page.goto('/');
  await page.locator('form').waitFor();
  await tabTo(page, page.getByLabel('E-mail address'));
  await keyboard.type('jonas@example.com');
  await tabTo(page, page.getByLabel('Password'));
  await keyboard.type('Berlin-2-Cairo');
  await keyboard.press('Enter');
  const from = page.getByRole('combobox', { name: 'From' });
  await from.waitFor();
  await tabTo(page, from);
  await keyboard.type('berl');
  await page.getByRole('option').first().waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  const link = page.getByRole('article').filter({ hasText: 'Istanbul' }).getByRole('link');
  await link.waitFor();
  await tabTo(page, link);
  await keyboard.press('Enter');
  const more = page.getByRole('button', { name: 'More: Electronics' });
  await more.waitFor();
  await tabTo(page, more);
  await keyboard.press('Space');
  await page.getByRole('button', { name: 'Ask Amira to take 1 kg for €20.00' }).waitFor();
  expect(await styleOf(page, ':focus', 'outline-style')).toBe('solid');
});

it('a city has one text in every language, and an unknown city can be entered', LONG, async () => {
  const page = await aPage({ locale: 'de-DE' });
  await signIn(page, 'Jonas');
  const from = page.getByRole('combobox', { name: 'Von' });
  await from.fill('koln');
  await page.getByRole('option', { name: 'Köln Deutschland' }).click();
  await page.waitForURL(/from=Cologne-Germany/);
  // The API knows a German name by its own text, also if nobody waits for the suggestions.
  await from.fill('Kairo, Ägypten');
  await from.press('Enter');
  await page.waitForURL(/from=Cairo-Egypt/);
  await from.fill('Entenhausen, Calisota');
  await page.getByRole('option', { name: '„Entenhausen, Calisota“ verwenden' }).click();
  await page.waitForURL(/from=Entenhausen-Calisota/);
});

it('a wrong password, an unknown page and an impossible trip are answered in a sentence', LONG, async () => {
  const page = await aPage();
  await page.goto('/');
  await page.getByLabel('E-mail address').fill('jonas@example.com');
  await page.getByLabel('Password').fill('guess');
  await page.locator('form button[type=submit]').click();
  await page.getByText('This e-mail address or password is wrong.').waitFor();
  await signIn(page, 'Jonas');
  await page.goto('/trip/2020-01-01-00-00-00-000000_nobody');
  await page.getByText('This trip is no longer offered.').waitFor();
  await page.goto('/trips/new');
  await chooseCity(page, 'From', 'Berlin, Germany');
  await chooseCity(page, 'To', 'Berlin, Germany');
  await page.getByRole('button', { name: 'Post the trip' }).click();
  await page.getByText('Choose two different cities.').waitFor();
});

it('paints the first page, and serves one page at every address', LONG, async () => {
  const page = await aPage();
  await page.goto('/');
  await page.locator('.hero').waitFor();
  const first = await firstPaint(page);
  expect(first).toBeGreaterThan(0);
  const response = await page.request.get('/requests/sent');
  expect(response.headers()['content-security-policy']).toContain("default-src 'self'");
  expect(inject('app').url).toMatch(/^http:\/\/127\.0\.0\.1:/);
});
