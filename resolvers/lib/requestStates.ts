import type { CancelReason, RequestAction, RequestStatus } from './schema.types.ts';

/**
 * The state machine of a request, whole. Resolvers, `Request.actions`, tests and docs/request-states.md are derived from
 * it; nothing in this file needs AppSync. Where a half is stored in each status is in keys.ts.
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

export const TRANSITIONS: readonly Transition[] = [
  { actor: 'requester', action: 'SEND', from: null, to: 'PENDING', reason: null, free: 'stays' },
  { actor: 'requester', action: 'SEND', from: 'CANCELLED', to: 'PENDING', reason: null, free: 'stays' },
  { actor: 'traveler', action: 'ACCEPT', from: 'PENDING', to: 'ACCEPTED', reason: null, free: 'taken' },
  { actor: 'traveler', action: 'DECLINE', from: 'PENDING', to: 'DECLINED', reason: null, free: 'stays' },
  { actor: 'requester', action: 'CANCEL', from: 'PENDING', to: 'CANCELLED', reason: 'WITHDRAWN', free: 'stays' },
  { actor: 'requester', action: 'CANCEL', from: 'ACCEPTED', to: 'CANCELLED', reason: 'CANCELLED', free: 'givenBack' },
  { actor: 'traveler', action: 'CANCEL', from: 'ACCEPTED', to: 'CANCELLED', reason: 'CANCELLED', free: 'givenBack' },
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

type Actor = Transition['actor'];

/** Every status in which a half can stand. */
export const STATUSES: readonly RequestStatus[] = ['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED'];

/** Why a request can be CANCELLED. */
export const REASONS: CancelReason[] = ['WITHDRAWN', 'CANCELLED', 'TRIP_DELETED', 'ACCOUNT_REMOVED'];

/** What an actor's action may do, by the status that it starts from. */
function rowsOf(actor: Actor, action: Transition['action']): Transition[] {
  const rows: Transition[] = [];
  for (const row of TRANSITIONS) if (row.actor === actor && row.action === action) rows.push(row);
  return rows;
}

/** The transition that an actor's action makes out of a status; undefined when it makes none. */
export function transition(actor: Actor, action: Transition['action'], from: RequestStatus | null) {
  return rowsOf(actor, action).find((row) => row.from === from);
}

/** Whether this is ever for the actor to do, in whichever status. */
export function mayEver(actor: Actor, action: Transition['action']): boolean {
  return rowsOf(actor, action).length > 0;
}

/** Whether a request is already what the actor's action makes of it: phones repeat a call whose answer they lost. */
export function isDone(
  actor: Actor,
  action: Transition['action'],
  { status, reason }: { readonly status: RequestStatus; readonly reason: CancelReason | null },
): boolean {
  return rowsOf(actor, action).some((row) => row.to === status && row.reason === reason);
}

/** What each party may do in each status, by `actor status`: made once, as a page of requests asks often. */
const OFFERED = offered();

function offered(): Record<string, RequestAction[]> {
  const table: Record<string, RequestAction[]> = {};
  for (const { actor, action, from } of TRANSITIONS) {
    if (from !== null && action !== 'SEND' && action !== 'DELETE_TRIP' && action !== 'REMOVE_ACCOUNT') {
      const key = `${actor} ${from}`;
      table[key] = [...(table[key] ?? []), action];
    }
  }
  return table;
}

/** What a party may do with a request in this status. */
export function actionsOf(actor: Actor, status: RequestStatus): RequestAction[] {
  return [...(OFFERED[`${actor} ${status}`] ?? [])];
}
