import { inject } from 'vitest';

import { aPerson, Person } from './people.ts';
import type { TakeIt } from './takeIt.ts';
import { poolOf } from './userPool.ts';

/** A member of the group of moderators, as an operator appoints one. */
export async function aModerator(name: string, takeIt: TakeIt = inject('takeIt')): Promise<Person> {
  const person = await aPerson(name, takeIt);
  const cognito = poolOf(takeIt);
  await cognito.addToGroup(person, 'moderators');
  return new Person(takeIt.url, name, person, await cognito.signIn(person));
}
