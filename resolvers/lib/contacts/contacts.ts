import type { Context } from '@aws-appsync/utils';

import { contactsKey } from '../../../domain/keys.ts';
import type { Contacts, ContactsInput } from '../../../domain/schema.types.ts';
import { checkName } from '../account/accountRules.ts';
import type { Answered } from '../appsync/answer.ts';
import { invalid } from '../errors.ts';
import { isFilled, type StoredItem } from '../trips/trip.ts';
import { SERVICE_NAMES, type ServiceName, SERVICES, toEmail, toLink, toMobile } from './contactRules.ts';

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
const STORED_LINKS = {
  facebook: 'fb',
  instagram: 'instagram',
  twitter: 'twitter',
  linkedin: 'linkedin',
  telegram: 'telegram',
} as const satisfies Record<ServiceName, keyof ContactsItem>;

/**
 * Checks a card that is to be saved.
 * @returns it as it is stored: links for handles, and nothing of what is left out or empty
 */
export function toContactsItem(
  username: string,
  input: ContactsInput,
): StoredItem<ContactsItem> & { username: string; created: string } {
  const { name, mobile, email } = input;
  const card: Record<string, string> = {};
  checkName(name);
  if (mobile) card['mobile'] = checkedMobile(mobile);
  if (email) card['email'] = checkedEmail(email);
  for (const service of SERVICE_NAMES) {
    const given = input[service];
    if (given) card[STORED_LINKS[service]] = checkedLink(service, given);
  }
  return { ...contactsKey(username), cname: name, ...card };
}

function checkedMobile(text: string): string {
  const number = toMobile(text);
  if (number === null) return invalid('mobile', 'format', 'Give the number with + and the country code first.');
  return number;
}

function checkedEmail(text: string): string {
  const address = toEmail(text);
  if (address === null) return invalid('email', 'format', 'Give the e-mail address by itself.');
  return address;
}

function checkedLink(service: ServiceName, text: string): string {
  const link = toLink(service, text);
  if (link !== null) return link;
  const { title, hosts, path } = SERVICES[service];
  return invalid(service, 'format', `Give the ${title} profile as https://${hosts[0]}/${path}… or as its bare handle.`);
}

/**
 * Reads a stored card. The original app checked nothing, so every entry is checked again; what doesn't pass is left out.
 * @returns null when there is none
 */
export function toContacts(item: StoredItem<ContactsItem> | null | undefined): Contacts | null {
  if (!item) return null;
  const { cname, mobile, email } = item;
  return {
    name: isFilled(cname) ? cname : '',
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
