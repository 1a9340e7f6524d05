// Generated from schema.graphql by `npm run generate`; edit that file instead.

export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** A date, `YYYY-MM-DD`, with an optional offset. */
  AWSDate: { input: string; output: string };
  /** A time of day, `hh:mm:ss.sss`, with an optional offset. */
  AWSTime: { input: string; output: string };
  /** A date and time, `YYYY-MM-DDThh:mm:ss.sssZ`; the offset is required. */
  AWSDateTime: { input: string; output: string };
  /** Whole seconds since 1970-01-01T00:00Z; may be negative. */
  AWSTimestamp: { input: number; output: number };
  /** An e-mail address, `local-part@domain`. */
  AWSEmail: { input: string; output: string };
  /** A JSON value as a string; resolvers get it parsed. */
  AWSJSON: { input: string; output: string };
  /** A telephone number; without a country code it is read as a North American one. */
  AWSPhone: { input: string; output: string };
  /** A URL with a scheme. */
  AWSURL: { input: string; output: string };
  /** An IPv4 or IPv6 address, with an optional CIDR prefix. */
  AWSIPAddress: { input: string; output: string };
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type Query = {
  /** One trip by its id. Null when there is none, or when it has expired. */
  trip: Maybe<Trip>;
  /** The caller's own trips, newest first. */
  myTrips: TripConnection;
  /**
   * Trips of other travelers that still accept requests (`acceptTo` is not over at UTC-12), the soonest closing first.
   * Give `from`, `to`, or both. Every page but the last is full, unless the filter left out so many trips that 200 were read.
   * Only a null `nextToken` ends the search.
   */
  searchTrips: TripConnection;
  /**
   * Cities that have a name with this beginning, in any language, the largest first. Case, accents and hyphens make no
   * difference: `koln`, `Köln`, `cologne` and `كولونيا` find the same city. A country may follow after a comma. Trips and
   * searches also accept cities that are not among them.
   */
  places: Array<Place>;
  /** One request by its id. Null when there is none, when it has expired, or when the caller is not a party of it. */
  request: Maybe<Request>;
  /** The caller's requests in one status. Requests for the newest trips come first. Only a null `nextToken` ends the list. */
  sentRequests: RequestConnection;
  /** Requests for the caller's trips in one status. Requests for the newest trips come first. Only a null `nextToken` ends the list. */
  receivedRequests: RequestConnection;
  /** The caller's own contact card. Null until one is saved. */
  contacts: Maybe<Contacts>;
  /** The caller's own route alerts that have not expired, the newest first: 20 at most. */
  alerts: Array<RouteAlert>;
  /** The people whom the caller has blocked, sorted by id. */
  blockedPeople: PersonConnection;
  /**
   * Reports in one status, the oldest first. A page has at most 20. Only moderators: the group `moderators` of the user pool.
   * Reports about the caller are left out.
   */
  reports: ReportConnection;
  /**
   * Everything that is stored about the caller, page by page, for example to keep a copy before deleting the account.
   * docs/account-removal.md describes the form.
   */
  exportAccount: AccountExport;
  /** The caller's account. What is not stored has its default; the name comes from the token. */
  account: Account;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryTripArgs = {
  id: Scalars['ID']['input'];
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryMyTripsArgs = {
  when?: InputMaybe<TripPeriod>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QuerySearchTripsArgs = {
  from?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TripFilter>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryPlacesArgs = {
  text: Scalars['String']['input'];
  language?: InputMaybe<Scalars['String']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryRequestArgs = {
  id: Scalars['ID']['input'];
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QuerySentRequestsArgs = {
  status: RequestStatus;
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryReceivedRequestsArgs = {
  status: RequestStatus;
  tripId?: InputMaybe<Scalars['ID']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryBlockedPeopleArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryReportsArgs = {
  status: ReportStatus;
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * An error has a stable `errorType` for the app, a sentence for the person, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryExportAccountArgs = {
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type Mutation = {
  /**
   * Posts a trip. A person can have 50 trips at a time (`LimitReached`). The trip shows the traveler's name, so a name is required
   * in the account, the ID token or the contact card (`ValidationError`, field `name`, rule `required`).
   */
  createTrip: Trip;
  /**
   * Changes a trip of the caller. Fields that are missing or null keep their values. The terms of requests stay as agreed, with
   * one exception: a moved travel date is soon updated in every open request, and both people receive a `RequestUpdate`.
   * `VersionConflict`: the trip has changed since it was read; errorInfo.version is its current version.
   */
  updateTrip: Trip;
  /**
   * Deletes a trip of the caller and returns it as it was. Its pending and accepted requests are soon cancelled, with the reason
   * TRIP_DELETED.
   */
  deleteTrip: Trip;
  /**
   * Asks another traveler to carry items, from the moment of posting until the trip's `acceptTo`. Sending the same request again
   * (same items, same note) returns it in its current state.
   * `AlreadyRequested`, `AlreadyDeclined`: one request for each trip, unless it was cancelled. `TripClosed`: it is too late.
   * `VersionConflict`: the trip has changed since the caller saw it; errorInfo.version is its current version.
   * `ContactsMissing`: the caller has no contact card with a channel (errorInfo.who is `YOU`).
   * `LimitReached`: 30 requests a day (UTC), or the same request three times; errorInfo.what says which, errorInfo.until when
   * the caller can send again.
   * `NotEnoughSpace`: errorInfo.category and errorInfo.freeKg say how much is free. `NotAllowed`: the caller's own trip, or one
   * of the two people has blocked the other.
   */
  sendRequest: Request;
  /**
   * The traveler accepts a pending request, until the travel date is over. The trip then has fewer kilograms free, and both
   * people see each other's contacts. `NotEnoughSpace`: the items no longer fit. `StatusChanged`: errorInfo.status is the
   * current status.
   * `ContactsMissing`: errorInfo.who says whose contact card is missing or has no channel, `YOU` or `COUNTERPART`.
   * `NotAllowed`: the caller cannot accept this request; it is soon cancelled.
   */
  acceptRequest: Request;
  /**
   * The traveler declines a pending request, or one that the requester has withdrawn. This is final. `StatusChanged`:
   * errorInfo.status is the current status.
   */
  declineRequest: Request;
  /**
   * The requester withdraws a pending request, or either person cancels an accepted one: the trip gets its kilograms back, and
   * the contacts are hidden again. `StatusChanged`: errorInfo.status is the current status.
   */
  cancelRequest: Request;
  /**
   * Saves the caller's contact card. It replaces the whole card, so missing fields are deleted. A card has a name and at least
   * one channel (`ValidationError`, field `input`, rule `required`).
   */
  saveContacts: Contacts;
  /**
   * Deletes the caller's contact card and returns it as it was. The counterparts of accepted requests then see no contacts.
   * Without a card the caller can neither send nor accept requests.
   */
  deleteContacts: Maybe<Contacts>;
  /**
   * Changes the caller's account. Fields that are missing or null keep their values. An empty text restores the default: for the
   * name, that of the ID token, otherwise that of the contact card. Trips and open requests of the caller soon show a new name.
   */
  updateAccount: Account;
  /**
   * Blocks a person. From now on, neither can send requests to the other (`NotAllowed`). Open requests between the two are soon
   * cancelled with the reason BLOCKED: kilograms are given back, and contacts are hidden again. Nothing tells the person who
   * blocked them. Blocking a person again changes nothing. `NotFound`: the person's account is removed.
   */
  blockPerson: Person;
  /** Ends a block. Requests that the block has cancelled stay cancelled. Unblocking a person who is not blocked changes nothing. */
  unblockPerson: Person;
  /**
   * Reports a person to the moderators, because of a trip of theirs or a request between the caller and them. A copy of the
   * trip or the request is kept as it is now. `LimitReached`: 5 reports a day (UTC). `NotFound`: the caller cannot see the trip
   * or the request, or it is not the person's.
   */
  report: Scalars['Boolean']['output'];
  /**
   * Decides a report. SUSPEND also suspends the reported person: their writes fail at once (`AccountSuspended`), their
   * subscriptions end, and soon nobody else sees their trips, their open requests are cancelled (reason SUSPENDED), and they
   * cannot sign in. The same decision again changes nothing. `StatusChanged`: errorInfo.status is another moderator's decision.
   */
  decideReport: Report;
  /** Ends a suspension: the person can write and sign in again, and others soon see their trips. Cancelled requests stay cancelled. */
  restorePerson: Person;
  /**
   * Registers a device for push notifications: at sign-in, and whenever its token changes. A token belongs to the person who
   * registered it last, so the earlier person gets no more pushes on it. A person has at most 10 devices: an eleventh replaces
   * the one that was registered longest ago.
   */
  registerDevice: Scalars['Boolean']['output'];
  /** Ends the push notifications on a device of the caller: at sign-out. False: it was not the caller's. */
  removeDevice: Scalars['Boolean']['output'];
  /**
   * Tells the caller of trips that a search with these cities and this filter would newly find: new trips of other travelers,
   * and edited trips that did not fit before. An alert reports a trip once, by push, and lasts 30 days. It reports at most 50
   * new or edited trips of one person a day (UTC). Creating the same alert
   * again renews it: it lasts 30 days from then. `LimitReached`: 20 alerts at a time (errorInfo.what is `ALERTS`).
   */
  createAlert: RouteAlert;
  /** Deletes an alert of the caller and returns it as it was. Null when there is none, or when it has expired. */
  deleteAlert: Maybe<RouteAlert>;
  /**
   * Removes the caller's account from the API and the user pool, for good. The caller's open requests are cancelled with the
   * reason ACCOUNT_REMOVED, and the other people keep them without a name. From the first call on, every change by the caller
   * fails (`AccountRemoved`), and the caller's subscriptions end. IN_PROGRESS: the removal continues by itself; the same call
   * again returns its progress.
   */
  deleteAccount: AccountRemoval;
  /** Publishes a change of a request to one of its parties. Only the API's own function may call it; it signs with IAM. */
  publishRequestUpdate: RequestUpdate;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationCreateTripArgs = {
  input: CreateTripInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationUpdateTripArgs = {
  input: UpdateTripInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationDeleteTripArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationSendRequestArgs = {
  input: SendRequestInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationAcceptRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationDeclineRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationCancelRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationSaveContactsArgs = {
  input: ContactsInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationUpdateAccountArgs = {
  input: AccountInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationBlockPersonArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationUnblockPersonArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationReportArgs = {
  input: ReportInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationDecideReportArgs = {
  input: DecisionInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationRestorePersonArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationRegisterDeviceArgs = {
  input: DeviceInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationRemoveDeviceArgs = {
  token: Scalars['String']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationCreateAlertArgs = {
  input: AlertInput;
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationDeleteAlertArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A call that returns an error has changed nothing. */
export type MutationPublishRequestUpdateArgs = {
  input: RequestUpdateInput;
};

/** What a signed-in person can listen to. */
export type Subscription = {
  /**
   * Every new status and every moved travel date of the caller's own requests, from the caller's point of view. Nobody else's
   * requests are included. Each update arrives at least once: drop one whose `revision` is not higher than the app's. A phone
   * that was not connected gets no missed updates: read the lists after connecting.
   */
  onRequestUpdate: Maybe<RequestUpdate>;
};

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

/** A journey with spare kilograms: from a city to a city on a day, with a price for each category. */
export type Trip = {
  /** Identifies the trip and never changes. Use it unchanged: its form may change in new versions. */
  id: Scalars['ID']['output'];
  /** The person who travels. The name is null only for a trip of the first app whose traveler has no stored name. */
  traveler: Person;
  /** City of departure, `City-Country`. Never changes. */
  fromCity: Scalars['String']['output'];
  /** City of arrival, `City-Country`. Never changes. */
  toCity: Scalars['String']['output'];
  /** First day on which the traveler takes items over. Requests can be sent before it, from the moment of posting. */
  acceptFrom: Scalars['AWSDate']['output'];
  /** Last day on which the traveler takes items over, and on which requests can be sent: until it is over at UTC-12. */
  acceptTo: Scalars['AWSDate']['output'];
  /** Day of travel. */
  travelDate: Scalars['AWSDate']['output'];
  /** ISO 4217 code of the currency of all costs. Never changes. */
  currency: Scalars['String']['output'];
  /** The categories that the traveler takes, each at most once, in the order of `ItemCategory`. */
  allowed: Array<AllowedItem>;
  /**
   * Rises with every edit by the traveler. `updateTrip` and `sendRequest` need it. 0 for a trip of the first app that was never
   * edited here.
   */
  version: Scalars['Int']['output'];
  /** When the trip was posted. */
  createdAt: Scalars['AWSDateTime']['output'];
  /** When the traveler last edited it. Null for a trip of the first app. */
  updatedAt: Maybe<Scalars['AWSDateTime']['output']>;
  /** When the trip is deleted automatically: 30 days after the travel date, in epoch seconds. */
  expiresAt: Scalars['AWSTimestamp']['output'];
  /** Whether the caller is the traveler. */
  mine: Scalars['Boolean']['output'];
  /** The caller's own request for this trip, in any status. Null when there is none. */
  myRequest: Maybe<Request>;
};

/** Room for one category of items on a trip. */
export type AllowedItem = {
  /** What may be sent. */
  category: ItemCategory;
  /** Price of a kilogram (PAPER: of a document) in the trip's currency. 0 means free of charge. */
  cost: Scalars['Float']['output'];
  /** All kilograms that the traveler offers. */
  kg: Scalars['Float']['output'];
  /** Kilograms that no accepted request has taken. */
  freeKg: Scalars['Float']['output'];
};

/** A city of GeoNames with at least 15,000 people (https://www.geonames.org, CC BY 4.0). */
export type Place = {
  /** The text for trips and searches, in English: `Cologne-Germany`. */
  city: Scalars['String']['output'];
  /** The city's name in the language that was asked for, if it is known, otherwise in English. */
  name: Scalars['String']['output'];
  /** The country's name in the language that was asked for. */
  country: Scalars['String']['output'];
  /** ISO 3166-1, two letters. */
  countryCode: Scalars['String']['output'];
  /** IANA: `Europe/Berlin`. */
  timeZone: Scalars['String']['output'];
};

/** A page of trips. */
export type TripConnection = {
  /** In the order that the query promises. */
  items: Array<Trip>;
  /** Give it back for the next page. Null on the last page. */
  nextToken: Maybe<Scalars['String']['output']>;
};

/** One person asks one traveler to carry items on one trip. Both see the same request, each from their own side. */
export type Request = {
  /** Identifies the request for both people and never changes. Use it unchanged: its form may change in new versions. */
  id: Scalars['ID']['output'];
  /** The current status. */
  status: RequestStatus;
  /** The caller's side. */
  role: RequestRole;
  /** The actions that are possible for the caller now. */
  actions: Array<RequestAction>;
  /**
   * Rises with every change of the request: status, travel date, or a name. Of two states of a request, the one with the
   * higher revision is newer. 0 for a request of the first app.
   */
  revision: Scalars['Int']['output'];
  /** The trip's id, even after the trip was deleted. */
  tripId: Scalars['ID']['output'];
  /** The traveler's user id: the Cognito `sub`. */
  traveler: Scalars['ID']['output'];
  /** The user id of the person who sent the request. */
  requester: Scalars['ID']['output'];
  /**
   * City of departure as agreed, even after the trip was deleted. A request of the first app that was not migrated has the
   * cities, date and currency of its trip; without its trip, the cities and the currency are empty texts.
   */
  fromCity: Scalars['String']['output'];
  /** City of arrival as agreed, even after the trip was deleted. */
  toCity: Scalars['String']['output'];
  /** Day of travel as agreed. It changes only when the traveler moves the date while the request is open. */
  travelDate: Scalars['AWSDate']['output'];
  /** ISO 4217 code of the currency of `price` and of every cost, as agreed. */
  currency: Scalars['String']['output'];
  /** The items, each category at most once, in the order of `ItemCategory`. Empty for a request of the first app. */
  items: Array<RequestItem>;
  /**
   * The price of all items: the sum of `cost` times `kg` (PAPER: times `pieces`), rounded to the minor unit of the currency.
   * Later edits of the trip do not change it.
   */
  price: Scalars['Float']['output'];
  /** A text from the requester to the traveler. */
  note: Maybe<Scalars['String']['output']>;
  /** When it was last sent. */
  sentAt: Scalars['AWSDateTime']['output'];
  /** When it entered its status, or when its travel date moved after that. */
  changedAt: Scalars['AWSDateTime']['output'];
  /** Why it was cancelled. Null in every other status. */
  reason: Maybe<CancelReason>;
  /** The trip. Null after it was deleted. */
  trip: Maybe<Trip>;
  /** The other person. */
  counterpart: Person;
  /** The counterpart's contact card, only while the request is ACCEPTED. Null otherwise, and after they deleted their card. */
  contacts: Maybe<Contacts>;
};

/** The items of one category in a request. */
export type RequestItem = {
  /** The category of the items. */
  category: ItemCategory;
  /** 0 for documents that are not weighed. */
  kg: Scalars['Float']['output'];
  /** The number of documents. Null for every category but PAPER. */
  pieces: Maybe<Scalars['Int']['output']>;
  /** Price of a kilogram (PAPER: of a document) as the trip offered it when the request was sent. */
  cost: Scalars['Float']['output'];
};

/** A page of requests. */
export type RequestConnection = {
  /** In the order that the query promises. */
  items: Array<Request>;
  /** Give it back for the next page. Null on the last page. */
  nextToken: Maybe<Scalars['String']['output']>;
};

/** A search that is kept. Trips that it would newly find are pushed to the caller's devices. */
export type RouteAlert = {
  /** Unique. Later alerts have greater ids. */
  id: Scalars['ID']['output'];
  /** City of departure. Null when any will do. */
  from: Maybe<Scalars['String']['output']>;
  /** City of arrival. Null when any will do. */
  to: Maybe<Scalars['String']['output']>;
  /** What a trip must offer. Null when the alert has no filter. */
  filter: Maybe<AlertFilter>;
  /** When it was created. Renewing it changes nothing here. */
  createdAt: Scalars['AWSDateTime']['output'];
  /** When it expires, in epoch seconds. */
  expiresAt: Scalars['AWSTimestamp']['output'];
};

/** The filter of an alert, as it was given. Null: no such condition. */
export type AlertFilter = {
  /** Travel on this day or later. */
  travelFrom: Maybe<Scalars['AWSDate']['output']>;
  /** Travel on this day or earlier. */
  travelTo: Maybe<Scalars['AWSDate']['output']>;
  /** Takes this category. */
  category: Maybe<ItemCategory>;
  /** Has at least this many kilograms free. */
  minFreeKg: Maybe<Scalars['Float']['output']>;
  /** Has this cost or less. */
  maxCost: Maybe<Scalars['Float']['output']>;
  /** Priced in this ISO 4217 currency. */
  currency: Maybe<Scalars['String']['output']>;
};

/** What everybody may see of a person. */
export type Person = {
  /** The Cognito `sub`. */
  id: Scalars['ID']['output'];
  /** The name of their account. Null when none is stored, and after their account was removed. */
  name: Maybe<Scalars['String']['output']>;
  /** The day on which their account was first written (UTC). Null for a person whom only the first app has stored. */
  since: Maybe<Scalars['AWSDate']['output']>;
};

/** A page of people. */
export type PersonConnection = {
  /** In the order that the query promises. */
  items: Array<Person>;
  /** Give it back for the next page. Null on the last page. */
  nextToken: Maybe<Scalars['String']['output']>;
};

/** How to reach a person. Every link leads to a profile at the service of its field. */
export type Contacts = {
  /** How the person wants to be addressed. */
  name: Scalars['String']['output'];
  /** In international form (E.164): `+201001234567`. */
  mobile: Maybe<Scalars['String']['output']>;
  /** E-mail address. */
  email: Maybe<Scalars['AWSEmail']['output']>;
  /** Link to the profile. */
  facebook: Maybe<Scalars['AWSURL']['output']>;
  /** Link to the profile. */
  instagram: Maybe<Scalars['AWSURL']['output']>;
  /** Link to the profile. */
  twitter: Maybe<Scalars['AWSURL']['output']>;
  /** Link to the profile. */
  linkedin: Maybe<Scalars['AWSURL']['output']>;
  /** Link to the profile. */
  telegram: Maybe<Scalars['AWSURL']['output']>;
};

/** What a trip must offer to be found. Every given condition must hold. Category, kilograms and cost must hold for the same category. */
export type TripFilter = {
  /** Travel on this day or later. */
  travelFrom?: InputMaybe<Scalars['AWSDate']['input']>;
  /** Travel on this day or earlier. */
  travelTo?: InputMaybe<Scalars['AWSDate']['input']>;
  /** Takes this category. Default: any category. */
  category?: InputMaybe<ItemCategory>;
  /** Has at least this many kilograms free: 0 or more. */
  minFreeKg?: InputMaybe<Scalars['Float']['input']>;
  /** Has this cost or less: 0 or more. Also give `currency`, because costs in different currencies cannot be compared. */
  maxCost?: InputMaybe<Scalars['Float']['input']>;
  /** Priced in this ISO 4217 currency. */
  currency?: InputMaybe<Scalars['String']['input']>;
};

/** An alert to create. Give `from`, `to`, or both. */
export type AlertInput = {
  /** City of departure, `City-Country`, spelled exactly as in a trip: `Berlin-Germany`. */
  from?: InputMaybe<Scalars['String']['input']>;
  /** City of arrival, `City-Country`. */
  to?: InputMaybe<Scalars['String']['input']>;
  /** What a trip must offer, with the rules of `searchTrips`. Default: any trip. */
  filter?: InputMaybe<TripFilter>;
};

/** What a new trip offers in one category. */
export type AllowedItemInput = {
  /** What may be sent. */
  category: ItemCategory;
  /** Price of a kilogram (PAPER: of a document): 0 to 10,000, with the decimals of the currency (JPY none, EUR 2, KWD 3). */
  cost: Scalars['Float']['input'];
  /** More than 0 and at most 100, at most 2 decimals. PAPER may be 0. */
  kg: Scalars['Float']['input'];
};

/** A trip to post. */
export type CreateTripInput = {
  /** `City-Country`: at most 100 characters, no underscore. */
  fromCity: Scalars['String']['input'];
  /** `City-Country`, different from `fromCity`. */
  toCity: Scalars['String']['input'];
  /** First day on which the traveler takes items over: `YYYY-MM-DD`, no offset; not after `acceptTo`. */
  acceptFrom: Scalars['AWSDate']['input'];
  /** Last day on which the traveler takes items over: not over yet at UTC-12, and not after `travelDate`. */
  acceptTo: Scalars['AWSDate']['input'];
  /** At most a year ahead, counted from today at UTC+14. */
  travelDate: Scalars['AWSDate']['input'];
  /** ISO 4217 code of a currency in use: `EUR`. */
  currency: Scalars['String']['input'];
  /** At least one category, each at most once. */
  allowed: Array<AllowedItemInput>;
  /**
   * The app chooses a new token for each trip (1 to 64 letters, digits, `-` or `_`). If the answer was lost, send the same input
   * again: with the token of the caller's last trip, the call returns that trip and posts nothing. `NotFound`: that trip was
   * deleted.
   */
  token?: InputMaybe<Scalars['ID']['input']>;
};

/** An edit of a trip. Cities and currency cannot change: post another trip instead. */
export type UpdateTripInput = {
  /** `Trip.id`. */
  id: Scalars['ID']['input'];
  /** The `version` that was read. */
  version: Scalars['Int']['input'];
  /** Not after `acceptTo`. */
  acceptFrom?: InputMaybe<Scalars['AWSDate']['input']>;
  /** Not over yet at UTC-12 when it is given. */
  acceptTo?: InputMaybe<Scalars['AWSDate']['input']>;
  /** Not over yet, and at most a year ahead, when it is given. */
  travelDate?: InputMaybe<Scalars['AWSDate']['input']>;
  /**
   * The whole new list. A category cut below what accepted requests have taken, or left out while some of it is taken,
   * is refused (`ValidationError`, rule `belowTaken`).
   */
  allowed?: InputMaybe<Array<AllowedItemInput>>;
};

/** A request has changed. */
export type RequestUpdate = {
  /** The person who receives the update: the Cognito `sub`. */
  recipient: Scalars['ID']['output'];
  /** `Request.id`. */
  requestId: Scalars['ID']['output'];
  /** `Trip.id`. */
  tripId: Scalars['ID']['output'];
  /** The recipient's. */
  role: RequestRole;
  /** The status of the request. */
  status: RequestStatus;
  /** Orders the updates of one request: the same as `Request.revision`. */
  revision: Scalars['Int']['output'];
  /** What changed: the status or the travel date. */
  change: RequestChange;
  /** The other person: the Cognito `sub`. */
  counterpart: Scalars['ID']['output'];
  /** Why it was cancelled. Null in every other status. */
  reason: Maybe<CancelReason>;
  /** When. */
  changedAt: Scalars['AWSDateTime']['output'];
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
  token: Scalars['String']['input'];
  /** Its system. */
  platform: Platform;
  /** BCP 47 language tag: the language of the pushes on this device. Otherwise they are in the language of the account. */
  language?: InputMaybe<Scalars['String']['input']>;
};

/** What the API stores about a person, apart from trips, requests and contacts. */
export type Account = {
  /** The Cognito `sub`. */
  id: Scalars['ID']['output'];
  /**
   * The name that others see. The first write of the account stores it: from the ID token, otherwise from the contact card.
   * Before that, the name of the ID token, or null (an access token has no name).
   */
  name: Maybe<Scalars['String']['output']>;
  /** BCP 47 language tag: `en` until chosen. */
  language: Scalars['String']['output'];
  /** ISO 4217 code: `EUR` until chosen. */
  currency: Scalars['String']['output'];
  /** Trips counted against the limit of 50. */
  trips: Scalars['Int']['output'];
  /** Whether the person's devices get pushes about requests: true until turned off. */
  pushRequests: Scalars['Boolean']['output'];
  /** Whether the person's devices get pushes about trips that fit a route alert: true until turned off. */
  pushAlerts: Scalars['Boolean']['output'];
};

/** The progress of an account's removal. */
export type RemovalStatus =
  /** The removal continues by itself. */
  | 'IN_PROGRESS'
  /** Nothing is left. */
  | 'COMPLETE';

/** The removal of the caller's account. */
export type AccountRemoval = {
  /** Whether the removal is complete. */
  status: RemovalStatus;
  /** Trips removed so far. */
  trips: Scalars['Int']['output'];
  /** Requests removed so far, sent and received. */
  requests: Scalars['Int']['output'];
};

/** A page of the caller's stored items. */
export type AccountExport = {
  /** JSON: an object of lists `account`, `contacts`, `trips`, `requests`, `devices` and `other`, of items as they are stored. */
  document: Scalars['AWSJSON']['output'];
  /** Null on the last page. */
  nextToken: Maybe<Scalars['String']['output']>;
};

/** A change of the account: at least one field. */
export type AccountInput = {
  /** 1 to 100 characters. An empty text restores the name in the ID token, otherwise the name on the contact card. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** BCP 47 language tag such as `en` or `pt-BR`. An empty text restores `en`. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** ISO 4217 code. An empty text restores `EUR`. */
  currency?: InputMaybe<Scalars['String']['input']>;
  /** False turns off pushes about requests. */
  pushRequests?: InputMaybe<Scalars['Boolean']['input']>;
  /** False turns off pushes about route alerts. */
  pushAlerts?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The items of one category. */
export type RequestItemInput = {
  /** A category that the trip offers. */
  category: ItemCategory;
  /** More than 0 and at most 100, at most 2 decimals. PAPER may be 0. */
  kg: Scalars['Float']['input'];
  /** The number of documents: 1 to 20. Required for PAPER, not allowed for other categories. */
  pieces?: InputMaybe<Scalars['Int']['input']>;
};

/** A request to send. */
export type SendRequestInput = {
  /** Another traveler's trip. */
  tripId: Scalars['ID']['input'];
  /** The `Trip.version` that the requester saw. `VersionConflict`: the trip has another version now. */
  tripVersion: Scalars['Int']['input'];
  /** At least one category, each at most once. Only categories that the trip offers (`ValidationError`, rule `notOffered`). */
  items: Array<RequestItemInput>;
  /** At most 500 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** A change of a request for one of its parties. The fields are those of `RequestUpdate`. */
export type RequestUpdateInput = {
  /** The person who receives the update: the Cognito `sub`. */
  recipient: Scalars['ID']['input'];
  /** `Request.id`. */
  requestId: Scalars['ID']['input'];
  /** `Trip.id`. */
  tripId: Scalars['ID']['input'];
  /** The recipient's. */
  role: RequestRole;
  /** The status of the request. */
  status: RequestStatus;
  /** `Request.revision`. */
  revision: Scalars['Int']['input'];
  /** What changed. */
  change: RequestChange;
  /** The other one of the two people: the Cognito `sub`. */
  counterpart: Scalars['ID']['input'];
  /** Why it was cancelled. */
  reason?: InputMaybe<CancelReason>;
  /** When. */
  changedAt: Scalars['AWSDateTime']['input'];
};

/** A contact card to save. For a service, give a link to a profile there (`https`) or the handle: `@jonas`. */
export type ContactsInput = {
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** `+`, the country code and the number: 7 to 15 digits (E.164). Spaces, hyphens, dots and brackets are removed. */
  mobile?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address. */
  email?: InputMaybe<Scalars['AWSEmail']['input']>;
  /** `https://www.facebook.com/jonas.berg`, or `jonas.berg`. */
  facebook?: InputMaybe<Scalars['String']['input']>;
  /** `https://www.instagram.com/jonas`, or `jonas`. */
  instagram?: InputMaybe<Scalars['String']['input']>;
  /** `https://x.com/jonas`, or `jonas`. */
  twitter?: InputMaybe<Scalars['String']['input']>;
  /** `https://www.linkedin.com/in/jonas-berg`, or `jonas-berg`. */
  linkedin?: InputMaybe<Scalars['String']['input']>;
  /** `https://t.me/jonas`, or `jonas`. */
  telegram?: InputMaybe<Scalars['String']['input']>;
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

/** A report about a person. */
export type Report = {
  /** Identifies the report and never changes. */
  id: Scalars['ID']['output'];
  /** Whether a moderator has decided, and how. */
  status: ReportStatus;
  /** The reported person. */
  about: Person;
  /** The person who reports. */
  by: Person;
  /** The reported trip. */
  tripId: Maybe<Scalars['ID']['output']>;
  /** The reported request. */
  requestId: Maybe<Scalars['ID']['output']>;
  /** JSON: the reported trip or request as it was then, with cities, dates, costs and note. */
  content: Scalars['AWSJSON']['output'];
  /** Why the person is reported. */
  reason: ReportReason;
  /** What the reporter wrote. */
  words: Maybe<Scalars['String']['output']>;
  /** When it was reported. */
  reportedAt: Scalars['AWSDateTime']['output'];
  /** When a moderator decided. Null for an open report. */
  decidedAt: Maybe<Scalars['AWSDateTime']['output']>;
};

/** A page of reports. */
export type ReportConnection = {
  /** In the order that the query promises. */
  items: Array<Report>;
  /** Give it back for the next page. Null on the last page. */
  nextToken: Maybe<Scalars['String']['output']>;
};

/** A report to make: give `tripId` or `requestId`. */
export type ReportInput = {
  /** The `Person.id` of the reported person. */
  person: Scalars['ID']['input'];
  /** A trip of that person. */
  tripId?: InputMaybe<Scalars['ID']['input']>;
  /** A request between the caller and that person. */
  requestId?: InputMaybe<Scalars['ID']['input']>;
  /** Why the person is reported. */
  reason: ReportReason;
  /** At most 1,000 characters. */
  words?: InputMaybe<Scalars['String']['input']>;
};

/** A decision about a report. */
export type DecisionInput = {
  /** `Report.id`. */
  id: Scalars['ID']['input'];
  /** The decision. */
  decision: Decision;
};
