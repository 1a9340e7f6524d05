import { shared } from '../shared/shared.ts';
import * as moderators from '../stories/moderators.ts';
import * as people from '../stories/people.ts';

/** Somebody new with a contact card, whom the web app shows. */
export async function aMember(name: string): Promise<people.Person> {
  return await people.aMember(name, (await shared('app')).takeIt);
}

/** A moderator who can sign in to the web app. */
export async function aModerator(name: string): Promise<people.Person> {
  return await moderators.aModerator(name, (await shared('app')).takeIt);
}
