import { type Item, placeOf } from '../../../migration/item.ts';
import { People } from '../../../migration/plan/people/people.ts';
import { plan } from '../../../migration/plan/plan.ts';
import { surveyOf } from '../../../migration/plan/survey.ts';
import type { StoredItems } from '../stories/storedItems.ts';

/** Migrates these items of a table alone: it decides with the migration's own plan, and writes what that says. */
export async function migrateItems(items: readonly Item[], { storeAll, forget }: StoredItems): Promise<void> {
  const survey = surveyOf(items, new People(null));
  const { requests, others } = plan(survey, Math.floor(Date.now() / 1000));
  for (const { verdict } of [...requests, ...others]) {
    if (verdict.outcome !== 'repair') continue;
    const { before, after } = verdict.repair;
    const kept = new Set(after.map(placeOf));
    for (const item of before) if (!kept.has(placeOf(item))) await forget(item);
    await storeAll(after);
  }
}
