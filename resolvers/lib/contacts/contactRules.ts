import * as limits from '../../../domain/limits.ts';
import { util } from '../appsync/appsync.ts';
import { fits } from '../pattern.ts';
import { isReserved } from './reservedHandles.ts';
import { type ServiceName, SERVICES } from './services.ts';

/** The order in which they are checked. */
export const SERVICE_NAMES: readonly ServiceName[] = ['facebook', 'instagram', 'twitter', 'linkedin', 'telegram'];

/** No dot at an end or beside another dot, so that a browser reads no `.` and `..` as a path. */
const DOTTED = '[^.]+(?:\\.[^.]+)*';
/** Files of a service end so; `.php` also hides before another ending. */
const FILE = '[\\s\\S]*\\.(?:php(?:\\.[\\s\\S]*)?|html?|txt|xml|ico)';
/** What LinkedIn's handles consist of when decoded: no punctuation and no spaces, because some look like a `/`. */
const WORDS = '(?=[\\s\\S]*[\\p{L}\\p{N}])[\\p{L}\\p{M}\\p{N}\\p{So}\\x{1F3FB}-\\x{1F3FF}\\u200C\\u200D-]+';

/**
 * The link to a person's profile, made from the handle alone.
 * @param text a link to a profile of this service, or the bare handle
 * @returns null when it is neither
 */
export function toLink(service: ServiceName, text: string): string | null {
  const { hosts, path } = SERVICES[service];
  const starts = hosts.map((host) => `https://${host}/${path}`);
  const start = starts.find((prefix) => text.slice(0, prefix.length).toLowerCase() === prefix);
  const given = start === undefined ? text : text.slice(start.length);
  // Apps add parameters such as `?igsh=…` to the links that they share.
  const cut = given.split('?')[0] ?? '';
  const forms = [
    given,
    given.startsWith('@') ? given.slice(1) : given,
    cut,
    cut.endsWith('/') ? cut.slice(0, -1) : cut,
  ];
  const handle = (start === undefined ? forms.slice(0, 2) : forms).find((form) => isHandle(service, form));
  return handle === undefined ? null : `https://${hosts[0]}/${path}${handle}`;
}

/** Whether a text is a handle that this service can give to a person. */
function isHandle(service: ServiceName, text: string): boolean {
  if (!fits(SERVICES[service].handle, text) || !fits(DOTTED, text)) return false;
  // Only Facebook's `profile.php?id=` has a question mark.
  if (text.includes('?')) return true;
  if (service === 'linkedin') return isLinkedIn(text);
  const word = text.toLowerCase();
  // Facebook ignores dots: `log.in` is `login`.
  const read = service === 'facebook' ? word.split('.').join('') : word;
  return !isReserved(service, read) && !fits(FILE, word);
}

function isLinkedIn(text: string): boolean {
  return fits(WORDS, util.urlDecode(text)) && !isReserved('linkedin', text.toLowerCase());
}

/** Signs that people write, and phones paste, into a number: brackets, kinds of spaces and hyphens, marks of direction. */
const BETWEEN_DIGITS = ' -().\u00A0\u202F\u2011\u200E\u202A\u202C\u2066\u2069';
/** Longer texts are no numbers; nothing else bounds them before they are read. */
const MOST_MOBILE = 50;

/** A telephone number in international form (ITU-T E.164), without what people write between its digits; null for any other. */
export function toMobile(text: string): string | null {
  if (text.length > MOST_MOBILE) return null;
  const number = BETWEEN_DIGITS.split('').reduce((digits, sign) => digits.split(sign).join(''), text);
  return fits('\\+[1-9]\\d{6,14}', number) ? number : null;
}

/**
 * An email address without a display name, comment or quotes; null for anything else.
 *
 * It has no `?`, `&`, `=`, `%` and `#`: in a `mailto:` link (RFC 6068) they add recipients and texts, encode other
 * characters or end the address. Dots are only between other characters (RFC 5321), and the last label has a letter
 * (RFC 3696, section 2).
 */
export function toEmail(text: string): string | null {
  const atom = "[0-9A-Za-z!$'*+/^_{|}~-]+";
  const label = '[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?';
  const email = `(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@(?:${label}\\.)+(?=[0-9-]*[A-Za-z])${label}`;
  return text.length <= limits.emailLength && fits(email, text) ? text : null;
}
