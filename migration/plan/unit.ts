import type { Item } from '../item.ts';
import type { Notice, Verdict } from './requests/verdict.ts';

/** Items that belong together, and the decision about them. */
export interface Unit {
  readonly items: readonly Item[];
  readonly verdict: Verdict;
  /** What needs a person. */
  readonly notices?: readonly Notice[];
  /** The id of the trip, or of the request's trip. */
  readonly trip?: string;
}

/** The work of a run in two rounds: the free kilograms of a trip depend on the repaired requests. */
export interface Plan {
  readonly requests: readonly Unit[];
  readonly others: readonly Unit[];
}
