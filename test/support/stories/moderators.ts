import { shared } from '../shared/shared.ts';
import { aPerson, Person } from './people.ts';
import type { TakeIt } from './takeIt.ts';
import { poolOf } from './userPool.ts';

/** A member of the group of moderators, as an operator appoints one. */
export async function aModerator(name: string, takeIt?: TakeIt): Promise<Person> {
  const where = takeIt ?? (await shared('takeIt'));
  const person = await aPerson(name, where);
  const cognito = poolOf(where);
  await cognito.addToGroup(person, 'moderators');
  return new Person(where.url, name, person, await cognito.signIn(person));
}
