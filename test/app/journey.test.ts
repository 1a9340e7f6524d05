import { afterAll, expect, it } from 'vitest';

import { acceptJonas, askAmira, openDemo } from '../../sample/demo.ts';
import { aPage, chooseCity, closeBrowser, signUp, tokenEnd } from '../support/app/browser.ts';
import { until } from '../support/processes.ts';
import { shared } from '../support/shared/shared.ts';

afterAll(closeBrowser);

const LONG = { timeout: 180_000 };

/** The day that many days from today, as a date field takes it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}

it('two people agree on a parcel, through a lost network and an expired token', LONG, async () => {
  const [nadia, omar] = [await aPage(), await aPage()];
  await Promise.all([signUp(nadia, 'Nadia'), signUp(omar, 'Omar')]);

  // Nadia posts a trip; what she typed survives a reload.
  await nadia.getByRole('link', { name: 'Trips' }).click();
  await nadia.getByText('You travel soon?').waitFor();
  await nadia.getByRole('link', { name: 'Post a trip' }).click();
  await chooseCity(nadia, 'From', 'Leipzig, Germany');
  await chooseCity(nadia, 'To', 'Tunis, Tunisia');
  await nadia.getByLabel('Day of travel').fill(inDays(20));
  await nadia.getByRole('checkbox', { name: 'Clothes' }).check();
  await nadia.getByLabel('Kilograms (Clothes)').fill('5');
  await nadia.reload();
  await nadia.getByLabel('Price per kg, EUR (Clothes)').fill('4.5');
  await nadia.getByRole('button', { name: 'Post the trip' }).click();
  await nadia.getByText('Nobody has asked yet.').waitFor();

  // Omar finds it and asks. He has no contact card yet, so the form asks for it.
  await chooseCity(omar, 'From', 'Leipzig, Germany');
  await omar.getByRole('article').getByRole('link').click();
  await omar.getByRole('button', { name: 'Ask Nadia' }).click();
  expect(await omar.getByRole('alert').filter({ hasText: 'Choose what to send.' }).count()).toBe(1);
  for (let kilograms = 0; kilograms < 2; kilograms += 1)
    await omar.getByRole('button', { name: 'More: Clothes' }).click();
  await omar.getByRole('textbox', { name: 'Mobile' }).fill('0171 1234567');
  await omar.getByRole('button', { name: 'Ask Nadia to take 2 kg for €9.00' }).click();
  await omar.getByText('Mobile: This does not look right.').waitFor();
  await omar.getByRole('textbox', { name: 'Mobile' }).fill('+49 171 1234567');

  // Without a network nothing is lost, and the same button sends it later.
  await omar.context().setOffline(true);
  await omar.getByRole('button', { name: 'Ask Nadia to take 2 kg for €9.00' }).click();
  await omar.getByText('No network. Nothing was sent; what you typed is kept.').waitFor();
  await omar.getByText('Offline. Showing what you saw last.').waitFor();
  await omar.context().setOffline(false);
  await omar.getByText('Offline. Showing what you saw last.').waitFor({ state: 'detached' });
  await omar.getByRole('button', { name: 'Ask Nadia to take 2 kg for €9.00' }).click();
  await omar.getByText('Waits for Nadia’s answer').waitFor();

  // It arrives by itself. The token that Nadia's page began with has expired by the time she answers.
  await nadia.getByRole('link', { name: 'Omar asks you to take something to Tunis.' }).click();
  const end = await tokenEnd(nadia);
  await until(() => end < Date.now(), 'the token has expired', 20_000);
  await nadia.getByRole('textbox', { name: 'Mobile' }).fill('+216 20 123 456');
  await nadia.getByRole('button', { name: 'Save' }).click();

  // Omar is offline while she accepts, and catches up without a reload.
  await omar.context().setOffline(true);
  await nadia.getByRole('button', { name: 'Accept' }).click();
  await nadia.getByRole('heading', { name: 'Reach Omar' }).waitFor();
  expect(await nadia.getByRole('link', { name: /Call/ }).getAttribute('href')).toBe('tel:+491711234567');
  expect(await omar.getByText('Waits for Nadia’s answer').count()).toBe(1);
  await omar.context().setOffline(false);
  await omar.getByRole('heading', { name: 'Reach Nadia' }).waitFor();
  expect(await tokenEnd(nadia)).toBeGreaterThan(end);

  // Kilograms are taken; an action that is not possible says why.
  await nadia.getByText('Accept, Decline: It is accepted already.').waitFor();
  await nadia.getByRole('link', { name: 'See the trip' }).click();
  await nadia.locator('.split-detail').getByText('3 kg of 5 kg free').waitFor();

  // Omar removes his account, with a receipt; Nadia is told.
  await omar.goto('/me/remove');
  await omar.getByLabel('Type REMOVE to go on').fill('REMOVE');
  await omar.getByRole('button', { name: 'Remove everything' }).click();
  await omar.getByText(/^Removed: 0 trips, 1 request/).waitFor();
  await nadia.locator('.split-detail').getByText('5 kg of 5 kg free').waitFor();
});

it('the two phones of the demo tick the steps as they happen', LONG, async () => {
  const page = await aPage({ viewport: { width: 1180, height: 1000 } });
  const phones = await openDemo(page, (await shared('app')).url);
  const ticked = page.locator('.ticked');
  expect(await ticked.count()).toBe(0);
  await askAmira(phones, 'Two winter jackets');
  await until(async () => (await ticked.count()) === 3, 'three steps are ticked');
  await acceptJonas(phones);
  await until(async () => (await ticked.count()) === 5, 'all steps are ticked');
});
