import type { Texts } from './texts.ts';

export const en: Texts = {
  somebody: 'Somebody',
  requested: (name) => `${name} sent you a request`,
  accepted: (name) => `${name} accepted your request`,
  declined: (name) => `${name} declined your request`,
  withdrawn: (name) => `${name} withdrew the request`,
  cancelled: (name) => `The request between you and ${name} was cancelled`,
  tripDeleted: (name) => `${name} deleted the trip, so your request was cancelled`,
  accountRemoved: (name) => `${name} deleted their account, so the request was cancelled`,
  moved: (name) => `${name} moved the travel date`,
  found: (name) => `${name} posted a trip that fits your alert`,
  route: (from, to, day) => `From ${from} to ${to} on ${day}`,
};
