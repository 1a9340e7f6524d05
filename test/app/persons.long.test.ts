import { afterAll, expect, it } from 'vitest';

import { aPage, closeBrowser, signIn } from '../support/app/browser.ts';
import { until } from '../support/processes.ts';
import { shared } from '../support/shared/shared.ts';

afterAll(closeBrowser);

it('a browser never mixes two people: not in its tabs, and not in its drafts', { timeout: 180_000 }, async () => {
  const page = await aPage();
  await signIn(page, 'Jonas');
  await page.goto('/trips/new');
  await page.getByLabel('Day of travel').fill('2027-03-04');
  const other = await page.context().newPage();
  await other.goto('/me');
  await other.getByText('jonas@example.com').first().waitFor();

  // The sign-in ends without signing out, as after a long time. No tab renews its tokens meanwhile.
  const { origin } = new URL((await shared('app')).url);
  const isCognito = (url: URL) => url.origin !== origin;
  await page.context().route(isCognito, async (route) => {
    await route.abort();
  });
  await other.evaluate(`{
    for (const key of Object.keys(localStorage)) if (key.includes('Token')) localStorage.removeItem(key);
    window.dispatchEvent(new Event('online'));
  }`);
  await other.getByText('Please sign in again.').waitFor();
  await page.context().unroute(isCognito);
  await other.getByRole('button', { name: 'Amira' }).click();
  await other.getByRole('link', { name: 'Me', exact: true }).click();
  await other.getByText('amira@example.com').first().waitFor();

  // The first tab acts as Amira now, so it shows her; and she does not find what Jonas typed.
  await until(async () => (await page.getByLabel('Day of travel').inputValue()) === '', 'the draft is not shown');
  await page.getByRole('link', { name: 'Me', exact: true }).click();
  await page.getByText('amira@example.com').first().waitFor();

  // Signing out ends both.
  await other.getByRole('button', { name: 'Sign out' }).click();
  await page.locator('.hero').waitFor();
  expect(await page.getByText('amira@example.com').count()).toBe(0);
});
