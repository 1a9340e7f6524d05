import { inDays } from '../trips.ts';
import { AMIRA, aTrip, both, type Case, JONAS, key, OF_TRIP, pairOf, TRIP, withoutTerms } from './originalCases.ts';

const REQUEST = { ...OF_TRIP, noTerms: 1 };
const OTHER_TRIP = '2026-10-05-19-34-18-736061';

/** Requests whose roles, answers or versions the first app mixed up. */
export const REQUESTS: readonly Case[] = [
  {
    name: 'a requester who "accepted" leaves only their own request',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.accept(JONAS, key('request', AMIRA))),
    expected: [aTrip(AMIRA), ...both('PENDING', pairOf(AMIRA, JONAS), 1)],
    found: { ...REQUEST, swappedRoles: 1, sideMissing: 1 },
  },
  {
    name: 'a requester who "declined" leaves only their own request',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.decline(JONAS, key('request', AMIRA))),
    expected: [aTrip(AMIRA), ...both('PENDING', pairOf(AMIRA, JONAS), 1)],
    found: { ...REQUEST, swappedRoles: 1, sideMissing: 1 },
  },
  {
    name: 'a requester who "accepted" leaves one closed request after the trip is deleted',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.accept(JONAS, key('request', AMIRA)))
        .play(app.deleteTrip(AMIRA, TRIP)),
    expected: both('CANCELLED', pairOf(AMIRA, JONAS), 1, { reason: 'TRIP_DELETED' }).map(withoutTerms),
    found: { swappedRoles: 1, sideMissing: 1, tripGone: 1 },
  },
  {
    name: 'a requester who "accepted" before the traveler leaves what the traveler accepted',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.accept(JONAS, key('request', AMIRA)))
        .play(app.accept(AMIRA, key('pending', JONAS))),
    expected: [aTrip(AMIRA), ...both('ACCEPTED', pairOf(AMIRA, JONAS), 3)],
    found: { ...REQUEST, swappedRoles: 1 },
  },
  {
    name: 'an acceptance after a decline counts',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.decline(AMIRA, key('pending', JONAS)))
        .play(app.accept(AMIRA, key('declined', JONAS))),
    expected: [aTrip(AMIRA), ...both('ACCEPTED', pairOf(AMIRA, JONAS), 3)],
    found: { ...REQUEST, acceptedAndDeclined: 1, sidesDiffer: 1 },
  },
  {
    name: 'a decline after an acceptance counts',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.accept(AMIRA, key('pending', JONAS)))
        .play(app.decline(AMIRA, key('accepted', JONAS))),
    expected: [aTrip(AMIRA), ...both('DECLINED', pairOf(AMIRA, JONAS), 3)],
    found: { ...REQUEST, acceptedAndDeclined: 1 },
  },
  {
    name: 'an acceptance that was cut off after a decline does not count',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.decline(AMIRA, key('pending', JONAS)))
        .play(app.accept(AMIRA, key('declined', JONAS)), 3),
    expected: [aTrip(AMIRA), ...both('DECLINED', pairOf(AMIRA, JONAS), 2)],
    found: { ...REQUEST, sidesDiffer: 1 },
  },
  {
    name: 'a deal for a deleted trip is closed, and counted as an accepted one',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.accept(AMIRA, key('pending', JONAS)))
        .play(app.deleteTrip(AMIRA, TRIP)),
    expected: both('CANCELLED', pairOf(AMIRA, JONAS), 2, { reason: 'TRIP_DELETED' }).map(withoutTerms),
    found: { tripGone: 1, acceptedClosed: 1 },
  },
  {
    name: 'requests of early 2022, without trip and expiry, are deleted',
    version: 'early2022',
    play: (app) =>
      app
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.accept(AMIRA, `pending_${JONAS}`))
        .play(app.send('Google_1034', AMIRA, TRIP))
        .play(app.decline(AMIRA, 'pending_Google_1034')),
    expected: [],
    found: { noTrip: 4 },
  },
  {
    name: 'a decline of late 2022 has no time: it gets that of the trip',
    version: 'late2022',
    play: (app) =>
      app
        .play(app.postTrip(AMIRA, TRIP))
        .play(app.send(JONAS, AMIRA, TRIP))
        .play(app.decline(AMIRA, key('pending', JONAS))),
    expected: [aTrip(AMIRA), ...both('DECLINED', pairOf(AMIRA, JONAS), 0, { dtime: TRIP })],
    found: { ...REQUEST, noTime: 1 },
  },
  {
    name: 'a request of late 2022 loses the attribute that names the requester',
    version: 'late2022',
    play: (app) => app.play(app.postTrip(AMIRA, TRIP)).play(app.send(JONAS, AMIRA, TRIP)),
    expected: [aTrip(AMIRA), ...both('PENDING', pairOf(AMIRA, JONAS), 1)],
    found: { ...REQUEST, namesOther: 1 },
  },
];

