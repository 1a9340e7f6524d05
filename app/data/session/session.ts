import { fetchAuthSession, signOut } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';

import { failureOf, OFFLINE } from '../api/failure.ts';
import { state } from '../api/state.ts';
import { forget, onStoredElsewhere, recall, store } from './storage.ts';

export interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  /** Whether the person may read and decide reports. */
  readonly isModerator: boolean;
}

/** Who is signed in; null: nobody; undefined: not known yet. */
export const person = state<Person | null | undefined>(undefined);

/** Whether the sign-in ended by itself, so that the person should be told. */
export const ended = state(false);

const NAME = 'person';
/** The group of the user pool whose members decide reports. */
const MODERATORS = 'moderators';

/** Finds out who is signed in. Without a network it takes the person's word of the last time. */
export async function lookWhoIsHere(): Promise<void> {
  try {
    const { tokens } = await fetchAuthSession();
    const claims = tokens?.idToken?.payload;
    const text = (name: string) => (typeof claims?.[name] === 'string' ? claims[name] : null);
    const id = text('sub');
    const groups = claims?.['cognito:groups'];
    const isModerator = Array.isArray(groups) && groups.includes(MODERATORS);
    set(id === null ? null : { id, name: text('name'), email: text('email'), isModerator });
  } catch (error) {
    const last = recall(NAME);
    const isOffline = failureOf(error).kind === OFFLINE;
    person.set(isOffline && last !== undefined ? (last as Person) : null);
  }
}

function set(found: Person | null): void {
  const before = person.get();
  if (found !== null) {
    store(NAME, found);
    ended.set(false);
  }
  if (before?.id !== found?.id || before === undefined) person.set(found);
}

/** Forgets that somebody is signed in, but keeps what they typed: they come back after a password. */
export function leave({ isExpired = false } = {}): void {
  ended.set(isExpired);
  person.set(null);
}

/** Signs out on this device, and deletes what it keeps of the person. */
export async function signOutHere(): Promise<void> {
  await signOut().catch(() => undefined);
  for (const beginning of ['cache:', 'draft:', 'auth:', 'recent', 'suspended', NAME]) forget(beginning);
  person.set(null);
}

// All tabs share the tokens. Without this, a tab would show one person and act as another.
onStoredElsewhere(NAME, () => void lookWhoIsHere());

Hub.listen('auth', ({ payload: { event } }) => {
  if (event === 'signedIn' || event === 'signInWithRedirect') void lookWhoIsHere();
});
