import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

import { acceptJonas, askAmira, openDemo } from './demo.ts';

/**
 * Takes the README's picture from a demo that is running: `npm start -- --fresh`, then `npm run picture`. Needs Debian's
 * `chromium`, or another one named by CHROMIUM.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:20002' },
    out: { type: 'string', default: 'docs/app.png' },
  },
});
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1180, height: 1040 }, locale: 'en-GB' });
  const phones = await openDemo(page, values.url);
  await askAmira(phones, 'Two winter jackets. I can come to Kreuzberg.');
  await acceptJonas(phones);
  // The news and the pushes go away by themselves.
  for (const phone of [phones.amira, phones.jonas]) await phone.locator('.news-item').waitFor({ state: 'detached' });
  await page.locator('.push').first().waitFor({ state: 'detached' });
  // Amira's contacts, and Jonas's page from its beginning.
  await phones.amira.locator('.contact a').last().focus();
  await page.screenshot({ path: values.out, fullPage: true });
  process.stdout.write(`${values.out} shows the demo at ${values.url}\n`);
} finally {
  await browser.close();
}
