import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';

import { openDemo } from '../../sample/demo.ts';
import { aPage, closeBrowser, violationsOn } from '../support/app/browser.ts';
import { aMember } from '../support/app/people.ts';
import { shared } from '../support/shared/shared.ts';
import { aRequest } from '../support/stories/requests.ts';

afterAll(closeBrowser);

const LONG = { timeout: 180_000 };

/** Sends a request for Amira's trip to Istanbul. */
async function asksAmira(name: string): Promise<void> {
  const person = await aMember(name);
  const [trip] = (await person.searches({ from: 'Berlin-Germany', to: 'Istanbul-Türkiye' })).items;
  if (trip === undefined) throw new Error('The sample has a trip to Istanbul.');
  await person.sends(aRequest(trip, { items: [{ category: 'CLOTHES', kg: 1 }] }));
}

/** The titles of all pushes that Amira's phone received. */
async function received(page: Page): Promise<readonly string[]> {
  const browser = await page.evaluate<string>("localStorage.getItem('takeit:device')");
  const response = await page.request.get(`/_local/pushes?token=demo-amira-${browser}`);
  const { devices } = (await response.json()) as { devices: { pushes: { title: string }[] }[] };
  return devices.flatMap(({ pushes }) => pushes.map(({ title }) => title.replaceAll(/[\u2068\u2069]/g, '')));
}

it('a phone of the demo shows a push, opens its page, and follows the settings', LONG, async () => {
  const page = await aPage({ viewport: { width: 1280, height: 1000 } });
  const registered = page.waitForResponse(
    (response) => response.request().postData()?.includes('"token":"demo-amira-') ?? false,
  );
  const { amira } = await openDemo(page, (await shared('app')).url);
  expect(await (await registered).json()).toEqual({ data: { registerDevice: true } });

  // The push appears on her phone alone, and leads to the request.
  await asksAmira('Lina');
  const banners = page.getByRole('status', { name: 'Notifications on Amira’s phone' });
  await banners.getByText('Lina').waitFor();
  expect(await page.getByRole('status', { name: 'Notifications on Jonas’s phone' }).innerText()).toBe('');
  expect(await violationsOn(page)).toEqual([]);
  await banners.getByRole('button', { name: /Lina/ }).click();
  await amira.getByRole('heading', { name: 'Lina' }).waitFor();
  await banners.getByRole('button', { name: /Lina/ }).waitFor({ state: 'detached' });

  // Without pushes about requests she still sees the next one in the app.
  await amira.getByRole('link', { name: 'Me', exact: true }).click();
  const setting = amira.getByRole('switch', { name: /^Requests/ });
  const turn = async (isOn: boolean) => {
    await setting.setChecked(isOn);
    await amira.getByRole('switch', { name: /^Requests/, checked: isOn, disabled: false }).waitFor();
  };
  await turn(false);
  await asksAmira('Maja');
  await amira.getByText('Maja asks you to take something to Istanbul.').waitFor();
  await turn(true);
  await asksAmira('Nora');
  await banners.getByText('Nora').waitFor();
  const titles = await received(page);
  expect(titles.filter((title) => /Lina|Maja|Nora/.test(title))).toEqual([
    'Lina sent you a request',
    'Nora sent you a request',
  ]);

  // Signing out ends the pushes on this phone.
  await banners.getByRole('button', { name: 'Close' }).click();
  const removed = page.waitForResponse((response) => response.request().postData()?.includes('removeDevice') ?? false);
  await amira.getByRole('button', { name: 'Sign out' }).click();
  expect(await (await removed).json()).toEqual({ data: { removeDevice: true } });
});
