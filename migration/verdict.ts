import type { Repair } from './repair.ts';

/** What the first app's way of writing leaves behind: docs/migration.md says of each what remains and why. */
export const CONTRADICTIONS = [
  // Of trips.
  'numbersAsText',
  'noFree',
  'overbooked',
  'noClosing',
  'otherClosing',
  'noVersion',
  'otherRoute',
  // Of requests.
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

/** Why something is left as it is. */
export const REASONS_TO_LEAVE = [
  /** Keys or attributes that nobody knows. */
  'unknown',
  /** A key that is known, with attributes that the API doesn't show either. */
  'unreadable',
  /** A Cognito user name that is no `sub`, in a key. */
  'userName',
  /** The API itself is at work on it. */
  'underWay',
  /** It moves kilograms that a trip counts already: nothing that the first app wrote. */
  'kilograms',
  /** Kept by the API, and yet not what the accepted requests leave. */
  'freeDiffers',
  /** More items than one transaction takes. */
  'tooMany',
  /** What it would come to DynamoDB doesn't take: it is too large, or has too many attributes to compare. */
  'refused',
] as const;

export type ReasonToLeave = (typeof REASONS_TO_LEAVE)[number];

/** What is to become of items that belong together. */
export type Verdict =
  | { readonly outcome: 'fine' }
  /** Nobody sees them any more, and DynamoDB deletes them. */
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'left'; readonly why: ReasonToLeave }
  | { readonly outcome: 'repair'; readonly contradictions: readonly Contradiction[]; readonly repair: Repair };

export const FINE: Verdict = { outcome: 'fine' };
export const EXPIRED: Verdict = { outcome: 'expired' };

export function left(why: ReasonToLeave): Verdict {
  return { outcome: 'left', why };
}
