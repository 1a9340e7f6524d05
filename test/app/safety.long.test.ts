import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';

import type { Trip } from '../../domain/schema.types.ts';
import { aPage, closeBrowser, signInWith, violationsOn } from '../support/app/browser.ts';
import { aMember, aModerator } from '../support/app/people.ts';
import { until } from '../support/processes.ts';
import { shared } from '../support/shared/shared.ts';
import { aRequest } from '../support/stories/requests.ts';
import { poolOf, type SignIn } from '../support/stories/userPool.ts';
import { aTrip } from '../support/trips.ts';

afterAll(closeBrowser);

const LONG = { timeout: 180_000 };

/** A phone on which a person is signed in. */
async function phoneOf(person: SignIn): Promise<Page> {
  const page = await aPage();
  await signInWith(page, person);
  return page;
}

/** Puts a request for a kilogram of clothes together and presses the button. */
async function asks(page: Page, traveler: string): Promise<void> {
  await page.getByRole('button', { name: 'More: Clothes' }).click();
  await page.getByRole('button', { name: `Ask ${traveler} to take 1 kg` }).click();
}

/** A member with a trip that the other tests do not find. */
async function aTraveler(name: string) {
  const person = await aMember(name);
  const trip: Trip = await person.posts(aTrip({ fromCity: 'Porto-Portugal', toCity: 'Lima-Peru' }));
  return { person, trip };
}

it('a person is blocked, reported and suspended, and restored by a moderator', LONG, async () => {
  const { person: amira, trip } = await aTraveler('Amira');
  const jonas = await aMember('Jonas');
  const { id } = await jonas.sends(aRequest(trip, { note: 'Pay me first.' }));
  // The moderator's list has several reports.
  for (const reason of ['OTHER', 'SPAM'] as const) await jonas.reports({ person: amira.id, tripId: trip.id, reason });
  const mona = await aModerator('Mona');
  const [hers, his, moderators] = [await phoneOf(amira), await phoneOf(jonas), await phoneOf(mona)];

  // Amira blocks Jonas. The request closes on both phones by itself.
  await his.goto(`/requests/sent/${id}`);
  await his.getByText('Waits for Amira’s answer').waitFor();
  await hers.goto(`/requests/received/${id}`);
  await hers.getByRole('button', { name: 'Block Jonas' }).click();
  await hers.getByRole('button', { name: 'Yes, block' }).click();
  await hers.getByText('You have blocked Jonas.').waitFor();
  await hers.locator('.timeline').getByText('This request is closed').waitFor();
  await his.locator('.timeline').getByText('This request is closed').waitFor();

  // Jonas cannot send again, and reads no reason.
  await his.getByRole('link', { name: 'Ask again' }).click();
  await asks(his, 'Amira');
  await his.getByText('You cannot send a request to this traveler.').waitFor();

  // Amira reports him, and finds him among the people whom she has blocked.
  await hers.getByRole('button', { name: 'Report Jonas' }).click();
  await hers.getByLabel('What is wrong?').selectOption('FRAUD');
  await hers.getByLabel('What happened?').fill('He wants money before we meet.');
  expect(await violationsOn(hers)).toEqual([]);
  await hers.getByRole('button', { name: 'Send the report' }).click();
  await hers.getByText('Thank you. A moderator will look at it.').waitFor();
  await hers.getByRole('link', { name: 'Blocked people' }).click();
  await hers.getByRole('button', { name: 'Unblock Jonas' }).waitFor();
  expect(await violationsOn(hers)).toEqual([]);

  // The moderator reads the report with the request as it was, and suspends him.
  await moderators.getByRole('link', { name: 'Me', exact: true }).click();
  await moderators.getByRole('link', { name: 'Reports' }).click();
  const report = moderators.getByRole('article').filter({ hasText: 'Amira reports Jonas' });
  await report.getByText('He wants money before we meet.').waitFor();
  await report.getByText('Pay me first.').waitFor();
  await report.getByRole('button', { name: 'Suspend Jonas' }).click();
  expect(await violationsOn(moderators)).toEqual([]);
  const other = await phoneOf(jonas);
  await other.getByRole('link', { name: 'Me', exact: true }).click();
  await other.getByLabel('Your currency').waitFor();
  await report.getByRole('button', { name: 'Yes, suspend' }).click();
  await moderators.getByText('Jonas is suspended.').waitFor();
  await report.waitFor({ state: 'detached' });

  // The next change on his other phone is refused, and he can still download and remove his data.
  await other.getByLabel('Your currency').selectOption('USD');
  await other.getByRole('heading', { name: 'Your account is suspended' }).waitFor();
  await other.getByRole('button', { name: 'Download my data' }).waitFor();
  await other.getByRole('link', { name: 'Remove my account' }).waitFor();
  expect(await violationsOn(other)).toEqual([]);

  // The phone that he does not touch shows it by itself. After his token has ended, he cannot sign in.
  await his.getByRole('heading', { name: 'Your account is suspended' }).waitFor();
  await other.getByText('You can no longer sign in with it.').waitFor();
  expect(await violationsOn(other)).toEqual([]);
  await other.reload();
  await other.getByRole('button', { name: 'Sign in with another account' }).click();
  await other.getByLabel('E-mail address').fill(jonas.email);
  await other.getByLabel('Password').fill(jonas.password);
  await other.locator('form button[type=submit]').click();
  await other.getByText('This account is suspended.').waitFor();

  // The moderator restores him, and he signs in again.
  await moderators.getByRole('link', { name: 'Suspended' }).click();
  await report.getByRole('button', { name: 'Restore Jonas' }).click();
  await moderators.getByText('Jonas can sign in and use Take It again.').waitFor();
  const pool = poolOf((await shared('app')).takeIt);
  await until(() => pool.signIn(jonas).then(Boolean, () => false), 'Jonas can sign in');
  const again = await phoneOf(jonas);
  await again.goto('/me/reports');
  await again.getByText('There is nothing at this address.').waitFor();

  // Amira ends the block.
  await hers.getByRole('button', { name: 'Unblock Jonas' }).click();
  await hers.getByText('You have blocked nobody.').waitFor();
});

it('a traveler declines a withdrawn request for good, and its limit is explained', LONG, async () => {
  const { person: amira, trip } = await aTraveler('Amira');
  const jonas = await aMember('Jonas');
  for (let sends = 0; sends < 3; sends += 1) {
    const { id } = await jonas.sends(aRequest(trip, { note: `Try ${sends}` }));
    await jonas.cancels(id);
  }
  const { id } = (await jonas.findsOwnRequest(trip.id)) ?? { id: '' };
  const [hers, his] = [await phoneOf(amira), await phoneOf(jonas)];
  await his.goto(`/trip/${trip.id}`);
  await asks(his, 'Amira');
  await his.getByText('You have sent this request 3 times.').waitFor();
  await hers.goto(`/requests/received/${id}`);
  await hers.getByRole('button', { name: 'Decline for good' }).click();
  await hers.getByRole('button', { name: 'Yes, decline for good' }).click();
  await hers.locator('.timeline').getByText('Declined').waitFor();
  await his.getByText('Amira cannot take it this time.').waitFor();
});
