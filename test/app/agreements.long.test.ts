import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';

import { aPage, closeBrowser, signInWith } from '../support/app/browser.ts';
import { aMember } from '../support/app/people.ts';
import { until } from '../support/processes.ts';
import { shared } from '../support/shared/shared.ts';
import { Person } from '../support/stories/people.ts';
import { aRequest } from '../support/stories/requests.ts';
import { poolOf } from '../support/stories/userPool.ts';
import { aCity, aTrip } from '../support/trips.ts';

afterAll(closeBrowser);

const LONG = { timeout: 180_000 };

/** Something of the element that has the focus. */
async function focused(page: Page, what: string): Promise<string> {
  return await page.evaluate<string>(`document.activeElement?.${what} ?? ''`);
}

/** The same person with new tokens: those of the browser tests end within seconds. */
async function again({ name, email, password }: Person): Promise<Person> {
  const { takeIt } = await shared('app');
  const pool = poolOf(takeIt);
  return new Person(takeIt.url, name, { email, password }, await pool.signIn({ email, password }));
}

async function phoneOf(person: Person): Promise<Page> {
  const page = await aPage();
  await signInWith(page, person);
  return page;
}

it('a form asks for what is free now, and a trip without space has no form', LONG, async () => {
  const [nadia, omar, lina] = [await aMember('Nadia'), await aMember('Omar'), await aMember('Lina')];
  const trip = await nadia.posts(
    aTrip({ toCity: aCity('Tunis', 'Tunisia'), allowed: [{ category: 'CLOTHES', cost: 0, kg: 2 }] }),
  );
  const first = await lina.sends(aRequest(trip, { items: [{ category: 'CLOTHES', kg: 1 }] }));
  const page = await phoneOf(omar);
  await page.goto(`/trip/${trip.id}`);
  const kilograms = page.getByRole('spinbutton', { name: 'Clothes (kg)' });
  const send = page.locator('form button[type=submit]');
  await kilograms.fill('');
  expect(await send.innerText()).toBe('Ask Nadia');
  await kilograms.pressSequentially('2');
  expect(await send.innerText()).toBe('Ask Nadia to take 2 kg');
  await page.getByRole('textbox', { name: /A word/ }).fill('x'.repeat(499));
  await page.getByText('1 letter left').waitFor();

  // Nadia accepts another request while Omar thinks.
  await (await again(nadia)).accepts(first.id);
  await page.reload();
  await send.getByText('Ask Nadia to take 1 kg').waitFor();
  expect(await kilograms.inputValue()).toBe('1');
  await send.click();
  await page.getByText('You ask Nadia to take 1 kg to Tunis').waitFor();
  expect(await page.locator('.summary').innerText()).toMatch(/, free of charge\.$/);
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.locator('.timeline').getByText('You withdrew the request').waitFor();

  // The rest goes to Mina, so nothing is left to ask for.
  const mina = await aMember('Mina');
  await (
    await again(nadia)
  ).accepts((await mina.sends(aRequest(trip, { items: [{ category: 'CLOTHES', kg: 1 }] }))).id);
  await page.getByRole('link', { name: 'Ask again' }).click();
  await page.getByText('Everything on this trip is taken.').waitFor();
  expect(await page.locator('form').count()).toBe(0);

  // The trip is taken down: Mina reads what happened.
  const hers = await phoneOf(mina);
  await (await again(nadia)).takesDown(trip.id);
  await hers.getByText('Nadia has taken the trip down. Your request is cancelled.').waitFor();
});

it('a traveler learns why a request cannot be accepted, and answers each question by keyboard', LONG, async () => {
  const [nadia, omar, lina] = [await aMember('Nadia'), await aMember('Omar'), await aMember('Lina')];
  await omar.changesAccount({ name: 'Omar'.repeat(25) });
  const trip = await nadia.posts(
    aTrip({ toCity: aCity('Tunis', 'Tunisia'), allowed: [{ category: 'CLOTHES', cost: 3, kg: 1 }] }),
  );
  const items = [{ category: 'CLOTHES', kg: 1 }] as const;
  const [his, hers] = [
    await omar.sends(aRequest(trip, { items: [...items] })),
    await lina.sends(aRequest(trip, { items: [...items] })),
  ];
  await nadia.accepts(hers.id);
  const page = await phoneOf(nadia);
  await page.goto(`/requests/received/${his.id}`);
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByText('Your trip has 0 kg left for Clothes. Edit the trip to take more, or decline.').waitFor();

  // A name of 100 letters widens no page.
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBe(0);

  // The question takes the focus, and gives it back.
  await page.getByRole('button', { name: 'Decline' }).focus();
  await page.keyboard.press('Enter');
  await until(async () => (await focused(page, "getAttribute('role')")) === 'group', 'the question has the focus');
  await page.getByRole('button', { name: 'Keep it' }).focus();
  await page.keyboard.press('Enter');
  await until(async () => (await focused(page, 'textContent')) === 'Decline', 'the button has the focus again');

  // A contact card is deleted only after a question.
  await page.goto('/me');
  await page.getByRole('button', { name: 'Delete the card' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Delete the card' }).click();
  await page.getByRole('button', { name: 'Yes, delete it' }).click();
  await page.getByText('You have no contact card yet.').waitFor();
});
