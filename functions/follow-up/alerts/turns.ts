import { accountKey } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import { type Item, update, type Write } from '../../lib/table.ts';

/** Whether the trips of a person have been matched with alerts as often as they can be on one day. */
export function isOverLimit(account: Item | undefined): boolean {
  return matchingsOn(account, utcDay()) >= limits.matchingsPerDay;
}

/** Counts a matching in the account as it was read. The records of one person come one after the other. */
export function countMatching(username: string, account: Item | undefined): Write {
  const today = utcDay();
  return update(accountKey(username), {
    text: 'SET matchday = :today, daymatchings = :count',
    values: { ':today': today, ':count': matchingsOn(account, today) + 1 },
  });
}

function matchingsOn(account: Item | undefined, day: string): number {
  const { matchday, daymatchings } = account ?? {};
  return matchday === day && typeof daymatchings === 'number' ? daymatchings : 0;
}

function utcDay(): string {
  return new Date().toISOString().slice(0, 10);
}
