import type { Contacts } from './api/types.ts';

/** The names of the services that a contact card can link to: the same in every language. */
export const SERVICES: Readonly<Record<Exclude<keyof Contacts, 'name' | 'mobile' | 'email'>, string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  twitter: 'X',
  linkedin: 'LinkedIn',
  telegram: 'Telegram',
};
