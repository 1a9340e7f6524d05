import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

import { shared } from '../shared/shared.ts';
import type { SignIn } from '../stories/userPool.ts';

const PASSWORD = 'Berlin-2-Cairo';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let launched: Promise<Browser> | undefined;

/** One browser for all tests of a process; it ends with the process. */
async function browser(): Promise<Browser> {
  launched ??= chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  return await launched;
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
  launched = undefined;
}

export const PHONE = { width: 390, height: 844 };

/** A new browser context of somebody's own, which fails the test when the page does. */
export async function aPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await (
    await browser()
  ).newContext({
    viewport: PHONE,
    locale: 'en-GB',
    baseURL: (await shared('app')).url,
    // Endless animations would keep a processor busy.
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(page, task.name);
    await context.close();
    const [error] = errors;
    if (error !== undefined) throw error;
  });
  return page;
}

/** Shows what was on the screen of a test that failed. */
async function picture(page: Page, test: string): Promise<void> {
  pictures += 1;
  const path = join(tmpdir(), `take-it-${test.replaceAll(/\W+/g, '-').slice(0, 40)}-${pictures}.png`);
  await page.screenshot({ path, fullPage: true });
  process.stderr.write(`The page of "${test}": ${path}\n`);
}

let pictures = 0;

/** Signs in as somebody of the sample, with the password. */
export async function signIn(page: Page, name: string): Promise<void> {
  await signInWith(page, { email: `${name.toLowerCase()}@example.com`, password: PASSWORD });
}

/** Signs in as anybody who has a password. */
export async function signInWith(page: Page, { email, password }: SignIn): Promise<void> {
  await page.goto('/');
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('form button[type=submit]').click();
  await page.locator('nav.tabs').waitFor();
}

/** Signs somebody new up, with the code that the host prints. */
export async function signUp(page: Page, name: string): Promise<void> {
  const email = `${name.toLowerCase()}@example.com`;
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  const code = await (await fetch(`${(await shared('app')).codes}?email=${encodeURIComponent(email)}`)).text();
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.locator('nav.tabs').waitFor();
}

/** Chooses a city by its suggestion, or by its name with the country. */
export async function chooseCity(page: Page, label: string, city: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true }).last();
  await field.fill(city);
  await field.press('Enter');
}

/** What axe finds wrong on the page as it is: rule and element. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<Results>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

interface Results {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if ((await element.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not reach the element.');
}

/** When the ID token that the page holds ends, in milliseconds. */
export async function tokenEnd(page: Page): Promise<number> {
  const find = `localStorage.getItem(Object.keys(localStorage).find((name) => name.endsWith('.idToken')) ?? '') ?? ''`;
  const [, claims = ''] = (await page.evaluate<string>(find)).split('.');
  const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number };
  return exp * 1_000;
}

/** When the browser first painted content, in milliseconds after the navigation began. */
export async function firstPaint(page: Page): Promise<number> {
  return await page.evaluate<number>(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') resolve(startTime);
    }).observe({ type: 'paint', buffered: true });
  })`);
}

/** A value of the computed style of the first element of a selector. */
export async function styleOf(page: Page, selector: string, property: string): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return await page.evaluate<string>(`getComputedStyle(${element}).getPropertyValue('${property}')`);
}
