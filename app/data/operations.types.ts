// Generated from schema.graphql and app/operations by `npm run generate`; edit that file instead.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which of one's own trips to list. */
export type TripPeriod =
  /** The travel date is not over at UTC-12. */
  | 'ACTIVE'
  /** The travel date is over at UTC-12. Trips stay for 30 days after travel. */
  | 'ARCHIVED';

/** What a traveler may take along. */
export type ItemCategory =
  /** Documents. They are counted, not weighed: `kg` may be 0, and `cost` is per document. */
  | 'PAPER'
  /** Medicine, weighed with its packing. */
  | 'MEDICINE'
  /** Clothes and shoes. */
  | 'CLOTHES'
  /** Phones, computers and what belongs to them. */
  | 'ELECTRONICS'
  /** A bag or suitcase as it is. */
  | 'BAG'
  /** Anything else. */
  | 'OTHERS';

/** Where a request stands. */
export type RequestStatus =
  /** Sent; the traveler has not answered yet. */
  | 'PENDING'
  /** The traveler takes it along: kilograms are taken, contacts are open. */
  | 'ACCEPTED'
  /** The traveler doesn't. Final for this trip and these two. */
  | 'DECLINED'
  /** Over; `reason` tells why. The requester may send another. */
  | 'CANCELLED';

/** Which side of a request the caller is on. */
export type RequestRole =
  /** The caller asked. */
  | 'SENT'
  /** The caller is the traveler who was asked. */
  | 'RECEIVED';

/** What can be done with a request. */
export type RequestAction =
  /** `acceptRequest` */
  | 'ACCEPT'
  /** `declineRequest` */
  | 'DECLINE'
  /** `cancelRequest` */
  | 'CANCEL';

/** What changed about a request. */
export type RequestChange =
  /** It entered a status. */
  | 'STATUS'
  /** The traveler moved the travel date of an open request. */
  | 'TRIP_MOVED';

/** Why a request is cancelled. */
export type CancelReason =
  /** The requester withdrew it before the traveler answered. */
  | 'WITHDRAWN'
  /** One of the two cancelled it after it was accepted. */
  | 'CANCELLED'
  /** The traveler took the trip down. */
  | 'TRIP_DELETED'
  /** One of the two removed their account. */
  | 'ACCOUNT_REMOVED';

/** What a trip must offer to be found. All that is given must hold; category, kilograms and cost must hold for one and the same category. */
export type TripFilter = {
  /** Travel on this day or later. */
  travelFrom?: string | null | undefined;
  /** Travel on this day or earlier. */
  travelTo?: string | null | undefined;
  /** Takes this category. Left out: any category will do. */
  category?: ItemCategory | null | undefined;
  /** With at least so many kilograms free: 0 or more. */
  minFreeKg?: number | null | undefined;
  /** At this cost or less: 0 or more. Give `currency` with it to compare like with like. */
  maxCost?: number | null | undefined;
  /** Priced in this ISO 4217 currency. */
  currency?: string | null | undefined;
};

/** Room to offer for one category. */
export type AllowedItemInput = {
  /** What may be sent. */
  category: ItemCategory;
  /** Price of a kilogram (PAPER: of a document): 0 to 10,000, with the decimals of the currency (JPY none, EUR 2, KWD 3). */
  cost: number;
  /** More than 0 and at most 100, at most 2 decimals. PAPER may be 0. */
  kg: number;
};

/** A trip to post. */
export type CreateTripInput = {
  /** `City-Country`: at most 100 characters, no underscore. */
  fromCity: string;
  /** `City-Country`, another one than `fromCity`. */
  toCity: string;
  /** First day on which the traveler takes items over: `YYYY-MM-DD`, no offset; not after `acceptTo`. */
  acceptFrom: string;
  /** Last day on which the traveler takes items over: not over yet at UTC-12, and not after `travelDate`. */
  acceptTo: string;
  /** At most a year ahead, counted from today at UTC+14. */
  travelDate: string;
  /** ISO 4217 code of a currency in use: `EUR`. */
  currency: string;
  /** At least one, each category once. */
  allowed: Array<AllowedItemInput>;
  /**
   * Chosen by the phone, a new one for each trip (1 to 64 letters, digits, `-` or `_`). When the answer was lost, send the same
   * again: the same token as that of the caller's last trip answers with that trip and posts nothing, and with `NotFound`
   * when that trip was taken down since.
   */
  token?: string | null | undefined;
};

