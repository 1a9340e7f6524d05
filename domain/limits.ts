/**
 * Every limit that the API promises. Import this file as `limits`, so a bundle contains only the limits that it names.
 * Kilograms have at most 2 decimals, costs those of their currency. Lengths count Unicode code points after NFC.
 */
export const tripsPerTraveler = 50;

/** Requests that a person can send on one day (UTC). */
export const sendsPerDay = 30;
/** How often the same request can be sent. */
export const sendsPerRequest = 3;

/** Reports that a person can make on one day (UTC). */
export const reportsPerDay = 5;
/** The text of a report. */
export const wordsLength = 1_000;

export const devicesPerPerson = 10;
/** A push token is part of a sort key, which has at most 1,024 bytes (Amazon DynamoDB, "Service quotas"). */
export const tokenLength = 1_000;
/** Route alerts of a person that have not expired. */
export const alertsPerPerson = 20;
/** Seconds an alert lasts: 30 days. */
export const alertKeptFor = 2_592_000;
/** Alerts that one run of the follow-up matches with a trip. The next run continues, so other work waits for one run only. */
export const alertsAtOnce = 500;
/**
 * How often the new and edited trips of one person are matched with alerts on one day (UTC). More of them reach nobody who
 * has not searched.
 */
export const matchingsPerDay = 50;
/** Seconds for which a report outlives the expiry that its trip has now: an edit can move it by a year and 30 days. */
export const reportKeptFor = 34_214_400;

export const standardPage = 20;
export const mostOfPage = 50;
/** Suggestions for one text. */
export const standardPlaces = 10;
export const mostPlaces = 20;
/** Items that one page may look at before it answers with what it has. */
export const pageCandidates = 80;
/** Items in one part of an export. */
export const exportedItems = 50;
/** Reports that one page reads: a report keeps a copy of what it is about, so it is large. */
export const reportsOfPage = 20;

/**
 * Resolvers that one call may run. The largest screens of the app need 21: a page of 20 trips with the caller's requests, and
 * a page of 20 requests with the counterparts.
 */
export const resolversPerCall = 25;
/** Read units that one call costs at most, without conflicts: 25 times the most expensive field over the largest items. */
export const readUnitsPerCall = 1_500;
/** Calls that one person can make in a minute. */
export const callsPerMinute = 100;

export const cityLength = 100;
export const nameLength = 100;
/** RFC 5646, section 4.4.1. */
export const languageLength = 35;
export const noteLength = 500;
export const emailLength = 254;

export const mostKilograms = 100;
export const mostCost = 10_000;
/** Documents of one request. */
export const mostPieces = 20;

/** The greatest value of GraphQL's Int, which has 32 bits. */
export const mostInt = 2_147_483_647;

/** Seconds a trip outlives its travel date: 30 days. */
export const tripKeptFor = 2_592_000;
