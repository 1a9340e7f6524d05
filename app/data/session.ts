import { fetchAuthSession, signOut } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';

import { failureOf, OFFLINE } from './failure.ts';
import { state } from './state.ts';
import { forget, recall, store } from './storage.ts';

export interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** Who is signed in; null: nobody; undefined: not known yet. */
export const person = state<Person | null | undefined>(undefined);

const NAME = 'person';

/** Finds out who is signed in. Without a network it takes the person's word of the last time. */
export async function lookWhoIsHere(): Promise<void> {
  try {
    const { tokens } = await fetchAuthSession();
    const claims = tokens?.idToken?.payload;
    const text = (name: string) => (typeof claims?.[name] === 'string' ? claims[name] : null);
    const id = text('sub');
    set(id === null ? null : { id, name: text('name'), email: text('email') });
  } catch (error) {
    const last = recall(NAME);
    const isOffline = failureOf(error).kind === OFFLINE;
    person.set(isOffline && last !== undefined ? (last as Person) : null);
  }
}

function set(found: Person | null): void {
  const before = person.get();
  if (found !== null) store(NAME, found);
  if (before?.id !== found?.id || before === undefined) person.set(found);
}

/** Forgets that somebody is signed in, but keeps what they typed: they come back after a password. */
export function leave(): void {
  person.set(null);
}

/** Signs out on this device, and deletes what it keeps of the person. */
export async function signOutHere(): Promise<void> {
  await signOut().catch(() => undefined);
  for (const beginning of ['cache:', 'draft:', 'auth:', 'recent', NAME]) forget(beginning);
  person.set(null);
}

Hub.listen('auth', ({ payload: { event } }) => {
  if (event === 'signedIn' || event === 'signInWithRedirect') void lookWhoIsHere();
});
