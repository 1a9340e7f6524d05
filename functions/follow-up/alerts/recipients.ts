import { accountKey, BLOCKS } from '../../../domain/keys.ts';
import { readAll } from '../../lib/readAll.ts';
import { itemsBetween } from '../../lib/table.ts';
import type { Alert } from './readAlerts.ts';

/**
 * The alerts of people who may learn of a traveler's trip: their accounts are active, and neither of the two has blocked the
 * other. Creating an alert stores an account, so a person without one is removed.
 */
export async function withoutStrangers(alerts: readonly Alert[], traveler: string): Promise<Alert[]> {
  if (alerts.length === 0) return [];
  const people = new Set(alerts.map(({ username }) => username));
  for (const person of await blocksOf(traveler)) people.delete(person);
  const accounts = await readAll([...people].map(accountKey));
  const active = new Set(accounts.filter(isActive).map(({ username }) => username));
  return alerts.filter(({ username }) => active.has(username));
}

/** Whether an account is neither being removed nor suspended. */
export function isActive(account: Readonly<Record<string, unknown>> | undefined): boolean {
  return account?.['removing'] === undefined && account?.['suspended'] === undefined;
}

/** The people of blocks in both directions: `blocked_` sorts just before `blockedby_`. */
async function blocksOf(traveler: string): Promise<string[]> {
  const people: string[] = [];
  for await (const items of itemsBetween(traveler, BLOCKS.blocked, `${BLOCKS.blockedBy}~`)) {
    people.push(...items.map(({ created }) => String(created).split('_')[1] ?? ''));
  }
  return people;
}
