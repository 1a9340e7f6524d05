import type { Found, Report } from './report.ts';

/** What the reasons of items that are left mean, where their names do not say it. */
const MEANINGS: Readonly<Record<string, string>> = {
  devices: 'push tokens of the first app; this API does not use them',
  subscriptions: 'saved searches of the first app; this API does not read them, and they expire in 30 days',
  userName: 'the key has a name that is not a sub: give --users',
};

/** The summary of a report for the screen. */
export function summaryOf({ mode, complete, read, items, contradictions, left, notices, people }: Report): string {
  const done = mode === 'apply' ? 'Repaired' : 'Would be repaired';
  const pick = ({ repaired, toRepair }: Found) => (mode === 'apply' ? repaired : toRepair);
  const counts = (keys: Readonly<Record<string, readonly unknown[]>>) =>
    Object.entries(keys).map(([name, { length }]) => [name, length] as const);
  const closed = pick(contradictions.acceptedClosed);
  return [
    `Read ${read.items} items`,
    ...rows(Object.entries(items)),
    ...titled(
      `${done}, by contradiction`,
      Object.entries(contradictions).map(([name, found]) => [name, pick(found)]),
    ),
    ...titled('Left, by reason', counts(left)),
    ...titled('A person must look at, by cause', counts(notices)),
    `${closed} accepted requests ${mode === 'apply' ? 'were' : 'would be'} closed, because the trip or a person is gone.`,
    ...(people.gone === null ? ['Removed people are not examined: give the list of users with --users.'] : []),
    ...(people.gone ? [`${people.gone} people are not in the list of users: they count as removed.`] : []),
    ...(complete ? [] : ['Stopped: start the run again to continue.']),
    '',
  ].join('\n');
}

function titled(title: string, entries: readonly (readonly [string, number])[]): string[] {
  const lines = rows(entries);
  return lines.length > 0 ? [title, ...lines] : [];
}

function rows(entries: readonly (readonly [string, number])[]): string[] {
  return entries
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `  ${String(count).padStart(8)}  ${name}${MEANINGS[name] ? ` (${MEANINGS[name]})` : ''}`);
}
