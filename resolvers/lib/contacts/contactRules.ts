import * as limits from '../../../domain/limits.ts';
import type { ContactsInput } from '../../../domain/schema.types.ts';
import { fits } from '../pattern.ts';

/** What a contact card may carry. A card is shown to somebody who trusts it, so nothing in it may lead anywhere else. */
interface Service {
  readonly title: string;
  /** Where links to profiles may point, exactly; the first one is what is stored. */
  readonly hosts: string[];
  /** Between the host and the handle. */
  readonly path: string;
  /** The pattern of a handle: never of a page of the service's own that would lead on. */
  readonly handle: string;
}

export type ServiceName = Exclude<keyof ContactsInput, 'name' | 'mobile' | 'email'>;

export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  facebook: {
    title: 'Facebook',
    hosts: ['www.facebook.com', 'facebook.com', 'm.facebook.com', 'web.facebook.com'],
    path: '',
    handle: '(?!.*\\.php)[0-9A-Za-z.]{3,50}|profile\\.php\\?id=\\d{1,20}',
  },
  instagram: {
    title: 'Instagram',
    hosts: ['www.instagram.com', 'instagram.com'],
    path: '',
    handle: '[0-9A-Za-z._]{1,30}',
  },
  twitter: {
    title: 'Twitter',
    hosts: ['x.com', 'www.x.com', 'twitter.com', 'www.twitter.com', 'mobile.twitter.com'],
    path: '',
    handle: '[0-9A-Za-z_]{1,15}',
  },
  linkedin: {
    title: 'LinkedIn',
    hosts: ['www.linkedin.com', 'linkedin.com'],
    path: 'in/',
    handle: '(?:[0-9A-Za-z-]|%[0-9A-Fa-f]{2}){3,100}',
  },
  telegram: {
    title: 'Telegram',
    hosts: ['t.me', 'telegram.me'],
    path: '',
    handle: '[A-Za-z][0-9A-Za-z_]{3,31}',
  },
};

/** In the order in which they are checked. */
export const SERVICE_NAMES: readonly ServiceName[] = ['facebook', 'instagram', 'twitter', 'linkedin', 'telegram'];

/**
 * The link to a profile, made anew of its handle: nothing else of what was given goes on.
 * @param text a link to a profile of this service, or the bare handle
 * @returns null when it is neither
 */
export function toLink(name: ServiceName, text: string): string | null {
  const { hosts, path, handle } = SERVICES[name];
  const starts = hosts.map((host) => `https://${host}/${path}`);
  const start = starts.find((prefix) => text.slice(0, prefix.length).toLowerCase() === prefix);
  const given = start === undefined ? text : text.slice(start.length);
  // What apps add to the links they share (`?igsh=…`) is not of the profile.
  const cut = given.split('?')[0] ?? '';
  const forms = [
    given,
    given.startsWith('@') ? given.slice(1) : given,
    cut,
    cut.endsWith('/') ? cut.slice(0, -1) : cut,
  ];
  const profile = (start === undefined ? forms.slice(0, 2) : forms).find((form) => fits(handle, form));
  return profile === undefined ? null : `https://${hosts[0]}/${path}${profile}`;
}

/** A telephone number in international form (ITU-T E.164), without what people write between its digits; null for any other. */
export function toMobile(text: string): string | null {
  const number = [' ', '-', '(', ')', '.'].reduce((digits, sign) => digits.split(sign).join(''), text);
  return fits('\\+[1-9]\\d{6,14}', number) ? number : null;
}

const LABEL = '[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?';
const EMAIL = `[0-9A-Za-z.!#$%&'*+/=?^_{|}~-]{1,64}@(?:${LABEL}\\.)+${LABEL}`;

/** An e-mail address by itself: no name around it, no comment, nothing quoted; null for anything else. */
export function toEmail(text: string): string | null {
  return text.length <= limits.emailLength && fits(EMAIL, text) ? text : null;
}
