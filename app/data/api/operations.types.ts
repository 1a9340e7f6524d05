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
  /** Documents. They are counted, not weighed: `kg` may be 0, and `cost` is for one document. */
  | 'PAPER'
  /** Medicine, weighed with its packing. */
  | 'MEDICINE'
  /** Clothes and shoes. */
  | 'CLOTHES'
  /** Phones, computers and accessories. */
  | 'ELECTRONICS'
  /** A whole bag or suitcase. */
  | 'BAG'
  /** Anything else. */
  | 'OTHERS';

/** The status of a request. */
export type RequestStatus =
  /** Sent; the traveler has not answered yet. */
  | 'PENDING'
  /** The traveler carries the items. The kilograms are taken, and both people see the contacts. */
  | 'ACCEPTED'
  /** The traveler declined. This is final for this trip and these two people. */
  | 'DECLINED'
  /** The request is over; `reason` says why. The requester may send it again. */
  | 'CANCELLED';

/** The caller's side of a request. */
export type RequestRole =
  /** The caller sent the request. */
  | 'SENT'
  /** The caller is the traveler. */
  | 'RECEIVED';

/** An action of a person on a request. */
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
  /** One of the two people cancelled it after it was accepted. */
  | 'CANCELLED'
  /** The traveler deleted the trip. */
  | 'TRIP_DELETED'
  /** One of the two people removed their account. */
  | 'ACCOUNT_REMOVED'
  /** One of the two people blocked the other. */
  | 'BLOCKED'
  /** A moderator suspended one of the two people. */
  | 'SUSPENDED';

/** What a trip must offer to be found. Every given condition must hold. Category, kilograms and cost must hold for the same category. */
export type TripFilter = {
  /** Travel on this day or later. */
  travelFrom?: string | null | undefined;
  /** Travel on this day or earlier. */
  travelTo?: string | null | undefined;
  /** Takes this category. Default: any category. */
  category?: ItemCategory | null | undefined;
  /** Has at least this many kilograms free: 0 or more. */
  minFreeKg?: number | null | undefined;
  /** Has this cost or less: 0 or more. Also give `currency`, because costs in different currencies cannot be compared. */
  maxCost?: number | null | undefined;
  /** Priced in this ISO 4217 currency. */
  currency?: string | null | undefined;
};

/** An alert to create. Give `from`, `to`, or both. */
export type AlertInput = {
  /** City of departure, `City-Country`, spelled exactly as in a trip: `Berlin-Germany`. */
  from?: string | null | undefined;
  /** City of arrival, `City-Country`. */
  to?: string | null | undefined;
  /** What a trip must offer, with the rules of `searchTrips`. Default: any trip. */
  filter?: TripFilter | null | undefined;
};

/** What a new trip offers in one category. */
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
  /** `City-Country`, different from `fromCity`. */
  toCity: string;
  /** First day on which the traveler takes items over: `YYYY-MM-DD`, no offset; not after `acceptTo`. */
  acceptFrom: string;
  /** Last day on which the traveler takes items over: not over yet at UTC-12, and not after `travelDate`. */
  acceptTo: string;
  /** At most a year ahead, counted from today at UTC+14. */
  travelDate: string;
  /** ISO 4217 code of a currency in use: `EUR`. */
  currency: string;
  /** At least one category, each at most once. */
  allowed: Array<AllowedItemInput>;
  /**
   * The app chooses a new token for each trip (1 to 64 letters, digits, `-` or `_`). If the answer was lost, send the same input
   * again: with the token of the caller's last trip, the call returns that trip and posts nothing. `NotFound`: that trip was
   * deleted.
   */
  token?: string | null | undefined;
};

/** An edit of a trip. Cities and currency cannot change: post another trip instead. */
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

/** The system of a device. */
export type Platform =
  /** Android. */
  | 'ANDROID'
  /** iOS or iPadOS. */
  | 'IOS'
  /** A browser. */
  | 'WEB';

/** A device that gets push notifications. */
export type DeviceInput = {
  /** The registration token of Firebase Cloud Messaging: at most 1,000 characters. */
  token: string;
  /** Its system. */
  platform: Platform;
  /** BCP 47 language tag: the language of the pushes on this device. Otherwise they are in the language of the account. */
  language?: string | null | undefined;
};

