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
 * Refusals carry a stable `errorType` to switch on, a sentence to show, and an `errorInfo` object: see docs/errors.md.
 */
export type Query = {
  /** One trip by its id. Null when there is none, or when it has expired. */
  trip: Maybe<Trip>;
  /** The caller's own trips, newest first. */
  myTrips: TripConnection;
  /**
   * Trips of other travelers that still accept requests (`acceptTo` is not over at UTC-12), the soonest closing first.
   * Give a city to travel from, a city to travel to, or both. Every page but the last is full, unless the filter
   * refuses so many trips that 200 were looked at; only a null `nextToken` ends the search.
   */
  searchTrips: TripConnection;
  /** One request by its id. Null when there is none, when it has expired, or when the caller has no part in it. */
  request: Maybe<Request>;
  /** Requests that the caller sent, by status, those for the newest trips first. Only a null `nextToken` ends the list. */
  sentRequests: RequestConnection;
  /** Requests for the caller's trips, by status, those for the newest trips first. Only a null `nextToken` ends the list. */
  receivedRequests: RequestConnection;
  /** The caller's own contact card. Null until one is saved. */
  contacts: Maybe<Contacts>;
  /**
   * Everything that is stored about the caller, page by page, in the form that docs/account-removal.md describes: a copy to
   * take along before deleting the account.
   */
  exportAccount: AccountExport;
  /** The caller's account. Nothing needs to be stored for it: defaults and the token's name stand in. */
  account: Account;
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * Refusals carry a stable `errorType` to switch on, a sentence to show, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryTripArgs = {
  id: Scalars['ID']['input'];
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * Refusals carry a stable `errorType` to switch on, a sentence to show, and an `errorInfo` object: see docs/errors.md.
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
 * Refusals carry a stable `errorType` to switch on, a sentence to show, and an `errorInfo` object: see docs/errors.md.
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
 * Refusals carry a stable `errorType` to switch on, a sentence to show, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryRequestArgs = {
  id: Scalars['ID']['input'];
};

/**
 * What a signed-in person can read. Every field needs a Cognito ID or access token of the app's user pool
 * in the `Authorization` header.
 *
 * Refusals carry a stable `errorType` to switch on, a sentence to show, and an `errorInfo` object: see docs/errors.md.
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
 * Refusals carry a stable `errorType` to switch on, a sentence to show, and an `errorInfo` object: see docs/errors.md.
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
 * Refusals carry a stable `errorType` to switch on, a sentence to show, and an `errorInfo` object: see docs/errors.md.
 */
export type QueryExportAccountArgs = {
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

/** What a signed-in person can change. A refused change has written nothing. */
export type Mutation = {
  /**
   * Posts a trip. A person may have 50 at a time (`LimitReached`). The trip shows the traveler's name: a person without a name
   * in the account, the ID token and the contact card is refused (`ValidationError`, field `name`, rule `required`).
   */
  createTrip: Trip;
  /**
   * Changes a trip of the caller's. What is left out (or null) stays as it is. The terms of requests stay as agreed, with one
   * exception: a moved travel date is updated in every open request soon after, and both people receive a `RequestUpdate`.
   * `VersionConflict` when somebody changed the trip since it was read: errorInfo.version is the version now.
   */
  updateTrip: Trip;
  /**
   * Takes a trip of the caller's down, and answers with what it was. Its pending and accepted requests are cancelled soon after,
   * with the reason TRIP_DELETED.
   */
  deleteTrip: Trip;
  /**
   * Asks another traveler to take something along, from the moment of posting until the trip's `acceptTo`. The same request
   * sent again (same items, same note) answers with what has become of it.
   * `AlreadyRequested` and `AlreadyDeclined`: once for a trip, unless the request was cancelled. `TripClosed`: too late.
   * `VersionConflict`: the trip changed since the caller saw it; errorInfo.version is the version now.
   * `ContactsMissing`: the caller has no contact card with a channel (errorInfo.who is `YOU`).
   * `NotEnoughSpace`: errorInfo.category and errorInfo.freeKg say what is left. `NotAllowed`: the caller's own trip.
   */
  sendRequest: Request;
  /**
   * The traveler accepts a pending request, until the day of travel is over: its kilograms are taken off the trip, and both see
   * each other's contacts. `NotEnoughSpace`: they no longer fit. `StatusChanged`: errorInfo.status says what it is now.
   * `ContactsMissing`: errorInfo.who says whose contact card is missing or has no channel, `YOU` or `COUNTERPART`.
   */
  acceptRequest: Request;
  /** The traveler turns a pending request down, for good. `StatusChanged`: errorInfo.status tells what it is now. */
  declineRequest: Request;
  /**
   * The requester withdraws a pending request, or either of the two cancels an accepted one: the trip gets its kilograms back,
   * and the contacts close. `StatusChanged`: errorInfo.status tells what it is now.
   */
  cancelRequest: Request;
  /**
   * Saves the caller's contact card. It replaces the card before: what is left out is gone. A card has at least one channel
   * beside the name (`ValidationError`, field `input`, rule `required`).
   */
  saveContacts: Contacts;
  /**
   * Deletes the caller's contact card, and answers with what it was. The counterparts of accepted requests then see no contacts.
   * Without a card the caller can neither send nor accept requests.
   */
  deleteContacts: Maybe<Contacts>;
  /**
   * Changes the caller's account. What is left out or null stays. An empty text returns to the default: for the name, that of
   * the ID token, otherwise that of the contact card. A new name is shown on the caller's trips and open requests soon after.
   */
  updateAccount: Account;
  /**
   * Removes the caller's account and everything that the API and the user pool keep of it, for good. Their open requests are
   * cancelled, with the reason ACCOUNT_REMOVED, and the other party keeps them without a name. From the first call on every
   * change by the caller is refused (`AccountRemoved`), and their subscriptions end. IN_PROGRESS: it goes on by itself; the
   * same call again answers how far it is.
   */
  deleteAccount: AccountRemoval;
  /** Tells a party of a request what changed. For the API's own function alone, which signs with IAM. */
  publishRequestUpdate: RequestUpdate;
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationCreateTripArgs = {
  input: CreateTripInput;
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationUpdateTripArgs = {
  input: UpdateTripInput;
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationDeleteTripArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationSendRequestArgs = {
  input: SendRequestInput;
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationAcceptRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationDeclineRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationCancelRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationSaveContactsArgs = {
  input: ContactsInput;
};

/** What a signed-in person can change. A refused change has written nothing. */
export type MutationUpdateAccountArgs = {
  input: AccountInput;
};

/** What a signed-in person can change. A refused change has written nothing. */
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

/** A journey with room to spare: from a city to a city on a day, with kilograms for sale in categories. */
export type Trip = {
  /** Names this trip for good. Give it back as it is; its form may change. */
  id: Scalars['ID']['output'];
  /** Who travels. The name is null only for a trip of the first app whose traveler has stored no name since. */
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
  /** ISO 4217 code that every cost of this trip is in. Never changes. */
  currency: Scalars['String']['output'];
  /** What the traveler takes, a category at most once, in the order of `ItemCategory`. */
  allowed: Array<AllowedItem>;
  /**
   * Goes up with every edit by the traveler. Give it back with `updateTrip` and `sendRequest`. 0 for a trip of the first app that
   * was never edited since.
   */
  version: Scalars['Int']['output'];
  /** When the trip was posted. */
  createdAt: Scalars['AWSDateTime']['output'];
  /** When the traveler last edited it. Null for a trip of the first app. */
  updatedAt: Maybe<Scalars['AWSDateTime']['output']>;
  /** When the trip is deleted by itself: 30 days after travel, in epoch seconds. */
  expiresAt: Scalars['AWSTimestamp']['output'];
  /** Whether the caller is the traveler. */
  mine: Scalars['Boolean']['output'];
  /** The caller's own request for this trip, whatever its status. Null when there is none. */
  myRequest: Maybe<Request>;
};

/** Room for one category of items on a trip. */
export type AllowedItem = {
  /** What may be sent. */
  category: ItemCategory;
  /** Price of a kilogram (PAPER: of a document) in the trip's currency. 0 is free of charge. */
  cost: Scalars['Float']['output'];
  /** Kilograms offered in all. */
  kg: Scalars['Float']['output'];
  /** Kilograms not yet taken by accepted requests. */
  freeKg: Scalars['Float']['output'];
};

/** A page of trips. */
export type TripConnection = {
  /** In the order that the query promises. */
  items: Array<Trip>;
  /** Give it back for the next page. Null on the last page. */
  nextToken: Maybe<Scalars['String']['output']>;
};

/** One person asks one traveler to take items along on one trip. Both see the same request, each from their side. */
export type Request = {
  /** Names this request for good, for both and in every status. Give it back as it is; its form may change. */
  id: Scalars['ID']['output'];
  /** Where the request stands. */
  status: RequestStatus;
  /** The caller's. */
  role: RequestRole;
  /** What the caller may do with it now. */
  actions: Array<RequestAction>;
  /**
   * Goes up with every change of the request: status, travel date, or a name. Of two states of a request, the one with the
   * higher revision is newer. 0 for a request of the first app.
   */
  revision: Scalars['Int']['output'];
  /** The trip's id, also when the trip is gone. */
  tripId: Scalars['ID']['output'];
  /** The traveler's user id: the Cognito `sub`. */
  traveler: Scalars['ID']['output'];
  /** The user id of the person who asks. */
  requester: Scalars['ID']['output'];
  /**
   * City of departure as agreed, also when the trip is gone. A request of the first app that was not migrated has the trip's own
   * cities, date and currency; without its trip, the cities and the currency are empty texts.
   */
  fromCity: Scalars['String']['output'];
  /** City of arrival as agreed, also when the trip is gone. */
  toCity: Scalars['String']['output'];
  /** Day of travel as agreed. It changes only when the traveler moves the date while the request is open. */
  travelDate: Scalars['AWSDate']['output'];
  /** ISO 4217 code of the currency of `price` and of every cost, as agreed. */
  currency: Scalars['String']['output'];
  /** What is to be taken along, a category at most once, in the order of `ItemCategory`. Empty for a request of the first app. */
  items: Array<RequestItem>;
  /**
   * What all items cost: `cost` times `kg` (PAPER: times `pieces`), in all, rounded to the minor unit of the currency. Later edits
   * of the trip do not change it.
   */
  price: Scalars['Float']['output'];
  /** What the requester wrote to the traveler. */
  note: Maybe<Scalars['String']['output']>;
  /** When it was sent, the last time. */
  sentAt: Scalars['AWSDateTime']['output'];
  /** When it entered its status, or when its travel date moved since. */
  changedAt: Scalars['AWSDateTime']['output'];
  /** Why it is cancelled. Null in every other status. */
  reason: Maybe<CancelReason>;
  /** The trip. Null when it was taken down. */
  trip: Maybe<Trip>;
  /** The other one of the two. */
  counterpart: Person;
  /** The counterpart's contact card, only while the request is ACCEPTED. Null otherwise, and after they deleted their card. */
  contacts: Maybe<Contacts>;
};

/** What a request asks of one category. */
export type RequestItem = {
  /** What is to be taken along. */
  category: ItemCategory;
  /** 0 for documents that are not weighed. */
  kg: Scalars['Float']['output'];
  /** How many documents. Null for every category but PAPER. */
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

/** A person as everybody may see them. */
export type Person = {
  /** The Cognito `sub`. */
  id: Scalars['ID']['output'];
  /** The name of their account. Null when none is stored, and after their account was removed. */
  name: Maybe<Scalars['String']['output']>;
  /** The day on which their account was first written (UTC). Null for a person whom only the first app has stored. */
  since: Maybe<Scalars['AWSDate']['output']>;
};

/** How to reach a person. Every link leads to the service that its field names. */
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

/** What a trip must offer to be found. All that is given must hold; category, kilograms and cost must hold for one and the same category. */
export type TripFilter = {
  /** Travel on this day or later. */
  travelFrom?: InputMaybe<Scalars['AWSDate']['input']>;
  /** Travel on this day or earlier. */
  travelTo?: InputMaybe<Scalars['AWSDate']['input']>;
  /** Takes this category. Left out: any category will do. */
  category?: InputMaybe<ItemCategory>;
  /** With at least so many kilograms free: 0 or more. */
  minFreeKg?: InputMaybe<Scalars['Float']['input']>;
  /** At this cost or less: 0 or more. Give `currency` with it to compare like with like. */
  maxCost?: InputMaybe<Scalars['Float']['input']>;
  /** Priced in this ISO 4217 currency. */
  currency?: InputMaybe<Scalars['String']['input']>;
};

/** Room to offer for one category. */
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
  /** `City-Country`, another one than `fromCity`. */
  toCity: Scalars['String']['input'];
  /** First day on which the traveler takes items over: `YYYY-MM-DD`, no offset; not after `acceptTo`. */
  acceptFrom: Scalars['AWSDate']['input'];
  /** Last day on which the traveler takes items over: not over yet at UTC-12, and not after `travelDate`. */
  acceptTo: Scalars['AWSDate']['input'];
  /** At most a year ahead, counted from today at UTC+14. */
  travelDate: Scalars['AWSDate']['input'];
  /** ISO 4217 code of a currency in use: `EUR`. */
  currency: Scalars['String']['input'];
  /** At least one, each category once. */
  allowed: Array<AllowedItemInput>;
  /**
   * Chosen by the phone, a new one for each trip (1 to 64 letters, digits, `-` or `_`). When the answer was lost, send the same
   * again: the same token as that of the caller's last trip answers with that trip and posts nothing, and with `NotFound`
   * when that trip was taken down since.
   */
  token?: InputMaybe<Scalars['ID']['input']>;
};

/** An edit of a trip. Cities and currency never change: post another trip for those. */
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
  /** Whom it tells: the Cognito `sub`. */
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
  /** What changed: its status, or the day of travel. */
  change: RequestChange;
  /** The other one of the two people: the Cognito `sub`. */
  counterpart: Scalars['ID']['output'];
  /** Why it was cancelled; null unless it is CANCELLED. */
  reason: Maybe<CancelReason>;
  /** When. */
  changedAt: Scalars['AWSDateTime']['output'];
};

/** What the API keeps of a person beside their trips. */
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
};

/** How far the removal of an account is. */
export type RemovalStatus =
  /** It goes on by itself. */
  | 'IN_PROGRESS'
  /** Nothing is left. */
  | 'COMPLETE';

/** What has become of the removal of the caller's account. */
export type AccountRemoval = {
  /** Whether it is done. */
  status: RemovalStatus;
  /** Trips removed so far. */
  trips: Scalars['Int']['output'];
  /** Requests removed so far, sent and received. */
  requests: Scalars['Int']['output'];
};

/** A page of what is stored about the caller. */
export type AccountExport = {
  /** JSON: an object of lists `account`, `contacts`, `trips`, `requests` and `other`, of items as they are stored. */
  document: Scalars['AWSJSON']['output'];
  /** Null on the last page. */
  nextToken: Maybe<Scalars['String']['output']>;
};

/** A change of the account: at least one field. */
export type AccountInput = {
  /** 1 to 100 characters. An empty text: back to the name in the ID token, otherwise to that on the contact card. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** BCP 47 language tag such as `en` or `pt-BR`. An empty text: back to `en`. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** ISO 4217 code. An empty text: back to `EUR`. */
  currency?: InputMaybe<Scalars['String']['input']>;
};

/** What to ask of one category. */
export type RequestItemInput = {
  /** One that the trip offers. */
  category: ItemCategory;
  /** More than 0 and at most 100, at most 2 decimals. PAPER may be 0. */
  kg: Scalars['Float']['input'];
  /** How many documents: 1 to 20. Required for PAPER, and given for no other category. */
  pieces?: InputMaybe<Scalars['Int']['input']>;
};

/** A request to send. */
export type SendRequestInput = {
  /** Another traveler's trip. */
  tripId: Scalars['ID']['input'];
  /** The `Trip.version` that the requester saw: `VersionConflict` when the trip has another one now. */
  tripVersion: Scalars['Int']['input'];
  /** At least one, each category once; only what the trip offers (`ValidationError`, rule `notOffered`). */
  items: Array<RequestItemInput>;
  /** At most 500 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** What to tell a party of a request; the fields are those of `RequestUpdate`. */
export type RequestUpdateInput = {
  /** Whom to tell: the Cognito `sub`. */
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

/** A contact card to save. A link may be a link to a profile (`https`, of that service) or the bare handle: `@jonas`. */
export type ContactsInput = {
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** `+`, the country code and the number: 7 to 15 digits (E.164). Spaces, hyphens, dots and brackets are left out. */
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
