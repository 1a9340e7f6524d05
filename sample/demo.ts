import type { FrameLocator, Page } from 'playwright-core';

/** The page of both phones. */
export interface Phones {
  readonly amira: FrameLocator;
  readonly jonas: FrameLocator;
}

/** Opens the demo and waits until both are signed in. */
export async function openDemo(page: Page, url: string): Promise<Phones> {
  await page.goto(new URL('/demo', url).href);
  const phones = { amira: phoneOf(page, 'amira'), jonas: phoneOf(page, 'jonas') };
  for (const phone of [phones.amira, phones.jonas]) await phone.getByRole('navigation').first().waitFor();
  return phones;
}

function phoneOf(page: Page, name: string): FrameLocator {
  return page.frameLocator(`iframe[name="phone-${name}"]`);
}

/** Jonas searches and asks Amira for 2 kg of clothes; her phone shows it at once. */
export async function askAmira({ amira, jonas }: Phones, note: string): Promise<void> {
  await chooseCity(jonas, 'From', 'Berlin');
  await chooseCity(jonas, 'To', 'Cairo');
  await jonas.getByRole('article').filter({ hasText: 'Amira' }).first().getByRole('link').click();
  const more = jonas.getByRole('button', { name: 'More: Clothes' });
  for (let kilograms = 0; kilograms < 2; kilograms += 1) await more.click();
  await jonas.getByRole('textbox', { name: /A word to the traveler/ }).fill(note);
  await jonas.getByRole('button', { name: /^Ask Amira to take 2 kg/ }).click();
  await amira.getByRole('article').filter({ hasText: 'Jonas' }).first().waitFor();
}

/** Amira accepts, and both see the other's contacts. */
export async function acceptJonas({ amira, jonas }: Phones): Promise<void> {
  await amira
    .getByRole('article')
    .filter({ hasText: 'Jonas' })
    .filter({ hasText: 'Open' })
    .first()
    .getByRole('link')
    .click();
  await amira.getByRole('button', { name: 'Accept' }).click();
  await amira.getByRole('heading', { name: 'Reach Jonas' }).waitFor();
  await jonas.getByRole('heading', { name: 'Reach Amira' }).waitFor();
}

async function chooseCity(phone: FrameLocator, label: string, name: string): Promise<void> {
  const field = phone.getByRole('combobox', { name: label, exact: true });
  await field.fill(name);
  await phone.getByRole('option', { name: new RegExp(`^${name}`) }).click();
}
