import type { Repair } from '../repair.ts';

/**
 * The contradictions that the first app's writes leave behind. docs/migration.md describes the result and the reason of
 * each.
 */
export const CONTRADICTIONS = [
  // Of trips.
  'numbersAsText',
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
  'tripGone',
  'ownTrip',
] as const;

export type Contradiction = (typeof CONTRADICTIONS)[number];

/** Why items are left unchanged. */
export const REASONS_TO_LEAVE = [
  /** The API does not have such keys or attributes. */
  'unknown',
  /** The key is known, but the API does not show the attributes. */
  'unreadable',
  /** The key contains a Cognito username that is not a `sub`. */
  'userName',
  /** The API is changing these items. */
  'underWay',
  /** The repair would change kilograms that a trip has counted; the first app never wrote these. */
  'kilograms',
  /** The API counted `free`, but the accepted requests leave another value. */
  'freeDiffers',
  /** The repair needs more items than one transaction takes. */
  'tooMany',
  /** DynamoDB rejects the repaired item: it is too large, or has too many attributes to compare. */
  'refused',
] as const;

export type ReasonToLeave = (typeof REASONS_TO_LEAVE)[number];

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