/** Items of one person. */
export const ITEMS: readonly Case[] = [
  {
    name: 'a card of early 2022 gets the names of today',
    play: (app) =>
      app.play(app.saveCard(AMIRA, { name: 'Amira ', 'e-mail': ' amira@example.com', mobile: '0049 151 12345678' })),
    expected: [
      { username: AMIRA, created: 'contacts', cname: 'Amira', email: 'amira@example.com', mobile: '+4915112345678' },
    ],
    found: { oldNames: 1, oddContacts: 1 },
  },
  {
    name: 'a card with a new name keeps it',
    play: (app) => app.play(app.saveCard(AMIRA, { name: 'A.', cname: 'Amira', email: 'amira@example.com' })),
    expected: [{ username: AMIRA, created: 'contacts', name: 'A.', cname: 'Amira', email: 'amira@example.com' }],
    found: {},
  },
  {
    name: 'what a card cannot show is counted',
    play: (app) =>
      app.play(
        app.saveCard(AMIRA, { cname: 'Amira', mobile: '0151 1234567', email: 'amira', fb: 'my page', twitter: '' }),
      ),
    expected: [
      {
        ...{ username: AMIRA, created: 'contacts', cname: 'Amira', mobile: '0151 1234567' },
        email: 'amira',
        fb: 'my page',
        twitter: '',
      },
    ],
    found: {},
    notices: { hiddenMobile: 1, hiddenEmail: 1, hiddenLink: 1 },
  },
  {
    name: 'a card and an account do not expire',
    play: (app) =>
      app.play(app.openAccount(AMIRA)).play(app.saveCard(AMIRA, { cname: 'Amira', tstamp: 1_700_000_000 })),
    expected: [
      { username: AMIRA, created: 'account' },
      { username: AMIRA, created: 'contacts', cname: 'Amira' },
    ],
    found: { expiring: 1 },
  },
  {
    name: 'devices and saved searches are left, each with its own reason',
    play: (app) => app.play(app.registerDevice(AMIRA)).play(app.subscribe(AMIRA, OTHER_TRIP)),
    expected: [
      { username: AMIRA, created: 'devices', deviceID: 'phone', token: 'push-token' },
      {
        ...{ username: AMIRA, created: OTHER_TRIP, fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt' },
        ...{ fromto: 'Berlin-Germany_Cairo-Egypt', tstamp: Date.parse(inDays(30)) / 1000 },
      },
    ],
    found: {},
    left: { devices: 1, subscriptions: 1 },
  },
  {
    name: 'a trip with odd values is found again, and a trip that nobody can find is reported',
    play: (app) =>
      app
        .play(
          app.postTrip(AMIRA, TRIP, {
            ...{ fromcity: ' Ko\u0308ln - Germany', currency: '\u20AC' },
            allowed: { Clothes: { cost: '3,0', kg: ' 10 ' }, Gold: { cost: '1', kg: '1' } },
          }),
        )
        .play(app.postTrip(AMIRA, OTHER_TRIP, { fromcity: 'New_York-USA', tocity: 'new_york-usa', currency: '$' })),
    expected: [
      aTrip(AMIRA, { fromcity: 'K\u00F6ln-Germany', fromto: 'K\u00F6ln-Germany_Cairo-Egypt' }),
      aTrip(AMIRA, {
        ...{ created: OTHER_TRIP, closing: `${inDays(10)}#${OTHER_TRIP}#${AMIRA}`, currency: '$' },
        ...{ fromcity: 'New_York-USA', tocity: 'new_york-usa', fromto: 'New_York-USA_new_york-usa' },
      }),
    ],
    found: {
      ...{ oddNumbers: 1, oddCategories: 1, oddCities: 1, oddCurrency: 1, otherRoute: 1 },
      ...{ numbersAsText: 1, noFree: 2, noClosing: 2, noVersion: 2 },
    },
    notices: { cityForm: 1, sameCity: 1, currency: 1 },
  },
];
