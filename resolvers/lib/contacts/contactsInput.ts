import { contactsKey } from '../../../domain/keys.ts';
import type { ContactsInput } from '../../../domain/schema.types.ts';
import { checkedName } from '../account/accountRules.ts';
import { invalid } from '../errors.ts';
import type { StoredItem } from '../trips/trip.ts';
import { SERVICE_NAMES, toEmail, toLink, toMobile } from './contactRules.ts';
import { type ContactsItem, STORED_LINKS } from './contacts.ts';
import { type ServiceName, SERVICES } from './services.ts';

/**
 * Checks a card before it is saved.
 * @returns it as it is stored: handles as links, without what is left out or empty
 */
export function toContactsItem(
  username: string,
  input: ContactsInput,
): StoredItem<ContactsItem> & Pick<ContactsItem, 'username' | 'created' | 'cname'> {
  const { name, mobile, email } = input;
  const card: Record<string, string> = {};
  const cname = checkedName(name);
  if (mobile) card['mobile'] = checkedMobile(mobile);
  if (email) card['email'] = checkedEmail(email);
  for (const service of SERVICE_NAMES) {
    const given = input[service];
    if (given) card[STORED_LINKS[service]] = checkedLink(service, given);
  }
  if (Object.keys(card).length === 0)
    invalid('input', 'required', 'Give at least one way to reach you beside the name.');
  return { ...contactsKey(username), cname, ...card };
}

function checkedMobile(text: string): string {
  const number = toMobile(text);
  if (number === null)
    return invalid('mobile', 'format', 'Give the mobile number with + and the country code first: +201001234567.');
  return number;
}

function checkedEmail(text: string): string {
  const address = toEmail(text);
  if (address === null) return invalid('email', 'format', 'Give one email address, for example jonas@example.com.');
  return address;
}

function checkedLink(service: ServiceName, text: string): string {
  const link = toLink(service, text);
  if (link !== null) return link;
  const { title, hosts, path } = SERVICES[service];
  return invalid(service, 'format', `Give the ${title} profile as https://${hosts[0]}/${path}… or as its handle.`);
}