/** An edit of a trip. Cities and currency never change: post another trip for those. */
export type UpdateTripInput = {
  /** `Trip.id`. */
  id: string;
  /** The `version` that was read. */
  version: number;
  /** Not after `acceptTo`. */
  acceptFrom?: string | null | undefined;
  /** Not over yet at UTC-12 when it is given. */
  acceptTo?: string | null | undefined;
  /** Not over yet, and at most a year ahead, when it is given. */
  travelDate?: string | null | undefined;
  /**
   * The whole new list. A category cut below what accepted requests have taken, or left out while some of it is taken,
   * is refused (`ValidationError`, rule `belowTaken`).
   */
  allowed?: Array<AllowedItemInput> | null | undefined;
};

/** How far the removal of an account is. */
export type RemovalStatus =
  /** It goes on by itself. */
  | 'IN_PROGRESS'
  /** Nothing is left. */
  | 'COMPLETE';

/** A change of the account: at least one field. */
export type AccountInput = {
  /** 1 to 100 characters. An empty text: back to the name in the ID token, otherwise to that on the contact card. */
  name?: string | null | undefined;
  /** BCP 47 language tag such as `en` or `pt-BR`. An empty text: back to `en`. */
  language?: string | null | undefined;
  /** ISO 4217 code. An empty text: back to `EUR`. */
  currency?: string | null | undefined;
};

/** What to ask of one category. */
export type RequestItemInput = {
  /** One that the trip offers. */
  category: ItemCategory;
  /** More than 0 and at most 100, at most 2 decimals. PAPER may be 0. */
  kg: number;
  /** How many documents: 1 to 20. Required for PAPER, and given for no other category. */
  pieces?: number | null | undefined;
};

/** A request to send. */
export type SendRequestInput = {
  /** Another traveler's trip. */
  tripId: string;
  /** The `Trip.version` that the requester saw: `VersionConflict` when the trip has another one now. */
  tripVersion: number;
  /** At least one, each category once; only what the trip offers (`ValidationError`, rule `notOffered`). */
  items: Array<RequestItemInput>;
  /** At most 500 characters. */
  note?: string | null | undefined;
};

/** A contact card to save. A link may be a link to a profile (`https`, of that service) or the bare handle: `@jonas`. */
export type ContactsInput = {
  /** 1 to 100 characters. */
  name: string;
  /** `+`, the country code and the number: 7 to 15 digits (E.164). Spaces, hyphens, dots and brackets are left out. */
  mobile?: string | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** `https://www.facebook.com/jonas.berg`, or `jonas.berg`. */
  facebook?: string | null | undefined;
  /** `https://www.instagram.com/jonas`, or `jonas`. */
  instagram?: string | null | undefined;
  /** `https://x.com/jonas`, or `jonas`. */
  twitter?: string | null | undefined;
  /** `https://www.linkedin.com/in/jonas-berg`, or `jonas-berg`. */
  linkedin?: string | null | undefined;
  /** `https://t.me/jonas`, or `jonas`. */
  telegram?: string | null | undefined;
};

export type AcceptRequestMutationVariables = Exact<{
  id: string;
}>;

export type AcceptRequestMutation = {
  acceptRequest: {
    id: string;
    status: RequestStatus;
    role: RequestRole;
    actions: Array<RequestAction>;
    revision: number;
    tripId: string;
    fromCity: string;
    toCity: string;
    travelDate: string;
    currency: string;
    price: number;
    note: string | null;
    sentAt: string;
    changedAt: string;
    reason: CancelReason | null;
    items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
    counterpart: { id: string; name: string | null; since: string | null };
  };
};

