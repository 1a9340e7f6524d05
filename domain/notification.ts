import type { CancelReason, RequestChange, RequestRole, RequestStatus } from './schema.types.ts';

/** What the push function is told, once for each person and change. It never has contacts, notes or prices. */
export type Notification = RequestNotification | AlertNotification;

/** A request has a new status, or its travel date has moved. */
export interface RequestNotification {
  readonly kind: 'REQUEST';
  /** The person who is told. */
  readonly recipient: string;
  readonly requestId: string;
  readonly tripId: string;
  /** The recipient's role. */
  readonly role: RequestRole;
  readonly status: RequestStatus;
  readonly revision: number;
  readonly change: RequestChange;
  readonly reason: CancelReason | null;
  /** The terms; null for a request of the first app that has none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly travelDate: string | null;
  /** The counterpart's name. */
  readonly name: string | null;
}

/** A trip fits a route alert. */
export interface AlertNotification {
  readonly kind: 'TRIP_FOUND';
  /** The person who is told. */
  readonly recipient: string;
  readonly alertId: string;
  readonly tripId: string;
  /** Of the trip. */
  readonly version: number;
  readonly from: string;
  readonly to: string;
  readonly travelDate: string;
  /** The traveler's name. */
  readonly name: string | null;
}

/** The event of `functions/notify`. */
export interface NotifyEvent {
  readonly notifications: readonly Notification[];
}