/** The progress of an account's removal. */
export type RemovalStatus =
  /** The removal continues by itself. */
  | 'IN_PROGRESS'
  /** Nothing is left. */
  | 'COMPLETE';

/** A change of the account: at least one field. */
export type AccountInput = {
  /** 1 to 100 characters. An empty text restores the name in the ID token, otherwise the name on the contact card. */
  name?: string | null | undefined;
  /** BCP 47 language tag such as `en` or `pt-BR`. An empty text restores `en`. */
  language?: string | null | undefined;
  /** ISO 4217 code. An empty text restores `EUR`. */
  currency?: string | null | undefined;
  /** False turns off pushes about requests. */
  pushRequests?: boolean | null | undefined;
  /** False turns off pushes about route alerts. */
  pushAlerts?: boolean | null | undefined;
};

/** The items of one category. */
export type RequestItemInput = {
  /** A category that the trip offers. */
  category: ItemCategory;
  /** More than 0 and at most 100, at most 2 decimals. PAPER may be 0. */
  kg: number;
  /** The number of documents: 1 to 20. Required for PAPER, not allowed for other categories. */
  pieces?: number | null | undefined;
};

/** A request to send. */
export type SendRequestInput = {
  /** Another traveler's trip. */
  tripId: string;
  /** The `Trip.version` that the requester saw. `VersionConflict`: the trip has another version now. */
  tripVersion: number;
  /** At least one category, each at most once. Only categories that the trip offers (`ValidationError`, rule `notOffered`). */
  items: Array<RequestItemInput>;
  /** At most 500 characters. */
  note?: string | null | undefined;
};

/** A contact card to save. For a service, give a link to a profile there (`https`) or the handle: `@jonas`. */
export type ContactsInput = {
  /** 1 to 100 characters. */
  name: string;
  /** `+`, the country code and the number: 7 to 15 digits (E.164). Spaces, hyphens, dots and brackets are removed. */
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

/** Why a person is reported. */
export type ReportReason =
  /** Unwanted or repeated requests. */
  | 'SPAM'
  /** Fraud. */
  | 'FRAUD'
  /** Insults or threats. */
  | 'HARASSMENT'
  /** Goods that must not be carried. */
  | 'FORBIDDEN_GOODS'
  /** The person pretends to be another person. */
  | 'IMPERSONATION'
  /** Another reason; `words` says which. */
  | 'OTHER';

/** The status of a report. */
export type ReportStatus =
  /** No moderator has decided. */
  | 'OPEN'
  /** A moderator has dismissed it. */
  | 'DISMISSED'
  /** A moderator has suspended the reported person. */
  | 'SUSPENDED';

/** What a moderator decides. */
export type Decision =
  /** Nothing happens. */
  | 'DISMISS'
  /** The reported person is suspended. */
  | 'SUSPEND';

/** A report to make: give `tripId` or `requestId`. */
export type ReportInput = {
  /** The `Person.id` of the reported person. */
  person: string;
  /** A trip of that person. */
  tripId?: string | null | undefined;
  /** A request between the caller and that person. */
  requestId?: string | null | undefined;
  /** Why the person is reported. */
  reason: ReportReason;
  /** At most 1,000 characters. */
  words?: string | null | undefined;
};

/** A decision about a report. */
export type DecisionInput = {
  /** `Report.id`. */
  id: string;
  /** The decision. */
  decision: Decision;
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
    counterpart: { id: string; name: string | null };
  };
};

export type AlertsQueryVariables = Exact<{ [key: string]: never }>;

export type AlertsQuery = {
  alerts: Array<{
    id: string;
    from: string | null;
    to: string | null;
    createdAt: string;
    expiresAt: number;
    filter: {
      travelFrom: string | null;
      travelTo: string | null;
      category: ItemCategory | null;
      minFreeKg: number | null;
      maxCost: number | null;
      currency: string | null;
    } | null;
  }>;
};

export type BlockPersonMutationVariables = Exact<{
  id: string;
}>;

export type BlockPersonMutation = { blockPerson: { id: string; name: string | null } };

export type BlockedPeopleQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;

export type BlockedPeopleQuery = {
  blockedPeople: { nextToken: string | null; items: Array<{ id: string; name: string | null }> };
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
    counterpart: { id: string; name: string | null };
  };
};

