import { mistakesIn } from '../mistake.ts';

const SENDING = 'test/resolvers/sending.test.ts';
const POSTING = 'test/resolvers/posting.test.ts';
const EDITING = 'test/resolvers/editing.test.ts';
const SEARCHING = 'test/resolvers/searching.test.ts';
const LIMITS = 'test/resolvers/limits.test.ts';

export const POSTING_TRIPS = [
  ...mistakesIn(
    'resolvers/Mutation.createTrip/createTrip.ts',
    [POSTING],
    [
      ['posts although the account is being removed', '`${ACTIVE} AND trips < :most', '`trips < :most'],
      ['one trip too many', 'trips < :most AND', 'trips <= :most AND'],
      [
        'one trip too few',
        'trips < limits.tripsPerTraveler;',
        'trips < limits.tripsPerTraveler - 1;',
        'the transaction has gone through with as many trips',
      ],
      ['with an old name', 'AND ${same.text} ` +', 'AND (#name = :name OR #name <> :name) ` +'],
      [
        'twice with one token',
        "'AND (attribute_not_exists(lasttoken) OR lasttoken <> :token)'",
        "'AND (attribute_not_exists(lasttoken) OR lasttoken <> :token OR lasttoken = :token)'",
      ],
      ['does not count', 'trips = trips + :one, lasttoken', 'lasttoken'],
      ['counts twice', "':one': 1,", "':one': 2,"],
      ['keeps no token', ', lasttoken = :token, lasttrip = :trip', ', lasttrip = :trip'],
      ['keeps no trip of the token', 'lasttoken = :token, lasttrip = :trip', 'lasttoken = :token'],
      ['another token for each try', '  if (stash.token) return stash.token;\n', ''],
      [
        'does not know its own trip again',
        'if (token && account.lasttoken === token) ctx.stash.repeated = account.lasttrip;\n  else if',
        'if',
      ],
      ['does not say that the account is being removed', '  refuseInactive(account);\n', ''],
      ['tries with the old name', '  ctx.stash.account = account;\n', ''],
      [
        'over another item',
        'putNew(ctx, item)',
        "putIf(ctx, item, expression('attribute_not_exists(removing)'))",
        'keys have random digits, so no test meets one that is taken',
      ],
      ['counts again without end', '!hasRoom && counted !== undefined', '!hasRoom'],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.createTrip/countTrips.ts',
    [POSTING],
    [
      [
        'refuses one trip too few',
        'counted >= limits.tripsPerTraveler',
        'counted > limits.tripsPerTraveler',
        'the next write raises the same error',
      ],
      [
        'does not refuse',
        'if (counted >= limits.tripsPerTraveler) tooManyTrips(limits.tripsPerTraveler);',
        '',
        'the next write raises the same error',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.createTrip/correctCount.ts',
    [POSTING],
    [
      [
        'although the account is being removed',
        "'attribute_not_exists(removing) AND trips = :trips AND lasttrip",
        "'trips = :trips AND lasttrip",
      ],
      [
        'a missing count although the account is being removed',
        "'attribute_not_exists(removing) AND attribute_not_exists(trips)'",
        "'attribute_not_exists(trips)'",
      ],
      [
        'over another count',
        'trips = :trips AND lasttrip = :trip',
        '(trips = :trips OR trips <> :trips) AND lasttrip = :trip',
      ],
      ['over a count that appeared', "AND attribute_not_exists(trips)'", "'"],
      [
        'after another trip',
        'trips = :trips AND lasttrip = :trip',
        'trips = :trips AND (lasttrip = :trip OR lasttrip <> :trip)',
      ],
      ['stores nothing', "expression('SET trips = :counted'", "expression('SET counted = :counted'"],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/trips/countTrips.ts',
    [POSTING],
    [
      ['counts expired trips', 'filter((item) => toCapacity(item) !== null)', 'filter((item) => item !== null)'],
      ['counts other items', "':last': TRIP_KEYS.last,", "':last': 'z',", 'no other item reads as a trip'],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.deleteTrip/deleteTrip.ts',
    [POSTING],
    [
      ['never without a count', 'uncounted ? notCounted(ctx) : countOneLess(ctx)', 'countOneLess(ctx)'],
      ['does not count', 'uncounted ? notCounted(ctx) : countOneLess(ctx)', 'notCounted(ctx)'],
      ['what is not there', "expression('attribute_exists(created)')", "expression('attribute_not_exists(removing)')"],
      ['leaves no work', "    putMarker(ctx, 'closing', key),\n", ''],
      ['leaves other work', "putMarker(ctx, 'closing', key)", "putMarker(ctx, 'moved', key)"],
      ['does not say that the account is being removed', '  refuseInactive(account?.item);\n', ''],
      [
        'position of the account',
        'const account = failedAt(ctx.result, 0);',
        'const account = failedAt(ctx.result, 1);',
      ],
      ['position of the trip', 'failedAt(ctx.result, 1) !== null', 'failedAt(ctx.result, 2) !== null'],
      ['does not say that the trip is gone', '  if (gone && tries === undefined) tripNotFound();\n', ''],
      ['a lost answer is reported as NotFound', 'if (gone && tries === undefined)', 'if (gone)'],
      ['a lost answer is no answer', 'if (!ctx.error || gone) answerWith', 'if (!ctx.error) answerWith'],
      [
        'never counts again',
        'if (account) ctx.stash.uncounted = !uncounted;',
        'if (account) ctx.stash.uncounted = true;',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/account/account.ts',
    [POSTING, 'test/resolvers/account.test.ts', EDITING],
    [
      ['counts below 0', 'trips > :zero`', 'trips >= :zero`'],
      ['counts although the account is being removed', '`${ACTIVE} AND trips > :zero`', '`trips > :zero`'],
      [
        'without a count although the account is being removed',
        '`${ACTIVE} AND (attribute_not_exists(trips) OR trips <= :zero)`',
        '`(attribute_not_exists(trips) OR trips <= :zero)`',
      ],
      [
        'without looking for a count',
        'AND (attribute_not_exists(trips) OR trips <= :zero)`',
        'AND (attribute_not_exists(trips) OR trips <= :zero OR trips > :zero)`',
      ],
      ['never at 0', 'OR trips <= :zero)', 'OR trips < :zero)'],
      ['a removal is not seen', 'return item?.removing !== undefined;', 'return item?.removing === 1;'],
      [
        'an empty name is one',
        'return isFilled(item?.name) ? item.name : null;',
        "return typeof item?.name === 'string' ? item.name : null;",
      ],
      [
        'any day',
        'return isDate(item?.since) ? item.since : null;',
        "return typeof item?.since === 'string' ? item.since : null;",
      ],
      [
        'no check',
        'check(ctx, accountKey(callerId(ctx)), expression(ACTIVE))',
        "check(ctx, accountKey(callerId(ctx)), expression('attribute_not_exists(nothing)'))",
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/trips/trip.ts',
    [POSTING, SENDING, LIMITS, SEARCHING],
    [
      ['rounds down', 'return Math.round(kg * 100) / 100;', 'return Math.floor(kg * 100) / 100;'],
      ['expired trips', 'return isWhole(value) && value > util.time.nowEpochSeconds();', 'return isWhole(value);'],
      ['a trip without search key', '    closing: closing(trip.acceptTo, key),\n', ''],
      [
        'a trip without route',
        'fromto: route(trip.fromCity, trip.toCity)',
        'fromto: route(trip.toCity, trip.fromCity)',
      ],
      ['a trip that never expires', '    tstamp: expiry(trip.travelDate),\n', ''],
      ['a date of no calendar', '    isDate(item.trdate) &&\n', ''],
      ['the original free is none', "entry['free'] === undefined ? kg :", "entry['free'] === undefined ? 0 :"],
      ["everyone's trips are one's own", 'mine: item.username === me,', 'mine: true,'],
    ],
  ),
];
