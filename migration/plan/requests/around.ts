import type { Party } from '../../../domain/keys.ts';
import type { Surroundings } from './planPair.ts';

/**
 * The first app let requesters answer their own requests, and wrote halves in which the two people have swapped roles.
 * Either the trip shows it, which belongs to the other one, or, if the trip is gone, the request that was sent: only that
 * one has a half that waits for an answer.
 */
export type Swap = 'byTrip' | 'byRequest' | null;

/** What the decision about a request of the first app needs besides what `planPair` needs. */
export interface AroundRequest extends Surroundings {
  /** Those of the two people who are not in the user pool. */
  readonly gone: readonly Party[];
  /** How it shows that the requester answered their own request; null if it does not. */
  readonly swap: Swap;
  /** A random text, for a person who is gone. */
  readonly random: () => string;
}