export type CreateAlertMutationVariables = Exact<{
  input: AlertInput;
}>;

export type CreateAlertMutation = {
  createAlert: {
    id: string;
    from: string | null;
    to: string | null;
    createdAt: string;
    expiresAt: number;
    filter: {
      travelFrom: string | null;
      travelTo: string | null;
      category: ItemCategory | null;
      minFreeKg: number | null;
      maxCost: number | null;
      currency: string | null;
    } | null;
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

export type DecideReportMutationVariables = Exact<{
  input: DecisionInput;
}>;

export type DecideReportMutation = {
  decideReport: {
    id: string;
    status: ReportStatus;
    tripId: string | null;
    requestId: string | null;
    content: string;
    reason: ReportReason;
    words: string | null;
    reportedAt: string;
    decidedAt: string | null;
    about: { id: string; name: string | null };
    by: { id: string; name: string | null };
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
    counterpart: { id: string; name: string | null };
  };
};

export type DeleteAccountMutationVariables = Exact<{ [key: string]: never }>;

export type DeleteAccountMutation = { deleteAccount: { status: RemovalStatus; trips: number; requests: number } };

export type DeleteAlertMutationVariables = Exact<{
  id: string;
}>;

export type DeleteAlertMutation = { deleteAlert: { id: string } | null };

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
  account: {
    id: string;
    name: string | null;
    language: string;
    currency: string;
    trips: number;
    pushRequests: boolean;
    pushAlerts: boolean;
  };
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

export type PlacesQueryVariables = Exact<{
  text: string;
  language?: string | null | undefined;
}>;

export type PlacesQuery = { places: Array<{ city: string; name: string; country: string }> };

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
      counterpart: { id: string; name: string | null };
    }>;
  };
};

export type RegisterDeviceMutationVariables = Exact<{
  input: DeviceInput;
}>;

export type RegisterDeviceMutation = { registerDevice: boolean };

export type RemoveDeviceMutationVariables = Exact<{
  token: string;
}>;

export type RemoveDeviceMutation = { removeDevice: boolean };

export type ReportMutationVariables = Exact<{
  input: ReportInput;
}>;

export type ReportMutation = { report: boolean };

export type ReportsQueryVariables = Exact<{
  status: ReportStatus;
  nextToken?: string | null | undefined;
}>;

export type ReportsQuery = {
  reports: {
    nextToken: string | null;
    items: Array<{
      id: string;
      status: ReportStatus;
      tripId: string | null;
      requestId: string | null;
      content: string;
      reason: ReportReason;
      words: string | null;
      reportedAt: string;
      decidedAt: string | null;
      about: { id: string; name: string | null };
      by: { id: string; name: string | null };
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
    counterpart: { id: string; name: string | null };
  } | null;
};

export type RestorePersonMutationVariables = Exact<{
  id: string;
}>;

export type RestorePersonMutation = { restorePerson: { id: string; name: string | null } };

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
    counterpart: { id: string; name: string | null };
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
      counterpart: { id: string; name: string | null };
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
      counterpart: { id: string; name: string | null };
    }>;
  };
};

export type UnblockPersonMutationVariables = Exact<{
  id: string;
}>;

export type UnblockPersonMutation = { unblockPerson: { id: string; name: string | null } };

export type UpdateAccountMutationVariables = Exact<{
  input: AccountInput;
}>;

