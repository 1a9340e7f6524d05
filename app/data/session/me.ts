import { useEffect } from 'preact/hooks';

import { ask } from '../api/ask.ts';
import { Me, type MeQuery, SaveContacts, UpdateAccount } from '../api/operations.types.ts';
import { type Answer, refresh, useQuery } from '../api/query.ts';
import { useValue } from '../api/state.ts';
import type { Contacts } from '../api/types.ts';
import { person } from './session.ts';

const KEY = 'me';

/** The caller's account and contact card. */
export function useMe(): Answer<MeQuery> {
  return useQuery(KEY, async () => await ask(Me, {}));
}

/** What a person types of a contact card. */
export type ContactsDraft = { readonly [Channel in keyof Contacts]: string };

export const CHANNELS = ['mobile', 'email', 'facebook', 'instagram', 'twitter', 'linkedin', 'telegram'] as const;
export type Channel = (typeof CHANNELS)[number];

export function draftOf(contacts: Contacts | null, name: string): ContactsDraft {
  const none = { name, mobile: '', email: '', facebook: '', instagram: '', twitter: '', linkedin: '', telegram: '' };
  if (contacts === null) return none;
  const given = Object.entries(contacts).filter(([, value]) => value !== null);
  return { ...none, ...(Object.fromEntries(given) as Partial<ContactsDraft>) };
}

export function hasChannel(draft: ContactsDraft): boolean {
  return CHANNELS.some((channel) => draft[channel].trim() !== '');
}

/** Saves the card. Fields without a text are left out, as the API replaces the whole card. */
export async function saveCard(draft: ContactsDraft): Promise<void> {
  const given = CHANNELS.map((channel) => [channel, draft[channel].trim()] as const).filter(([, text]) => text !== '');
  const input = { name: draft.name.trim(), ...(Object.fromEntries(given) as Partial<Record<Channel, string>>) };
  const phone = input.mobile?.replaceAll(/[\s().-]/g, '').replace(/^00/, '+');
  await ask(SaveContacts, { input: phone === undefined ? input : { ...input, mobile: phone } });
  refresh(KEY);
}

/**
 * Stores the name and the language of somebody new. Amplify sends the access token, which has no name, so the API knows a
 * person's name only once it is stored.
 */
export function useFirstName(language: string): void {
  const name = useValue(person)?.name ?? null;
  const stored = useMe().data?.account.name;
  useEffect(() => {
    if (stored !== null || name === null) return;
    const saved = ask(UpdateAccount, { input: { name, language } });
    saved.then(
      () => {
        refresh(KEY);
      },
      // Without a network it is tried again at the next start.
      () => undefined,
    );
  }, [stored, name, language]);
}
