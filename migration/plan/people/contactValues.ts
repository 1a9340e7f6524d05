import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import * as limits from '../../../domain/limits.ts';
import { isReserved } from '../../../resolvers/lib/contacts/reservedHandles.ts';
import { type ServiceName, SERVICES } from '../../../resolvers/lib/contacts/services.ts';

/**
 * The entries of a contact card that the API shows. The API's own readers need AppSync, so these functions repeat the
 * rules of resolvers/lib/contacts/contactRules.ts; a test compares both.
 */

/** What the API removes between the digits of a number. */
const BETWEEN_DIGITS = /[ \-().\u00A0\u202F\u2011\u200E\u202A\u202C\u2066\u2069]/gu;
const E164 = /^\+[1-9]\d{6,14}$/;
const MOST_MOBILE = 50;
/** The national prefix, which nobody dials from abroad (ITU-T E.123, section 2). */
const NATIONAL_PREFIX = /\(0\)/g;

/** The number that the API shows for a stored text; null if it shows none. */
export function shownMobile(text: string): string | null {
  const number = text.replaceAll(BETWEEN_DIGITS, '');
  return text.length <= MOST_MOBILE && E164.test(number) ? number : null;
}

/**
 * A telephone number as it is dialled from abroad: `0049151…` and `+49 (0)151…` become `+49151…`. Google's library knows in
 * which countries the 0 stays, as in `+39 06…`.
 * @returns the text itself if it has several readings or none
 */
export function tidyMobile(text: string): string {
  const trimmed = text.trim();
  const international = trimmed.replace(/^00(?=\s*[1-9])/, '+');
  if (!international.startsWith('+')) return trimmed;
  const forms = [international, international.replaceAll(NATIONAL_PREFIX, ' ')];
  const numbers = forms.map((form) => parsePhoneNumberFromString(form));
  const number = numbers.find((one) => one?.isValid()) ?? numbers.find((one) => one?.isPossible());
  return number && number.number !== shownMobile(trimmed) ? number.number : trimmed;
}

const ATOM = "[0-9A-Za-z!$'*+/^_{|}~-]+";
const LABEL = '[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?';
const EMAIL = new RegExp(`^(?=[^@]{1,64}@)${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?=[0-9-]*[A-Za-z])${LABEL}$`);

export function isEmail(text: string): boolean {
  return text.length <= limits.emailLength && EMAIL.test(text);
}

/** A link with the scheme that the API requires, if the text names a host of the service. */
export function tidyLink(service: ServiceName, text: string): string {
  const trimmed = text.trim();
  const bare = trimmed.replace(/^http:\/\//i, '');
  const names = (host: string) => bare.toLowerCase().startsWith(`${host}/`);
  return SERVICES[service].hosts.some(names) ? `https://${bare}` : trimmed;
}

/** The API writes numbers of characters as Java does. */
const java = (pattern: string) => new RegExp(`^(?:${pattern.replaceAll('\\x{', '\\u{')})$`, 'u');
const DOTTED = /^[^.]+(?:\.[^.]+)*$/u;
const FILE = /\.(?:php(?:\.[^]*)?|html?|txt|xml|ico)$/u;
const WORDS = /^(?=[^]*[\p{L}\p{N}])[\p{L}\p{M}\p{N}\p{So}\u{1F3FB}-\u{1F3FF}\u200C\u200D-]+$/u;

/** Whether the API shows a text as a link to a profile. */
export function isLink(service: ServiceName, text: string): boolean {
  const { hosts, path } = SERVICES[service];
  const start = hosts
    .map((host) => `https://${host}/${path}`)
    .find((prefix) => text.slice(0, prefix.length).toLowerCase() === prefix);
  const given = start === undefined ? text : text.slice(start.length);
  const [cut = ''] = given.split('?');
  const forms = [given, given.replace(/^@/, ''), ...(start === undefined ? [] : [cut, cut.replace(/\/$/, '')])];
  return forms.some((form) => isHandle(service, form));
}

function isHandle(service: ServiceName, text: string): boolean {
  if (!java(SERVICES[service].handle).test(text) || !DOTTED.test(text)) return false;
  if (text.includes('?')) return true;
  const word = text.toLowerCase();
  if (service === 'linkedin') return WORDS.test(decoded(text)) && !isReserved(service, word);
  const read = service === 'facebook' ? word.replaceAll('.', '') : word;
  return !isReserved(service, read) && !FILE.test(word);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