export type CancelRequestMutationVariables = Exact<{
  id: string;
}>;

export type CancelRequestMutation = {
  cancelRequest: {
    id: string;
    status: RequestStatus;
    role: RequestRole;
    actions: Array<RequestAction>;
    revision: number;
    tripId: string;
    fromCity: string;
    toCity: string;
    travelDate: string;
    currency: string;
    price: number;
    note: string | null;
    sentAt: string;
    changedAt: string;
    reason: CancelReason | null;
    items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
    counterpart: { id: string; name: string | null; since: string | null };
  };
};

export type CreateTripMutationVariables = Exact<{
  input: CreateTripInput;
}>;

export type CreateTripMutation = {
  createTrip: {
    id: string;
    fromCity: string;
    toCity: string;
    acceptFrom: string;
    acceptTo: string;
    travelDate: string;
    currency: string;
    version: number;
    mine: boolean;
    traveler: { id: string; name: string | null; since: string | null };
    allowed: Array<{ category: ItemCategory; cost: number; kg: number; freeKg: number }>;
  };
};

export type DeclineRequestMutationVariables = Exact<{
  id: string;
}>;

export type DeclineRequestMutation = {
  declineRequest: {
    id: string;
    status: RequestStatus;
    role: RequestRole;
    actions: Array<RequestAction>;
    revision: number;
    tripId: string;
    fromCity: string;
    toCity: string;
    travelDate: string;
    currency: string;
    price: number;
    note: string | null;
    sentAt: string;
    changedAt: string;
    reason: CancelReason | null;
    items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
    counterpart: { id: string; name: string | null; since: string | null };
  };
};

export type DeleteAccountMutationVariables = Exact<{ [key: string]: never }>;

export type DeleteAccountMutation = { deleteAccount: { status: RemovalStatus; trips: number; requests: number } };

export type DeleteContactsMutationVariables = Exact<{ [key: string]: never }>;

export type DeleteContactsMutation = { deleteContacts: { name: string } | null };

export type DeleteTripMutationVariables = Exact<{
  id: string;
}>;

export type DeleteTripMutation = { deleteTrip: { id: string } };

export type ExportAccountQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;

export type ExportAccountQuery = { exportAccount: { document: string; nextToken: string | null } };

export type MeQueryVariables = Exact<{ [key: string]: never }>;

export type MeQuery = {
  account: { id: string; name: string | null; language: string; currency: string; trips: number };
  contacts: {
    name: string;
    mobile: string | null;
    email: string | null;
    facebook: string | null;
    instagram: string | null;
    twitter: string | null;
    linkedin: string | null;
    telegram: string | null;
  } | null;
};

export type MyTripsQueryVariables = Exact<{
  when: TripPeriod;
  nextToken?: string | null | undefined;
}>;

export type MyTripsQuery = {
  myTrips: {
    nextToken: string | null;
    items: Array<{
      id: string;
      fromCity: string;
      toCity: string;
      acceptFrom: string;
      acceptTo: string;
      travelDate: string;
      currency: string;
      version: number;
      mine: boolean;
      traveler: { id: string; name: string | null; since: string | null };
      allowed: Array<{ category: ItemCategory; cost: number; kg: number; freeKg: number }>;
    }>;
  };
};

export type OnRequestUpdateSubscriptionVariables = Exact<{ [key: string]: never }>;

export type OnRequestUpdateSubscription = {
  onRequestUpdate: {
    recipient: string;
    requestId: string;
    tripId: string;
    role: RequestRole;
    status: RequestStatus;
    revision: number;
    change: RequestChange;
    reason: CancelReason | null;
    changedAt: string;
  } | null;
};

export type ReceivedRequestsQueryVariables = Exact<{
  status: RequestStatus;
  nextToken?: string | null | undefined;
}>;

