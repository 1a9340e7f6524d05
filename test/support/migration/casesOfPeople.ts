import type { Call, OriginalApp } from './originalApp.ts';
import {
  AMIRA,
  APPLE,
  aTrip,
  both,
  type Case,
  GONE,
  GONE_GOOGLE,
  GOOGLE,
  JONAS,
  kept,
  key,
  NOOR,
  NUMBER,
  OF_TRIP,
  pairOf,
  SAMI,
  TRIP,
  TSTAMP,
  withoutTerms,
} from './originalCases.ts';

const CARD = { cname: 'Amira', mobile: '+201001234567' };

/** People of Google, Facebook and Apple: the first app wrote half of their requests under another name. */
export const FEDERATED: readonly Case[] = [
  {
    name: 'a federated requester who was declined stays declined',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(GOOGLE, AMIRA, TRIP))
        .play(app.decline(AMIRA, key('pending', GOOGLE))),
    expected: [aTrip(AMIRA), ...both('DECLINED', pairOf(AMIRA, NOOR), 2)],
    found: { ...OF_TRIP, userName: 1, noTerms: 1, severalStatuses: 1, sidesDiffer: 0, acceptedAndDeclined: 0 },
  },
  {
    name: 'a federated requester who was accepted is accepted',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(GOOGLE, AMIRA, TRIP))
        .play(app.accept(AMIRA, key('pending', GOOGLE))),
    expected: [aTrip(AMIRA), ...both('ACCEPTED', pairOf(AMIRA, NOOR), 2)],
    found: { ...OF_TRIP, userName: 1, noTerms: 1, severalStatuses: 1 },
  },
  {
    name: 'a federated traveler keeps the trip, the card and the answer to a request',
    play: (app) =>
      app
        .play(app.openAccount(APPLE))
        .play(app.saveCard(APPLE, CARD))
        .play(app.postTrip(APPLE, TRIP))
        .play(app.send(JONAS, APPLE, TRIP))
        .play(app.accept(APPLE, key('pending', JONAS))),
    expected: [
      { username: SAMI, created: 'account' },
      { username: SAMI, created: 'contacts', ...CARD },
      aTrip(SAMI, { tname: 'Amira' }),
      ...both('ACCEPTED', pairOf(SAMI, JONAS), 2, { tname: 'Amira' }),
    ],
    found: { ...OF_TRIP, userName: 4, noTerms: 1, noNames: 2 },
  },
  {
    name: 'the devices and other items of a federated person follow them',
    play: (app) => app.play(app.registerDevice(GOOGLE)),
    expected: [{ username: NOOR, created: 'devices', deviceID: 'phone', token: 'push-token' }],
    found: { userName: 1 },
  },
  {
    name: 'without the list of users, each name that is no sub is left and reported',
    users: false,
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(GOOGLE, AMIRA, TRIP))
        .play(app.decline(AMIRA, key('pending', GOOGLE))),
    expected: [
      aTrip(AMIRA),
      {
        username: GOOGLE,
        created: key('request', AMIRA),
        dtime: '2026-10-15-22-42-41-000001',
        tripid: TRIP,
        tstamp: TSTAMP,
      },
      ...[
        { username: AMIRA, created: key('declined', NUMBER) },
        { username: NUMBER, created: key('travelerdeclined', AMIRA) },
      ].map((half) => ({ ...half, dtime: '2026-10-15-22-42-41-000002', tripid: TRIP, tstamp: TSTAMP })),
    ],
    found: OF_TRIP,
    left: { userName: 3 },
  },
];

/** Somebody with items of every kind, whom a removal is to delete. The list names enough people with an account. */
function* leaving(app: OriginalApp): Call {
  yield* app.openAccount(AMIRA);
  yield* app.openAccount(GONE);
  yield* app.saveCard(GONE, CARD);
  yield* app.registerDevice(GONE);
  yield* app.postTrip(GONE, TRIP);
  yield* app.send(JONAS, GONE, TRIP);
}

/** People whom the user pool no longer has. */
export const REMOVED: readonly Case[] = [
  {
    name: 'a request of a removed requester is closed for the traveler',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(GONE, AMIRA, TRIP))
        .play(app.removeAccount(GONE)),
    expected: [aTrip(AMIRA), kept('traveler', AMIRA, 1)],
    found: { ...OF_TRIP, personGone: 1 },
  },
  {
    name: 'a deal with a removed traveler is closed for the requester, and counted as an accepted one',
    play: (app) =>
      app
        .play(app.postTrip(GONE, TRIP))
        .play(app.send(JONAS, GONE, TRIP))
        .play(app.accept(GONE, key('pending', JONAS)))
        .play(app.removeAccount(GONE)),
    expected: [withoutTerms(kept('requester', JONAS, 2))],
    found: { personGone: 1, acceptedClosed: 1 },
  },
  {
    name: 'a removal that was cut off is finished, and the counterpart keeps the terms of the trip',
    play: (app) => app.play(leaving(app)).play(app.removeAccount(GONE), 0),
    expected: [kept('requester', JONAS, 1), { username: AMIRA, created: 'account' }],
    found: { personGone: 5 },
  },
  {
    name: 'a removal that was cut off after the trip is finished',
    play: (app) => app.play(leaving(app)).play(app.removeAccount(GONE), 1),
    expected: [withoutTerms(kept('requester', JONAS, 1)), { username: AMIRA, created: 'account' }],
    found: { personGone: 4 },
  },
  {
    name: 'a declined request of a removed person leaves nothing behind',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(GONE, AMIRA, TRIP))
        .play(app.decline(AMIRA, key('pending', GONE)))
        .play(app.removeAccount(GONE)),
    expected: [aTrip(AMIRA)],
    found: { ...OF_TRIP, personGone: 1 },
  },
  {
    name: 'an answer to a removed federated person leaves nothing behind',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(GONE_GOOGLE, AMIRA, TRIP))
        .play(app.accept(AMIRA, key('pending', GONE_GOOGLE)))
        .play(app.removeAccount(GONE_GOOGLE)),
    expected: [aTrip(AMIRA), kept('traveler', AMIRA, 2)],
    found: { ...OF_TRIP, personGone: 1, acceptedClosed: 1 },
  },
  {
    name: 'an answer to a person who was already removed brings nobody back',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(GONE, AMIRA, TRIP))
        .play(app.removeAccount(GONE))
        .play(app.accept(AMIRA, key('pending', GONE))),
    expected: [aTrip(AMIRA), kept('traveler', AMIRA, 2)],
    found: { ...OF_TRIP, personGone: 1, acceptedClosed: 1 },
  },
  {
    name: 'a request between two removed people disappears',
    play: (app) =>
      app
        .play(app.openAccount(AMIRA))
        .play(app.postTrip(GONE, TRIP))
        .play(app.send(GONE_GOOGLE, GONE, TRIP)),
    expected: [{ username: AMIRA, created: 'account' }],
    found: { personGone: 2 },
  },
];
