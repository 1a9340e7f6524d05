import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';

import { aPage, closeBrowser, signIn } from '../support/app/browser.ts';
import { until } from '../support/processes.ts';

afterAll(closeBrowser);

const LONG = { timeout: 180_000 };
const SEARCH = '/?from=Berlin-Germany&to=Istanbul-T%C3%BCrkiye';

it('a mistyped or old address shows what it can, and Back leads where people expect', LONG, async () => {
  const page = await aPage();
  await signIn(page, 'Jonas');
  // A filter that is none is left out.
  await page.goto(`${SEARCH}&travelFrom=soon&minFreeKg=much&category=CATS&maxCost=1000&currency=EURO`);
  await page.getByRole('article').first().waitFor();
  expect(await page.locator('.chip.set').allInnerTexts()).toEqual(['≤ 1,000']);
  await page.goto(`${SEARCH}&travelFrom=2027-05-01&travelTo=2027-01-01`);
  await page.getByText('The first day is after the last one.').waitFor();
  await page.goto('/requests/sent/any');
  await page.getByText('This request no longer exists.').waitFor();
  await page.goto('/trip/any');
  await page.getByText('This trip is no longer offered.').waitFor();

  // Typing a filter is one step of the browser's history, and so is a visit to a trip.
  await page.goto('/');
  await page.goto('/?from=Berlin-Germany');
  const length = await page.evaluate<number>('history.length');
  await page.getByRole('button', { name: 'Weight' }).click();
  await page.getByLabel('At least this many kilograms').pressSequentially('1.5');
  await page.waitForURL(/minFreeKg=1\.5/);
  expect(await page.evaluate<number>('history.length')).toBe(length);
  await page.getByRole('article').first().getByRole('link').click();
  await until(async () => (await page.title()) === 'Amira · Take It', 'the tab names the trip');
  const focused = async () => await page.evaluate<string>('document.activeElement?.id');
  await until(async () => (await focused()) === 'content', 'a keyboard goes on at the trip');
  await page.getByRole('link', { name: 'Back' }).click();
  await page.waitForURL(/minFreeKg=1\.5/);
  await page.goBack();
  await until(() => new URL(page.url()).search === '', 'the browser is before the search');
});

/** Answers each call of an operation with something else, until `unroute`. */
async function breaks(page: Page, operation: string, how: 'offline' | 'broken'): Promise<void> {
  await page.route('**/graphql', async (route) => {
    const isMeant = route.request().postData()?.includes(`query ${operation}`) === true;
    if (!isMeant) await route.continue();
    else if (how === 'offline') await route.abort();
    else await route.fulfill({ status: 500, body: '{}' });
  });
}

it('a page that could not be loaded says why, and loads once it can', LONG, async () => {
  const page = await aPage();
  await signIn(page, 'Jonas');
  await breaks(page, 'BlockedPeople', 'broken');
  await page.goto('/me/blocked');
  await page.getByText('That did not work.').waitFor();
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('You have blocked nobody.').waitFor();

  // Nothing was sent here, so the page does not speak of it.
  await breaks(page, 'Alerts', 'offline');
  await page.goto('/me/alerts');
  await page.getByText('No network. This page appears once there is one.').waitFor();
  await page.unroute('**/graphql');
  await page.getByText('You have no alerts.').waitFor();

  // The next page of a list fails: the list says so, and its button loads it later.
  await page.route('**/graphql', async (route) => {
    const asked = route.request().postDataJSON() as { query: string; variables: { nextToken?: string | null } };
    if (!asked.query.includes('query SearchTrips')) await route.continue();
    else if (asked.variables.nextToken) await route.abort();
    else {
      const response = await route.fetch();
      const answer = (await response.json()) as { data: { searchTrips: { nextToken: string } } };
      answer.data.searchTrips.nextToken = 'more';
      await route.fulfill({ response, json: answer });
    }
  });
  await page.goto(SEARCH);
  await page.locator('.more').getByText('No network.').waitFor();
  await page.unroute('**/graphql');

  // An older app stored an answer of another shape.
  const { id } = JSON.parse(await page.evaluate<string>("localStorage.getItem('takeit:person')")) as { id: string };
  await page.evaluate(`localStorage.setItem('takeit:cache:${id}:me', '{"contacts":null}')`);
  await page.goto('/me');
  await page.getByText('This page cannot be shown.').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('jonas@example.com').first().waitFor();
});
