import type { CancelReason, RequestAction, RequestStatus } from './schema.types.ts';

/**
 * The state machine of a request, whole. Resolvers, `Request.actions`, functions, tests and docs/request-states.md are
 * derived from it; nothing in this file needs AppSync. Where a half is stored in each status is in keys.ts.
 */
export interface Transition {
  /** `system` closes requests for the trip or the account that they need. */
  readonly actor: 'requester' | 'traveler' | 'system';
  readonly action: RequestAction | 'SEND' | 'DELETE_TRIP' | 'REMOVE_ACCOUNT';
  /** Null: there is no request between the two for this trip. */
  readonly from: RequestStatus | null;
  readonly to: RequestStatus;
  /** What `Request.reason` says from then on. */
  readonly reason: CancelReason | null;
  /** What happens to the kilograms that the trip has free: those of the request are taken off, or given back. */
  readonly free: 'stays' | 'taken' | 'givenBack';
}

/** One that a party makes with a request that there is. */
interface PartyTransition extends Transition {
  readonly actor: 'requester' | 'traveler';
  readonly action: RequestAction;
}

/**
 * The table is in three parts, for a bundle carries no more of it than it reads. AppSync's lint rules know callbacks of
 * mutable arrays alone.
 */
const SENDING: Transition[] = [
  { actor: 'requester', action: 'SEND', from: null, to: 'PENDING', reason: null, free: 'stays' },
  { actor: 'requester', action: 'SEND', from: 'CANCELLED', to: 'PENDING', reason: null, free: 'stays' },
];

const BY_PARTIES: PartyTransition[] = [
  { actor: 'traveler', action: 'ACCEPT', from: 'PENDING', to: 'ACCEPTED', reason: null, free: 'taken' },
  { actor: 'traveler', action: 'DECLINE', from: 'PENDING', to: 'DECLINED', reason: null, free: 'stays' },
  { actor: 'requester', action: 'CANCEL', from: 'PENDING', to: 'CANCELLED', reason: 'WITHDRAWN', free: 'stays' },
  { actor: 'requester', action: 'CANCEL', from: 'ACCEPTED', to: 'CANCELLED', reason: 'CANCELLED', free: 'givenBack' },
  { actor: 'traveler', action: 'CANCEL', from: 'ACCEPTED', to: 'CANCELLED', reason: 'CANCELLED', free: 'givenBack' },
];

const BY_SYSTEM: Transition[] = [
  // The trip is gone by then, and its kilograms with it.
  { actor: 'system', action: 'DELETE_TRIP', from: 'PENDING', to: 'CANCELLED', reason: 'TRIP_DELETED', free: 'stays' },
  { actor: 'system', action: 'DELETE_TRIP', from: 'ACCEPTED', to: 'CANCELLED', reason: 'TRIP_DELETED', free: 'stays' },
  {
    actor: 'system',
    action: 'REMOVE_ACCOUNT',
    from: 'PENDING',
    to: 'CANCELLED',
    reason: 'ACCOUNT_REMOVED',
    free: 'stays',
  },
  {
    actor: 'system',
    action: 'REMOVE_ACCOUNT',
    from: 'ACCEPTED',
    to: 'CANCELLED',
    reason: 'ACCOUNT_REMOVED',
    free: 'givenBack',
  },
];

/** All of it. */
export function transitions(): readonly Transition[] {
  return [...SENDING, ...BY_PARTIES, ...BY_SYSTEM];
}

type Party = PartyTransition['actor'];

/** Every status in which a half can stand. */
export const STATUSES: RequestStatus[] = ['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED'];

/** Why a request can be CANCELLED. */
export const REASONS: CancelReason[] = ['WITHDRAWN', 'CANCELLED', 'TRIP_DELETED', 'ACCOUNT_REMOVED'];

/** Whether a requester may send a request where there is one in this status; null: where there is none. */
export function maySend(from: RequestStatus | null): boolean {
  return SENDING.some((row) => row.from === from);
}

/** What closes a request in this status when what it needs goes; undefined when nothing needs to. */
export function closedBy(action: 'DELETE_TRIP' | 'REMOVE_ACCOUNT', from: RequestStatus): Transition | undefined {
  return BY_SYSTEM.find((row) => row.action === action && row.from === from);
}

/** What a party's action may do, by the status that it starts from. */
function rowsOf(party: Party, action: RequestAction): PartyTransition[] {
  return BY_PARTIES.filter((row) => row.actor === party && row.action === action);
}

/** The transition that a party's action makes out of a status; undefined when it makes none. */
export function transition(party: Party, action: RequestAction, from: RequestStatus): Transition | undefined {
  return rowsOf(party, action).find((row) => row.from === from);
}

/** Whether this is ever for the party to do, in whichever status. */
export function mayEver(party: Party, action: RequestAction): boolean {
  return rowsOf(party, action).length > 0;
}

/** Whether a request is already what the party's action makes of it: phones repeat a call whose answer they lost. */
export function isDone(
  party: Party,
  action: RequestAction,
  { status, reason }: { readonly status: RequestStatus; readonly reason: CancelReason | null },
): boolean {
  return rowsOf(party, action).some((row) => row.to === status && row.reason === reason);
}

/** What a party may do with a request in this status. */
export function actionsOf(party: Party, status: RequestStatus): RequestAction[] {
  return BY_PARTIES.filter((row) => row.actor === party && row.from === status).map((row) => row.action);
}
