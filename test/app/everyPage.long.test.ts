import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';

import { aPage, closeBrowser, PHONE, signIn, styleOf, violationsOn } from '../support/app/browser.ts';

afterAll(closeBrowser);

const LONG = { timeout: 180_000 };
const SEARCH = '/?from=Berlin-Germany&to=Istanbul-T%C3%BCrkiye';

/** Pages before signing in, each with what shows that it is there. */
const OUTSIDE = [
  ['/', '.hero'],
  ['/sign-up', 'form'],
  ['/confirm?email=a@example.com', 'form'],
  ['/reset', 'form'],
] as const;

/** Pages of somebody who is signed in. */
const INSIDE = [
  ['/', '.cities'],
  [SEARCH, 'article'],
  ['/?from=Oslo-Norway&to=Rome-Italy&minFreeKg=3', '.empty'],
  ['/trips', '.empty'],
  ['/trips?past', '.empty'],
  ['/trips/new', 'form'],
  ['/requests/received', '.empty'],
  ['/requests/sent', '.empty, article'],
  ['/me', '.contacts'],
  ['/me/remove', 'form'],
  ['/me/alerts', '.empty'],
  ['/me/blocked', '.empty'],
  ['/nowhere', '.empty'],
] as const;

/** Opens each page and the trip that the search finds, and calls back with its path. */
async function visit(page: Page, pages: typeof OUTSIDE | typeof INSIDE, look: (path: string) => Promise<void>) {
  for (const [path, sign] of pages) {
    await page.goto(path);
    await page.locator(sign).first().waitFor();
    await look(path);
  }
}

async function visitTrip(page: Page, look: (path: string) => Promise<void>) {
  await page.goto(SEARCH);
  await page.getByRole('article').first().getByRole('link').click();
  await page.locator('form .stepper').first().waitFor();
  await look('/trip');
}

describe('axe finds nothing wrong', LONG, () => {
  it.each(['light', 'dark'] as const)('on any page, in %s colours', async (colorScheme) => {
    const page = await aPage({ colorScheme });
    const found: string[] = [];
    const look = async (path: string) => {
      found.push(...(await violationsOn(page)).map((violation) => `${path} ${violation}`));
    };
    await visit(page, OUTSIDE, look);
    await signIn(page, 'Jonas');
    await visit(page, INSIDE, look);
    await visitTrip(page, look);
    expect(found).toEqual([]);
  });

  it('on a wide screen with list and detail, and on the demo', async () => {
    const page = await aPage({ viewport: { width: 1280, height: 900 } });
    await signIn(page, 'Jonas');
    const found: string[] = [];
    const look = async (path: string) => {
      found.push(...(await violationsOn(page)).map((violation) => `${path} ${violation}`));
    };
    await visitTrip(page, look);
    await page.goto('/demo');
    await page.frameLocator('iframe[name=phone-amira]').locator('nav.tabs').waitFor();
    await look('/demo');
    expect(found).toEqual([]);
  });
});

describe('Arabic', LONG, () => {
  it('fills every page at 390 pixels from right to left, with nothing cut off', async () => {
    const page = await aPage({ locale: 'ar-EG' });
    const wide: string[] = [];
    const look = async (path: string) => {
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      expect(await styleOf(page, 'body', 'direction')).toBe('rtl');
      if (overflow > 0) wide.push(`${path}: ${overflow} px`);
    };
    await visit(page, OUTSIDE, look);
    await signIn(page, 'Jonas');
    await visit(page, INSIDE, look);
    await visitTrip(page, look);
    expect(wide).toEqual([]);
    expect(await styleOf(page, '.split-detail .route .icon', 'transform')).toMatch(/^matrix\(-1/);
    expect(await page.locator('.split-detail').innerText()).toMatch(/[٠-٩]/);
    expect(page.viewportSize()).toEqual(PHONE);
  });
});
