import type { Repair } from '../../repair.ts';

/**
 * The contradictions that the first app's writes leave behind. docs/migration.md describes the result and the reason of
 * each.
 */
export const CONTRADICTIONS = [
  // Of trips.
  'numbersAsText',
  'oddNumbers',
  'oddCategories',
  'oddCities',
  'oddCurrency',
  'noFree',
  'overbooked',
  'noClosing',
  'otherClosing',
  'noVersion',
  'otherRoute',
  // Of trips and requests.
  'noNames',
  // Of requests.
  'noTerms',
  'sideMissing',
  'sidesDiffer',
  'acceptedAndDeclined',
  'severalStatuses',
  'detailsDiffer',
  'expiryDiffers',
  'noTime',
  'namesOther',
  'tripGone',
  'acceptedClosed',
  'ownTrip',
  'swappedRoles',
  'noTrip',
  // Of contact cards and accounts.
  'oldNames',
  'oddContacts',
  'expiring',
  // Of all items.
  'userName',
  'personGone',
] as const;

export type Contradiction = (typeof CONTRADICTIONS)[number];

/** Why items are left unchanged. */
export const REASONS_TO_LEAVE = [
  /** The API does not have such keys or attributes. */
  'unknown',
  /** The key is known, but the API does not show the attributes. */
  'unreadable',
  /** The key contains a name that is not a `sub`, and the run does not know whose it is. */
  'userName',
  /** The API is changing these items. */
  'underWay',
  /** The repair would change kilograms that a trip has counted; the first app never wrote these. */
  'kilograms',
  /** The repair needs more items than one transaction takes. */
  'tooMany',
  /** DynamoDB rejects the repaired item: it is too large, or has too many attributes to compare. */
  'refused',
  /** Push tokens of the first app. */
  'devices',
  /** Saved searches of the first app. */
  'subscriptions',
] as const;

export type ReasonToLeave = (typeof REASONS_TO_LEAVE)[number];

/** What a person must look at, besides the outcome of the item: nothing repairs it. */
export const NOTICES = [
  /** The API counted `free`, but the accepted requests leave another value. */
  'freeDiffers',
  /** No search finds the trip: a city does not have the form City-Country. */
  'cityForm',
  /** The trip starts and ends in the same city. */
  'sameCity',
  /** The currency is no ISO 4217 code. */
  'currency',
  /** The API does not show these entries of a contact card. */
  'hiddenName',
  'hiddenMobile',
  'hiddenEmail',
  'hiddenLink',
] as const;

export type Notice = (typeof NOTICES)[number];

/** The decision about items that belong together. */
export type Verdict =
  | { readonly outcome: 'fine' }
  /** The API does not show these items, and DynamoDB deletes them. */
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'left'; readonly why: ReasonToLeave }
  | { readonly outcome: 'repair'; readonly contradictions: readonly Contradiction[]; readonly repair: Repair };

export const FINE: Verdict = { outcome: 'fine' };
export const EXPIRED: Verdict = { outcome: 'expired' };

export function left(why: ReasonToLeave): Verdict {
  return { outcome: 'left', why };
}

/** The decision to delete items. */
export function deletion(contradiction: Contradiction, repair: Pick<Repair, 'before'> & Partial<Repair>): Verdict {
  return { outcome: 'repair', contradictions: [contradiction], repair: { after: [], checks: [], ...repair } };
}