export type ReceivedRequestsQuery = {
  receivedRequests: {
    nextToken: string | null;
    items: Array<{
      id: string;
      status: RequestStatus;
      role: RequestRole;
      actions: Array<RequestAction>;
      revision: number;
      tripId: string;
      fromCity: string;
      toCity: string;
      travelDate: string;
      currency: string;
      price: number;
      note: string | null;
      sentAt: string;
      changedAt: string;
      reason: CancelReason | null;
      items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
      counterpart: { id: string; name: string | null; since: string | null };
    }>;
  };
};

export type RequestQueryVariables = Exact<{
  id: string;
}>;

export type RequestQuery = {
  request: {
    id: string;
    status: RequestStatus;
    role: RequestRole;
    actions: Array<RequestAction>;
    revision: number;
    tripId: string;
    fromCity: string;
    toCity: string;
    travelDate: string;
    currency: string;
    price: number;
    note: string | null;
    sentAt: string;
    changedAt: string;
    reason: CancelReason | null;
    contacts: {
      name: string;
      mobile: string | null;
      email: string | null;
      facebook: string | null;
      instagram: string | null;
      twitter: string | null;
      linkedin: string | null;
      telegram: string | null;
    } | null;
    trip: { id: string } | null;
    items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
    counterpart: { id: string; name: string | null; since: string | null };
  } | null;
};

export type SaveContactsMutationVariables = Exact<{
  input: ContactsInput;
}>;

export type SaveContactsMutation = {
  saveContacts: {
    name: string;
    mobile: string | null;
    email: string | null;
    facebook: string | null;
    instagram: string | null;
    twitter: string | null;
    linkedin: string | null;
    telegram: string | null;
  };
};

export type SearchTripsQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
  filter?: TripFilter | null | undefined;
  nextToken?: string | null | undefined;
}>;

export type SearchTripsQuery = {
  searchTrips: {
    nextToken: string | null;
    items: Array<{
      id: string;
      fromCity: string;
      toCity: string;
      acceptFrom: string;
      acceptTo: string;
      travelDate: string;
      currency: string;
      version: number;
      mine: boolean;
      myRequest: { id: string; status: RequestStatus } | null;
      traveler: { id: string; name: string | null; since: string | null };
      allowed: Array<{ category: ItemCategory; cost: number; kg: number; freeKg: number }>;
    }>;
  };
};

export type SendRequestMutationVariables = Exact<{
  input: SendRequestInput;
}>;

export type SendRequestMutation = {
  sendRequest: {
    id: string;
    status: RequestStatus;
    role: RequestRole;
    actions: Array<RequestAction>;
    revision: number;
    tripId: string;
    fromCity: string;
    toCity: string;
    travelDate: string;
    currency: string;
    price: number;
    note: string | null;
    sentAt: string;
    changedAt: string;
    reason: CancelReason | null;
    items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
    counterpart: { id: string; name: string | null; since: string | null };
  };
};

export type SentRequestsQueryVariables = Exact<{
  status: RequestStatus;
  nextToken?: string | null | undefined;
}>;

export type SentRequestsQuery = {
  sentRequests: {
    nextToken: string | null;
    items: Array<{
      id: string;
      status: RequestStatus;
      role: RequestRole;
      actions: Array<RequestAction>;
      revision: number;
      tripId: string;
      fromCity: string;
      toCity: string;
      travelDate: string;
      currency: string;
      price: number;
      note: string | null;
      sentAt: string;
      changedAt: string;
      reason: CancelReason | null;
      items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
      counterpart: { id: string; name: string | null; since: string | null };
    }>;
  };
};

export type TripQueryVariables = Exact<{
  id: string;
}>;

export type TripQuery = {
  trip: {
    id: string;
    fromCity: string;
    toCity: string;
    acceptFrom: string;
    acceptTo: string;
    travelDate: string;
    currency: string;
    version: number;
    mine: boolean;
    myRequest: { id: string; status: RequestStatus; price: number; currency: string } | null;
    traveler: { id: string; name: string | null; since: string | null };
    allowed: Array<{ category: ItemCategory; cost: number; kg: number; freeKg: number }>;
  } | null;
};