export type UpdateAccountMutation = {
  updateAccount: {
    id: string;
    name: string | null;
    language: string;
    currency: string;
    trips: number;
    pushRequests: boolean;
    pushAlerts: boolean;
  };
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
  counterpart: { id: string; name: string | null };
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

export type ReportCardFragment = {
  id: string;
  status: ReportStatus;
  tripId: string | null;
  requestId: string | null;
  content: string;
  reason: ReportReason;
  words: string | null;
  reportedAt: string;
  decidedAt: string | null;
  about: { id: string; name: string | null };
  by: { id: string; name: string | null };
};

export type AlertCardFragment = {
  id: string;
  from: string | null;
  to: string | null;
  createdAt: string;
  expiresAt: number;
  filter: {
    travelFrom: string | null;
    travelTo: string | null;
    category: ItemCategory | null;
    minFreeKg: number | null;
    maxCost: number | null;
    currency: string | null;
  } | null;
};

export type Operation<Answer, Variables> = string & { readonly types?: (variables: Variables) => Answer };

export const AcceptRequest: Operation<AcceptRequestMutation, AcceptRequestMutationVariables> =
  'mutation AcceptRequest($id: ID!) { acceptRequest(id: $id) { ...RequestRow } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name } }';
export const Alerts: Operation<AlertsQuery, AlertsQueryVariables> =
  'query Alerts { alerts { ...AlertCard } } fragment AlertCard on RouteAlert { id from to filter { travelFrom travelTo category minFreeKg maxCost currency } createdAt expiresAt }';
export const BlockPerson: Operation<BlockPersonMutation, BlockPersonMutationVariables> =
  'mutation BlockPerson($id: ID!) { blockPerson(id: $id) { id name } }';
export const BlockedPeople: Operation<BlockedPeopleQuery, BlockedPeopleQueryVariables> =
  'query BlockedPeople($nextToken: String) { blockedPeople(limit: 20, nextToken: $nextToken) { items { id name } nextToken } }';
export const CancelRequest: Operation<CancelRequestMutation, CancelRequestMutationVariables> =
  'mutation CancelRequest($id: ID!) { cancelRequest(id: $id) { ...RequestRow } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name } }';
export const CreateAlert: Operation<CreateAlertMutation, CreateAlertMutationVariables> =
  'mutation CreateAlert($input: AlertInput!) { createAlert(input: $input) { ...AlertCard } } fragment AlertCard on RouteAlert { id from to filter { travelFrom travelTo category minFreeKg maxCost currency } createdAt expiresAt }';
export const CreateTrip: Operation<CreateTripMutation, CreateTripMutationVariables> =
  'mutation CreateTrip($input: CreateTripInput!) { createTrip(input: $input) { ...TripCard } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
export const DecideReport: Operation<DecideReportMutation, DecideReportMutationVariables> =
  'mutation DecideReport($input: DecisionInput!) { decideReport(input: $input) { ...ReportCard } } fragment ReportCard on Report { id status about { id name } by { id name } tripId requestId content reason words reportedAt decidedAt }';
export const DeclineRequest: Operation<DeclineRequestMutation, DeclineRequestMutationVariables> =
  'mutation DeclineRequest($id: ID!) { declineRequest(id: $id) { ...RequestRow } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name } }';
export const DeleteAccount: Operation<DeleteAccountMutation, DeleteAccountMutationVariables> =
  'mutation DeleteAccount { deleteAccount { status trips requests } }';
export const DeleteAlert: Operation<DeleteAlertMutation, DeleteAlertMutationVariables> =
  'mutation DeleteAlert($id: ID!) { deleteAlert(id: $id) { id } }';
export const DeleteContacts: Operation<DeleteContactsMutation, DeleteContactsMutationVariables> =
  'mutation DeleteContacts { deleteContacts { name } }';
export const DeleteTrip: Operation<DeleteTripMutation, DeleteTripMutationVariables> =
  'mutation DeleteTrip($id: ID!) { deleteTrip(id: $id) { id } }';
export const ExportAccount: Operation<ExportAccountQuery, ExportAccountQueryVariables> =
  'query ExportAccount($nextToken: String) { exportAccount(nextToken: $nextToken) { document nextToken } }';
export const Me: Operation<MeQuery, MeQueryVariables> =
  'query Me { account { id name language currency trips pushRequests pushAlerts } contacts { ...ContactCard } } fragment ContactCard on Contacts { name mobile email facebook instagram twitter linkedin telegram }';
export const MyTrips: Operation<MyTripsQuery, MyTripsQueryVariables> =
  'query MyTrips($when: TripPeriod!, $nextToken: String) { myTrips(when: $when, limit: 20, nextToken: $nextToken) { items { ...TripCard } nextToken } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
export const OnRequestUpdate: Operation<OnRequestUpdateSubscription, OnRequestUpdateSubscriptionVariables> =
  'subscription OnRequestUpdate { onRequestUpdate { recipient requestId tripId role status revision change reason changedAt } }';
export const Places: Operation<PlacesQuery, PlacesQueryVariables> =
  'query Places($text: String!, $language: String) { places(text: $text, language: $language, limit: 6) { city name country } }';
export const ReceivedRequests: Operation<ReceivedRequestsQuery, ReceivedRequestsQueryVariables> =
  'query ReceivedRequests($status: RequestStatus!, $nextToken: String) { receivedRequests(status: $status, limit: 20, nextToken: $nextToken) { items { ...RequestRow } nextToken } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name } }';
export const RegisterDevice: Operation<RegisterDeviceMutation, RegisterDeviceMutationVariables> =
  'mutation RegisterDevice($input: DeviceInput!) { registerDevice(input: $input) }';
export const RemoveDevice: Operation<RemoveDeviceMutation, RemoveDeviceMutationVariables> =
  'mutation RemoveDevice($token: String!) { removeDevice(token: $token) }';
export const Report: Operation<ReportMutation, ReportMutationVariables> =
  'mutation Report($input: ReportInput!) { report(input: $input) }';
export const Reports: Operation<ReportsQuery, ReportsQueryVariables> =
  'query Reports($status: ReportStatus!, $nextToken: String) { reports(status: $status, limit: 20, nextToken: $nextToken) { items { ...ReportCard } nextToken } } fragment ReportCard on Report { id status about { id name } by { id name } tripId requestId content reason words reportedAt decidedAt }';
export const Request: Operation<RequestQuery, RequestQueryVariables> =
  'query Request($id: ID!) { request(id: $id) { ...RequestRow contacts { ...ContactCard } trip { id } } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name } } fragment ContactCard on Contacts { name mobile email facebook instagram twitter linkedin telegram }';
export const RestorePerson: Operation<RestorePersonMutation, RestorePersonMutationVariables> =
  'mutation RestorePerson($id: ID!) { restorePerson(id: $id) { id name } }';
export const SaveContacts: Operation<SaveContactsMutation, SaveContactsMutationVariables> =
  'mutation SaveContacts($input: ContactsInput!) { saveContacts(input: $input) { ...ContactCard } } fragment ContactCard on Contacts { name mobile email facebook instagram twitter linkedin telegram }';
export const SearchTrips: Operation<SearchTripsQuery, SearchTripsQueryVariables> =
  'query SearchTrips($from: String, $to: String, $filter: TripFilter, $nextToken: String) { searchTrips( from: $from to: $to filter: $filter limit: 20 nextToken: $nextToken ) { items { ...TripCard myRequest { id status } } nextToken } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
export const SendRequest: Operation<SendRequestMutation, SendRequestMutationVariables> =
  'mutation SendRequest($input: SendRequestInput!) { sendRequest(input: $input) { ...RequestRow } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name } }';
export const SentRequests: Operation<SentRequestsQuery, SentRequestsQueryVariables> =
  'query SentRequests($status: RequestStatus!, $nextToken: String) { sentRequests(status: $status, limit: 20, nextToken: $nextToken) { items { ...RequestRow } nextToken } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name } }';
export const Trip: Operation<TripQuery, TripQueryVariables> =
  'query Trip($id: ID!) { trip(id: $id) { ...TripCard myRequest { id status price currency } } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
export const TripRequests: Operation<TripRequestsQuery, TripRequestsQueryVariables> =
  'query TripRequests($tripId: ID!, $status: RequestStatus!, $nextToken: String) { receivedRequests( status: $status tripId: $tripId limit: 20 nextToken: $nextToken ) { items { ...RequestRow } nextToken } } fragment RequestRow on Request { id status role actions revision tripId fromCity toCity travelDate currency price items { category kg pieces cost } note sentAt changedAt reason counterpart { id name } }';
export const UnblockPerson: Operation<UnblockPersonMutation, UnblockPersonMutationVariables> =
  'mutation UnblockPerson($id: ID!) { unblockPerson(id: $id) { id name } }';
export const UpdateAccount: Operation<UpdateAccountMutation, UpdateAccountMutationVariables> =
  'mutation UpdateAccount($input: AccountInput!) { updateAccount(input: $input) { id name language currency trips pushRequests pushAlerts } }';
export const UpdateTrip: Operation<UpdateTripMutation, UpdateTripMutationVariables> =
  'mutation UpdateTrip($input: UpdateTripInput!) { updateTrip(input: $input) { ...TripCard } } fragment TripCard on Trip { id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency allowed { category cost kg freeKg } version mine }';
