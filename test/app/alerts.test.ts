import { afterAll, expect, it } from 'vitest';

import { aPage, closeBrowser, signInWith, violationsOn } from '../support/app/browser.ts';
import { aMember } from '../support/app/people.ts';

afterAll(closeBrowser);

it('a person keeps a search as an alert, sees how long it lasts, and deletes it', { timeout: 180_000 }, async () => {
  const page = await aPage();
  await signInWith(page, await aMember('Jonas'));
  await page.goto('/?from=Tallinn-Estonia&to=Quito-Ecuador&minFreeKg=3');
  await page.getByRole('button', { name: 'Tell me when a trip appears' }).click();
  await page.getByText('We tell you when a trip appears.').waitFor();
  expect(await violationsOn(page)).toEqual([]);

  // Another search has no alert yet.
  await page.getByRole('button', { name: 'Everything from Tallinn' }).click();
  await page.getByRole('button', { name: 'Tell me when a trip appears' }).click();
  await page.getByText('We tell you when a trip appears.').waitFor();

  await page.getByRole('link', { name: 'Your alerts' }).click();
  const [newer, older] = [page.getByRole('listitem').nth(0), page.getByRole('listitem').nth(1)];
  await older.getByText('Quito').waitFor();
  const month = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const end = month.format(Date.now() + 30 * 24 * 60 * 60 * 1_000);
  expect(await older.innerText()).toContain(end);
  expect(await older.innerText()).toContain('≥ 3');
  expect(await newer.innerText()).toContain('anywhere');
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole('button', { name: 'Delete the alert: Tallinn – Quito' }).click();
  await older.waitFor({ state: 'detached' });
  await newer.getByRole('link', { name: 'Show trips' }).click();
  await page.getByText('We tell you when a trip appears.').waitFor();
});
