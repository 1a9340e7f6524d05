import type { Context } from '@aws-appsync/utils';

import type { Contacts } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import { isOneLine } from '../hiddenCharacters.ts';
import { isFilled, type StoredItem } from '../trips/trip.ts';
import { toEmail, toLink, toMobile } from './contactRules.ts';
import type { ServiceName } from './services.ts';

/** A contact card as it is stored. */
export interface ContactsItem {
  username: string;
  created: string;
  cname: string;
  mobile: string;
  email: string;
  fb: string;
  instagram: string;
  twitter: string;
  linkedin: string;
  telegram: string;
}

/** The steps of deleteContacts hand on the card as it was. */
export type DeleteContactsContext<Result> = Context<
  unknown,
  Answered<Contacts | null> & { card: Contacts | null },
  undefined,
  undefined,
  Result
>;

/** The names on disk. */
export const STORED_LINKS = {
  facebook: 'fb',
  instagram: 'instagram',
  twitter: 'twitter',
  linkedin: 'linkedin',
  telegram: 'telegram',
} as const satisfies Record<ServiceName, keyof ContactsItem>;

/**
 * Reads a stored card. The original app checked nothing, so this checks every entry again and leaves out what does not
 * pass. A name with hidden characters is empty.
 * @returns null when there is none
 */
export function toContacts(item: StoredItem<ContactsItem> | null | undefined): Contacts | null {
  if (!item) return null;
  const { cname, mobile, email } = item;
  return {
    name: isFilled(cname) && isOneLine(cname) ? cname : '',
    mobile: isFilled(mobile) ? toMobile(mobile) : null,
    email: isFilled(email) ? toEmail(email) : null,
    facebook: linkOf(item, 'facebook'),
    instagram: linkOf(item, 'instagram'),
    twitter: linkOf(item, 'twitter'),
    linkedin: linkOf(item, 'linkedin'),
    telegram: linkOf(item, 'telegram'),
  };
}

function linkOf(item: StoredItem<ContactsItem>, service: ServiceName): string | null {
  const text = item[STORED_LINKS[service]];
  return isFilled(text) ? toLink(service, text) : null;
}
