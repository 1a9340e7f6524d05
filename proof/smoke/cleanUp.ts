import { setTimeout as wait } from 'node:timers/promises';

import { messageOf } from '../lib/failure.ts';
import type { Journey } from './journey.ts';
import { deleteAccount } from './operations.ts';
import type { User } from './pool.ts';

const PAUSE = 1_000;
const LONGEST = 60_000;

/**
 * Deletes all people that a journey created: first their stored data, then the user.
 * @returns a line for each person who remains; empty if all are deleted
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
    return left === null ? null : `The user ${user.email} is deleted, but the API still stores their data: ${left}`;
  } catch (error) {
    return `The user ${user.email} remains in the user pool: delete them there. ${messageOf(error)}`;
  }
}

/** Removes a person's stored data. Returns the reason if that did not finish, otherwise null. */
async function removeStored(journey: Journey, user: User): Promise<string | null> {
  const person = journey.personOf(user);
  // A person who never signed in has stored nothing.
  if (!person) return null;
  const last = Date.now() + LONGEST;
  try {
    while (Date.now() < last) {
      const { status } = await person.ask<{ status: string }>(deleteAccount);
      if (status === 'COMPLETE') return null;
      await wait(PAUSE);
    }
    return 'the removal continues by itself.';
  } catch (error) {
    return messageOf(error);
  }
}
