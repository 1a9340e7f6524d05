import { afterAll, expect, it } from 'vitest';

import { aPage, closeBrowser } from '../support/app/browser.ts';
import { until } from '../support/processes.ts';
import { shared } from '../support/shared/shared.ts';

afterAll(closeBrowser);

const PASSWORD = 'Berlin-2-Cairo';

it(
  'a new person learns what is missing, corrects an address, and confirms after a reload',
  { timeout: 180_000 },
  async () => {
    const page = await aPage();
    const send = async () => {
      await page.locator('form button[type=submit]').click();
    };
    const alert = (text: string) => page.getByRole('alert').filter({ hasText: text });
    await page.goto('/');
    await send();
    await alert('Please fill in every field.').waitFor();

    // No call tells this page that the network is back.
    await page.context().setOffline(true);
    await page.getByText('Offline. You can go on once there is a network.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Offline.').waitFor({ state: 'detached' });

    // The page of a new password: the person can correct the address, and ask for another code.
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail address').fill('somebody@example.com');
    await send();
    await page.getByText('We sent a code to somebody@example.com.').waitFor();
    await send();
    await alert('Please fill in every field.').waitFor();
    await page.getByRole('button', { name: 'Send a new code' }).click();
    await page.getByText('A new code is on its way.').waitFor();
    await page.getByRole('button', { name: 'Use another e-mail address' }).click();
    await page.getByLabel('E-mail address').waitFor();

    await page.goto('/sign-up');
    await until(async () => (await page.title()) === 'Create an account · Take It', 'the tab names the page');
    await page.getByLabel('E-mail address').fill('pauline@example.com');
    await page.getByLabel('Password').fill(PASSWORD);
    await send();
    await alert('Please fill in every field.').waitFor();
    await page.getByLabel('Your name').fill('Pauline');
    await page.getByLabel('E-mail address').fill('pauline');
    await send();
    await alert('This is no e-mail address.').waitFor();
    await page.getByLabel('E-mail address').fill('pauline@example.com');
    await send();
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor();

    // The password is gone after a reload, so the person signs in.
    await page.reload();
    await send();
    await alert('Please fill in every field.').waitFor();
    const code = await (await fetch(`${(await shared('app')).codes}?email=pauline%40example.com`)).text();
    await page.getByLabel('Code').fill(code);
    await send();
    await page.getByText('Your e-mail address is confirmed. You can sign in now.').waitFor();
    expect(await page.getByRole('heading', { name: 'Sign in' }).count()).toBe(1);
  },
);
