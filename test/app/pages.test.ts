import { afterAll, describe, expect, it } from 'vitest';

import { aPage, chooseCity, closeBrowser, firstPaint, signIn, styleOf, tabTo } from '../support/app/browser.ts';
import { shared } from '../support/shared/shared.ts';
import { inDays } from '../support/trips.ts';

afterAll(closeBrowser);

const LONG = { timeout: 180_000 };
describe('Arabic', LONG, () => {
  it('leaves phone numbers and symbols of currencies as they are', async () => {
    const page = await aPage({ locale: 'ar-EG' });
    await signIn(page, 'Jonas');
    await page.goto('/me');
    const number = page.locator('.contact bdi').first();
    expect(await number.innerText()).toBe('+4915112345678');
    expect(await styleOf(page, '.contact bdi', 'direction')).toBe('ltr');
    await page.goto('/?from=Berlin-Germany&maxCost=5&currency=USD');
    expect(await page.locator('.chip.set').innerText()).toContain('\u2068US$\u2069');
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
  // Enter takes the first suggestion for a beginning; leaving the field closes the list and says what is missing.
  await from.fill('ber');
  await page.getByRole('option', { name: 'Berlin Deutschland' }).waitFor();
  await from.press('Enter');
  await page.waitForURL(/from=Berlin-Germany/);
  await from.fill('ber');
  await page.getByRole('option').first().waitFor();
  await from.press('Tab');
  await page.getByText('Schreib die Stadt mit ihrem Land').waitFor();
  expect(await page.getByRole('option').count()).toBe(0);
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
  await chooseCity(page, 'To', 'Cairo, Egypt');
  await page.getByLabel('Day of travel').fill(inDays(20));
  await page.getByRole('checkbox', { name: 'Clothes' }).check();
  await page.getByLabel('Kilograms (Clothes)').fill('5');
  await page.getByRole('button', { name: 'Post the trip' }).click();
  await page.getByText('Give a price for each.').waitFor();
});

it('paints the first page, and serves one page at every address', LONG, async () => {
  const page = await aPage();
  await page.goto('/');
  await page.locator('.hero').waitFor();
  const first = await firstPaint(page);
  expect(first).toBeGreaterThan(0);
  const response = await page.request.get('/requests/sent');
  expect(response.headers()['content-security-policy']).toContain("default-src 'self'");
  expect((await shared('app')).url).toMatch(/^http:\/\/127\.0\.0\.1:/);
});
