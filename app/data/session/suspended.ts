import { Hub } from 'aws-amplify/utils';

import { isDisabled } from '../api/failure.ts';
import { state } from '../api/state.ts';
import { leave, person } from './session.ts';
import { recall, store } from './storage.ts';

const NAME = 'suspended';

/** The id of the person whom the API refuses since a moderator suspended them; null: nobody. A reload does not change it. */
export const suspended = state(stored());

function stored(): string | null {
  const id = recall(NAME);
  return typeof id === 'string' ? id : null;
}

function set(id: string | null): void {
  suspended.set(id);
  store(NAME, id ?? undefined);
}

/** The API has answered the signed-in person with AccountSuspended. */
export function markSuspended(): void {
  const id = person.get()?.id;
  if (id !== undefined) set(id);
}

/** The API accepts the person again, or somebody else wants to sign in. */
export function markActive(): void {
  set(null);
}

// Cognito gives a disabled user no new tokens, and Amplify then deletes those that it has.
Hub.listen('auth', ({ payload }) => {
  if (payload.event !== 'tokenRefresh_failure' || !isDisabled(payload.data.error)) return;
  markSuspended();
  leave();
});
