import { setTimeout as wait } from 'node:timers/promises';

import { messageOf } from '../lib/failure.ts';
import type { Journey } from './journey.ts';
import { deleteAccount } from './operations.ts';
import type { User } from './pool.ts';

const PAUSE = 1_000;
const LONGEST = 60_000;

/**
 * Deletes everybody whom a journey created: first all that the API stores of them, then the user.
 * @returns a line for each person who remains; none when all are gone
 */
export async function cleanUp(journey: Journey): Promise<string[]> {
  const results = await Promise.all(journey.users.map((user) => removeOne(journey, user)));
  return results.filter((line) => line !== null);
}

async function removeOne(journey: Journey, user: User): Promise<string | null> {
  try {
    if (!(await journey.pool.knows(user))) return null;
    const left = await removeStored(journey, user);
    await journey.pool.remove(user);
    return left === null ? null : `The user ${user.email} is deleted, but the API still stores data of them: ${left}`;
  } catch (error) {
    return `The user ${user.email} remains in the user pool: delete them there. ${messageOf(error)}`;
  }
}

/** Why it did not come to its end; null when it did. */
async function removeStored(journey: Journey, user: User): Promise<string | null> {
  const person = journey.personOf(user);
  // Who never signed in has stored nothing.
  if (!person) return null;
  const last = Date.now() + LONGEST;
  try {
    while (Date.now() < last) {
      const { status } = await person.ask<{ status: string }>(deleteAccount);
      if (status === 'COMPLETE') return null;
      await wait(PAUSE);
    }
    return 'the removal goes on by itself.';
  } catch (error) {
    return messageOf(error);
  }
}