export type TripRequestsQueryVariables = Exact<{
  tripId: string;
  status: RequestStatus;
  nextToken?: string | null | undefined;
}>;

export type TripRequestsQuery = {
  receivedRequests: {
    nextToken: string | null;
    items: Array<{
      id: string;
      status: RequestStatus;
      role: RequestRole;
      actions: Array<RequestAction>;
      revision: number;
      tripId: string;
      fromCity: string;
      toCity: string;
      travelDate: string;
      currency: string;
      price: number;
      note: string | null;
      sentAt: string;
      changedAt: string;
      reason: CancelReason | null;
      items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
      counterpart: { id: string; name: string | null; since: string | null };
    }>;
  };
};

export type UpdateAccountMutationVariables = Exact<{
  input: AccountInput;
}>;

export type UpdateAccountMutation = {
  updateAccount: { id: string; name: string | null; language: string; currency: string; trips: number };
};

export type UpdateTripMutationVariables = Exact<{
  input: UpdateTripInput;
}>;

export type UpdateTripMutation = {
  updateTrip: {
    id: string;
    fromCity: string;
    toCity: string;
    acceptFrom: string;
    acceptTo: string;
    travelDate: string;
    currency: string;
    version: number;
    mine: boolean;
    traveler: { id: string; name: string | null; since: string | null };
    allowed: Array<{ category: ItemCategory; cost: number; kg: number; freeKg: number }>;
  };
};

export type TripCardFragment = {
  id: string;
  fromCity: string;
  toCity: string;
  acceptFrom: string;
  acceptTo: string;
  travelDate: string;
  currency: string;
  version: number;
  mine: boolean;
  traveler: { id: string; name: string | null; since: string | null };
  allowed: Array<{ category: ItemCategory; cost: number; kg: number; freeKg: number }>;
};

export type RequestRowFragment = {
  id: string;
  status: RequestStatus;
  role: RequestRole;
  actions: Array<RequestAction>;
  revision: number;
  tripId: string;
  fromCity: string;
  toCity: string;
  travelDate: string;
  currency: string;
  price: number;
  note: string | null;
  sentAt: string;
  changedAt: string;
  reason: CancelReason | null;
  items: Array<{ category: ItemCategory; kg: number; pieces: number | null; cost: number }>;
  counterpart: { id: string; name: string | null; since: string | null };
};

export type ContactCardFragment = {
  name: string;
  mobile: string | null;
  email: string | null;
  facebook: string | null;
  instagram: string | null;
  twitter: string | null;
  linkedin: string | null;
  telegram: string | null;
};

export type Operation<Answer, Variables> = string & { readonly types?: (variables: Variables) => Answer };

export const AcceptRequest: Operation<AcceptRequestMutation, AcceptRequestMutationVariables> =
  'mutation AcceptRequest($id: ID!) { acceptRequest(id: $id) { ...RequestRow } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name since } }';
export const CancelRequest: Operation<CancelRequestMutation, CancelRequestMutationVariables> =
  'mutation CancelRequest($id: ID!) { cancelRequest(id: $id) { ...RequestRow } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name since } }';
export const CreateTrip: Operation<CreateTripMutation, CreateTripMutationVariables> =
  'mutation CreateTrip($input: CreateTripInput!) { createTrip(input: $input) { ...TripCard } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
export const DeclineRequest: Operation<DeclineRequestMutation, DeclineRequestMutationVariables> =
  'mutation DeclineRequest($id: ID!) { declineRequest(id: $id) { ...RequestRow } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name since } }';
export const DeleteAccount: Operation<DeleteAccountMutation, DeleteAccountMutationVariables> =
  'mutation DeleteAccount { deleteAccount { status trips requests } }';
export const DeleteContacts: Operation<DeleteContactsMutation, DeleteContactsMutationVariables> =
  'mutation DeleteContacts { deleteContacts { name } }';
