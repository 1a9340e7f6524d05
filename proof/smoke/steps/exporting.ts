import type { AccountExport } from '../../../domain/schema.types.ts';
import { exportAccount } from '../operations.ts';
import type { Person } from '../person.ts';
import type { Chapter } from '../step.ts';
import { MOBILES } from './profiles.ts';

/** All pages as one text. */
async function exportOf({ ask }: Person): Promise<{ counts: Record<string, number>; text: string }> {
  const counts: Record<string, number> = {};
  let text = '';
  let nextToken: string | null = null;
  do {
    const page: AccountExport = await ask<AccountExport>(exportAccount, { nextToken });
    const document = JSON.parse(page.document) as Readonly<Record<string, readonly unknown[]>>;
    for (const [kind, items] of Object.entries(document)) counts[kind] = (counts[kind] ?? 0) + items.length;
    text += page.document;
    nextToken = page.nextToken ?? null;
  } while (nextToken !== null);
  return { counts, text };
}

/** A person's copy of their own data. */
export const exporting: Chapter = {
  title: 'Export',
  steps: [
    {
      title: "the requester's copy has all their data, and no contacts of the traveler",
      expected: { account: 1, contacts: 1, trips: 0, requests: 4, hasOwnMobile: true, hasOtherMobile: false },
      run: async (journey) => {
        const { counts, text } = await exportOf(journey.get('requester'));
        return {
          ...counts,
          hasOwnMobile: text.includes(MOBILES.requester),
          hasOtherMobile: text.includes(MOBILES.traveler),
        };
      },
    },
    {
      title: "the stranger's copy has no requests",
      expected: { trips: 1, requests: 0 },
      run: async (journey) => (await exportOf(journey.get('stranger'))).counts,
    },
  ],
};
