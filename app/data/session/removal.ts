import { state } from '../api/state.ts';

/** What the removal of an account removed, to be shown once it is done; null: there was none. */
export const receipt = state<{ readonly trips: number; readonly requests: number } | null>(null);
