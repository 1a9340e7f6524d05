import type { CancelReason, RequestAction, RequestStatus } from './schema.types.ts';

/** What closes the open requests of a trip or of a person. */
export type Closing = 'DELETE_TRIP' | 'REMOVE_ACCOUNT' | 'BLOCK' | 'SUSPEND';

/**
 * The complete state machine of a request. Resolvers, `Request.actions`, functions, tests and docs/request-states.md use it.
 * This file does not need AppSync. keys.ts says where a half is stored in each status.
 */
export interface Transition {
  /** `system` closes requests whose trip or account is gone, whose people are blocked, or of a suspended person. */
  readonly actor: 'requester' | 'traveler' | 'system';
  readonly action: RequestAction | 'SEND' | Closing;
  /** Null: there is no request between the two for this trip. */
  readonly from: RequestStatus | null;
  /** Only for a request that was cancelled with this reason. Null or none: for every request in the status. */
  readonly fromReason?: CancelReason | null;
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
  readonly fromReason: CancelReason | null;
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
  {
    actor: 'traveler',
    action: 'ACCEPT',
    from: 'PENDING',
    fromReason: null,
    to: 'ACCEPTED',
    reason: null,
    free: 'taken',
  },
  {
    actor: 'traveler',
    action: 'DECLINE',
    from: 'PENDING',
    fromReason: null,
    to: 'DECLINED',
    reason: null,
    free: 'stays',
  },
  // So a requester cannot send and withdraw again and again without end.
  {
    actor: 'traveler',
    action: 'DECLINE',
    from: 'CANCELLED',
    fromReason: 'WITHDRAWN',
    to: 'DECLINED',
    reason: null,
    free: 'stays',
  },
  {
    actor: 'requester',
    action: 'CANCEL',
    from: 'PENDING',
    fromReason: null,
    to: 'CANCELLED',
    reason: 'WITHDRAWN',
    free: 'stays',
  },
  {
    actor: 'requester',
    action: 'CANCEL',
    from: 'ACCEPTED',
    fromReason: null,
    to: 'CANCELLED',
    reason: 'CANCELLED',
    free: 'givenBack',
  },
  {
    actor: 'traveler',
    action: 'CANCEL',
    from: 'ACCEPTED',
    fromReason: null,
    to: 'CANCELLED',
    reason: 'CANCELLED',
    free: 'givenBack',
  },
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
  { actor: 'system', action: 'BLOCK', from: 'PENDING', to: 'CANCELLED', reason: 'BLOCKED', free: 'stays' },
  { actor: 'system', action: 'BLOCK', from: 'ACCEPTED', to: 'CANCELLED', reason: 'BLOCKED', free: 'givenBack' },
  { actor: 'system', action: 'SUSPEND', from: 'PENDING', to: 'CANCELLED', reason: 'SUSPENDED', free: 'stays' },
  { actor: 'system', action: 'SUSPEND', from: 'ACCEPTED', to: 'CANCELLED', reason: 'SUSPENDED', free: 'givenBack' },
];

/** The whole table. */
export function transitions(): readonly Transition[] {
  return [...SENDING, ...BY_PARTIES, ...BY_SYSTEM];
}

type Party = PartyTransition['actor'];

/** Every status of a half. */
export const STATUSES: RequestStatus[] = ['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED'];

/** Why a request can be CANCELLED. */
export const REASONS: CancelReason[] = [
  'WITHDRAWN',
  'CANCELLED',
  'TRIP_DELETED',
  'ACCOUNT_REMOVED',
  'BLOCKED',
  'SUSPENDED',
];

/** Whether a requester may send a request again in this status; null means that there is no request. */
export function maySend(from: RequestStatus | null): boolean {
  return SENDING.some((row) => row.from === from);
}

/** The transition that closes a request in this status; undefined when it is closed already. */
export function closedBy(action: Closing, from: RequestStatus): Transition | undefined {
  return BY_SYSTEM.find((row) => row.action === action && row.from === from);
}

/** The transitions of a party's action. */
function rowsOf(party: Party, action: RequestAction): PartyTransition[] {
  return BY_PARTIES.filter((row) => row.actor === party && row.action === action);
}

/** The status of a request, and why it was cancelled. */
interface State {
  readonly status: RequestStatus;
  readonly reason?: CancelReason | null;
}

function startsAt({ from, fromReason }: PartyTransition, { status, reason }: State): boolean {
  return from === status && (fromReason === null || fromReason === reason);
}

/** The transition of a party's action on a request; undefined when the action is not possible. */
export function transition(party: Party, action: RequestAction, request: State): Transition | undefined {
  return rowsOf(party, action).find((row) => startsAt(row, request));
}

/** Whether the party may do this in any status. */
export function mayEver(party: Party, action: RequestAction): boolean {
  return rowsOf(party, action).length > 0;
}

/** Whether the action has already been done: phones repeat a call whose answer they lost. */
export function isDone(party: Party, action: RequestAction, { status, reason = null }: State): boolean {
  return rowsOf(party, action).some((row) => row.to === status && row.reason === reason);
}

/** What a party may do with a request. */
export function actionsOf(party: Party, request: State): RequestAction[] {
  return BY_PARTIES.filter((row) => row.actor === party && startsAt(row, request)).map((row) => row.action);
}
