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

export const standardPage = 20;
export const mostOfPage = 50;
/** Suggestions for one text. */
export const standardPlaces = 10;
export const mostPlaces = 20;
/** Items that one page may look at before it answers with what it has. */
export const pageCandidates = 200;

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