export const DeleteTrip: Operation<DeleteTripMutation, DeleteTripMutationVariables> =
  'mutation DeleteTrip($id: ID!) { deleteTrip(id: $id) { id } }';
export const ExportAccount: Operation<ExportAccountQuery, ExportAccountQueryVariables> =
  'query ExportAccount($nextToken: String) { exportAccount(nextToken: $nextToken) { document nextToken } }';
export const Me: Operation<MeQuery, MeQueryVariables> =
  'query Me { account { id name language currency trips } contacts { ...ContactCard } } fragment ContactCard on Contacts { name mobile email facebook instagram twitter linkedin telegram }';
export const MyTrips: Operation<MyTripsQuery, MyTripsQueryVariables> =
  'query MyTrips($when: TripPeriod!, $nextToken: String) { myTrips(when: $when, limit: 20, nextToken: $nextToken) { items { ...TripCard } nextToken } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
export const OnRequestUpdate: Operation<OnRequestUpdateSubscription, OnRequestUpdateSubscriptionVariables> =
  'subscription OnRequestUpdate { onRequestUpdate { recipient requestId tripId role status revision change reason changedAt } }';
export const ReceivedRequests: Operation<ReceivedRequestsQuery, ReceivedRequestsQueryVariables> =
  'query ReceivedRequests($status: RequestStatus!, $nextToken: String) { receivedRequests(status: $status, limit: 20, nextToken: $nextToken) { items { ...RequestRow } nextToken } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name since } }';
export const Request: Operation<RequestQuery, RequestQueryVariables> =
  'query Request($id: ID!) { request(id: $id) { ...RequestRow contacts { ...ContactCard } trip { id } } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name since } } fragment ContactCard on Contacts { name mobile email facebook instagram twitter linkedin telegram }';
export const SaveContacts: Operation<SaveContactsMutation, SaveContactsMutationVariables> =
  'mutation SaveContacts($input: ContactsInput!) { saveContacts(input: $input) { ...ContactCard } } fragment ContactCard on Contacts { name mobile email facebook instagram twitter linkedin telegram }';
export const SearchTrips: Operation<SearchTripsQuery, SearchTripsQueryVariables> =
  'query SearchTrips($from: String, $to: String, $filter: TripFilter, $nextToken: String) { searchTrips( from: $from to: $to filter: $filter limit: 20 nextToken: $nextToken ) { items { ...TripCard myRequest { id status } } nextToken } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
export const SendRequest: Operation<SendRequestMutation, SendRequestMutationVariables> =
  'mutation SendRequest($input: SendRequestInput!) { sendRequest(input: $input) { ...RequestRow } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name since } }';
export const SentRequests: Operation<SentRequestsQuery, SentRequestsQueryVariables> =
  'query SentRequests($status: RequestStatus!, $nextToken: String) { sentRequests(status: $status, limit: 20, nextToken: $nextToken) { items { ...RequestRow } nextToken } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name since } }';
export const Trip: Operation<TripQuery, TripQueryVariables> =
  'query Trip($id: ID!) { trip(id: $id) { ...TripCard myRequest { id status price currency } } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
export const TripRequests: Operation<TripRequestsQuery, TripRequestsQueryVariables> =
  'query TripRequests($tripId: ID!, $status: RequestStatus!, $nextToken: String) { receivedRequests( status: $status tripId: $tripId limit: 20 nextToken: $nextToken ) { items { ...RequestRow } nextToken } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name since } }';
export const UpdateAccount: Operation<UpdateAccountMutation, UpdateAccountMutationVariables> =
  'mutation UpdateAccount($input: AccountInput!) { updateAccount(input: $input) { id name language currency trips } }';
export const UpdateTrip: Operation<UpdateTripMutation, UpdateTripMutationVariables> =
  'mutation UpdateTrip($input: UpdateTripInput!) { updateTrip(input: $input) { ...TripCard } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
