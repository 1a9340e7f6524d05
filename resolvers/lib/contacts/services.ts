import type { ContactsInput } from '../../../domain/schema.types.ts';

/** The services whose profiles a contact card can link to. */
export type ServiceName = Exclude<keyof ContactsInput, 'name' | 'mobile' | 'email'>;

interface Service {
  readonly title: string;
  /** The hosts that links to profiles may have; the first one is stored. */
  readonly hosts: string[];
  /** Between the host and the handle. */
  readonly path: string;
  /** The Java pattern of a handle. */
  readonly handle: string;
}

/** A byte after the first one. */
const NEXT = '%[89ABab][0-9A-Fa-f]';
/** A character beyond ASCII as percent-encoded UTF-8: exactly the sequences of the Unicode Standard, table 3-7. */
const ENCODED = [
  `%(?:[Cc][2-9A-Fa-f]|[Dd][0-9A-Fa-f])${NEXT}`,
  `%[Ee]0%[ABab][0-9A-Fa-f]${NEXT}`,
  `%[Ee](?:[1-9A-CEFa-cef]${NEXT}|[Dd]%[89][0-9A-Fa-f])${NEXT}`,
  `%[Ff](?:0%[9ABab][0-9A-Fa-f]|[1-3]${NEXT}|4%8[0-9A-Fa-f])${NEXT}${NEXT}`,
].join('|');

export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  facebook: {
    title: 'Facebook',
    hosts: ['www.facebook.com', 'facebook.com', 'm.facebook.com', 'web.facebook.com'],
    path: '',
    // A person who chose no handle has a number.
    handle: '[0-9A-Za-z.]{3,50}|profile\\.php\\?id=[1-9]\\d{0,19}',
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
    handle: `(?:[0-9A-Za-z-]|${ENCODED}){3,100}`,
  },
  telegram: {
    title: 'Telegram',
    hosts: ['t.me', 'telegram.me'],
    path: '',
    handle: '[A-Za-z][0-9A-Za-z_]{3,31}',
  },
};
