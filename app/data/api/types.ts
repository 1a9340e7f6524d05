import type {
  AcceptRequestMutation,
  CreateTripMutation,
  MeQuery,
  RequestQuery,
  SaveContactsMutation,
  SearchTripsQuery,
  TripQuery,
} from './operations.types.ts';

export type AnyTrip = CreateTripMutation['createTrip'];
export type OneTrip = NonNullable<TripQuery['trip']>;
export type FoundTrip = SearchTripsQuery['searchTrips']['items'][number];
export type AnyRequest = AcceptRequestMutation['acceptRequest'];
export type OneRequest = NonNullable<RequestQuery['request']>;
export type Contacts = SaveContactsMutation['saveContacts'];
export type Account = MeQuery['account'];
export type { CancelReason, ItemCategory, RequestAction, RequestStatus } from './operations.types.ts';
