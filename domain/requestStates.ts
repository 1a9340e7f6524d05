import type { CancelReason, RequestAction, RequestStatus } from './schema.types.ts';

/**
 * The complete state machine of a request. Resolvers, `Request.actions`, functions, tests and docs/request-states.md use it.
 * This file does not need AppSync. keys.ts says where a half is stored in each status.
 */
export interface Transition {
  /** `system` closes requests whose trip or account is gone. */
  readonly actor: 'requester' | 'traveler' | 'system';
  readonly action: RequestAction | 'SEND' | 'DELETE_TRIP' | 'REMOVE_ACCOUNT';
  /** Null: there is no request between the two for this trip. */
  readonly from: RequestStatus | null;
  readonly to: RequestStatus;
  /** What `Request.reason` says from then on. */
  readonly reason: CancelReason | null;
  /** What happens to the trip's free kilograms: the request takes its own, or gives them back. */
  readonly free: 'stays' | 'taken' | 'givenBack';
}

/** A transition that a party makes with an existing request. */
interface PartyTransition extends Transition {
  readonly actor: 'requester' | 'traveler';
  readonly action: RequestAction;
}

/**
 * The table has three parts, so a bundle contains only the parts that it reads. The arrays are mutable because AppSync's lint
 * rules know only callbacks of mutable arrays.
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

/** The whole table. */
export function transitions(): readonly Transition[] {
  return [...SENDING, ...BY_PARTIES, ...BY_SYSTEM];
}

type Party = PartyTransition['actor'];

/** Every status of a half. */
export const STATUSES: RequestStatus[] = ['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED'];

/** Why a request can be CANCELLED. */
export const REASONS: CancelReason[] = ['WITHDRAWN', 'CANCELLED', 'TRIP_DELETED', 'ACCOUNT_REMOVED'];

/** Whether a requester may send a request again in this status; null means that there is no request. */
export function maySend(from: RequestStatus | null): boolean {
  return SENDING.some((row) => row.from === from);
}

/** The transition that closes a request in this status when its trip or an account is gone; undefined when it is closed. */
export function closedBy(action: 'DELETE_TRIP' | 'REMOVE_ACCOUNT', from: RequestStatus): Transition | undefined {
  return BY_SYSTEM.find((row) => row.action === action && row.from === from);
}

/** The transitions of a party's action. */
function rowsOf(party: Party, action: RequestAction): PartyTransition[] {
  return BY_PARTIES.filter((row) => row.actor === party && row.action === action);
}

/** The transition of a party's action in a status; undefined when the action is not possible. */
export function transition(party: Party, action: RequestAction, from: RequestStatus): Transition | undefined {
  return rowsOf(party, action).find((row) => row.from === from);
}

/** Whether the party may do this in any status. */
export function mayEver(party: Party, action: RequestAction): boolean {
  return rowsOf(party, action).length > 0;
}

/** Whether the action has already been done: phones repeat a call whose answer they lost. */
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
