import { mistakesIn } from '../mistake.ts';

const SENDING = 'test/resolvers/sending.test.ts';
const STATES = 'test/resolvers/states.test.ts';
const LISTS = 'test/resolvers/lists.test.ts';

export const SENDING_REQUESTS = [
  ...mistakesIn(
    'resolvers/lib/requests/kilograms.ts',
    [SENDING],
    [
      ['too much is fine (read)', 'if (!entry || kg > entry.freeKg)', 'if (!entry)'],
      ['as much as is free is too much (read)', 'kg > entry.freeKg', 'kg >= entry.freeKg'],
      ['sends after the last day (read)', 'if (trip.acceptTo < firstOpenDay()) return tripClosed();', ''],
      ['not on the last day (read)', 'trip.acceptTo < firstOpenDay()', 'trip.acceptTo <= firstOpenDay()'],
      ['sends after the last day (write)', 'acceptto >= :day', '(acceptto >= :day OR acceptto < :day)'],
      ['not on the last day (write)', 'acceptto >= :day', 'acceptto > :day'],
      [
        'sends to a trip that moved',
        "'tstamp = :tstamp AND acceptto",
        "'(tstamp = :tstamp OR tstamp <> :tstamp) AND acceptto",
      ],
      ['sends for another version (read)', 'if (trip.version !== version) return versionConflict(trip.version);', ''],
      [
        'sends for another version (write)',
        ": 'version = :version',",
        ": '(version = :version OR version <> :version)',",
      ],
      [
        'sends for another version of a trip of the first app (write)',
        "'(attribute_not_exists(version) OR version = :version)'",
        "'(version = :version OR version <> :version)'",
      ],
      ['needs a stored version', "'(attribute_not_exists(version) OR version = :version)'", "'version = :version'"],
      [
        'sends with an old name of the traveler',
        "...(travelerName === null ? [] : ['tname = :tname']),",
        "...(travelerName === null ? [] : ['(tname = :tname OR tname <> :tname)']),",
      ],
      [
        'sends for a category not offered',
        'if (!trip.allowed.some((entry) => entry.category === category)) {',
        'if (false) {',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/sendRequest.ts',
    [SENDING, STATES],
    [
      [
        "sends for one's own trip",
        "if (traveler === requester) return fail('NotAllowed', 'You cannot send a request for your own trip.', {});",
        '',
      ],
      [
        'sends although the account is being removed (read)',
        '  refuseInactive(account);\n  const before',
        '  const before',
        'the condition of the write raises the same error',
      ],
      ['sends although the account is being removed (write)', '[ACTIVE, isFirst', '[isFirst'],
      [
        'sends without a card',
        '    check(ctx, contactsKey(pair.requester), toExpression(hasChannel())),\n',
        "    check(ctx, contactsKey(pair.requester), toExpression({ text: 'attribute_not_exists(removing)', values: {} })),\n",
      ],
      ["sends with the traveler's card", 'contactsKey(pair.requester)', 'contactsKey(pair.traveler)'],
      [
        'sends to a trip in any state',
        '    stillOpen(ctx, pair, trip),\n',
        "    check(ctx, tripKeyOf(pair), expression('attribute_not_exists(removing)')),\n",
      ],
      [
        "over a traveler's half",
        "putIf(ctx, toHalf('traveler', next), absent())",
        "putIf(ctx, toHalf('traveler', next), expression('attribute_not_exists(removing)'))",
      ],
      [
        "over a requester's half",
        "putIf(ctx, toHalf('requester', next), absent())",
        "putIf(ctx, toHalf('requester', next), expression('attribute_not_exists(removing)'))",
      ],
      [
        'leaves the cancelled half of the traveler',
        "          remove(ctx, halfKey('traveler', 'CANCELLED', pair)),\n",
        '',
      ],
      [
        'leaves the cancelled half of the requester',
        "          deleteIf(ctx, halfKey('requester', 'CANCELLED', pair), unchanged(before)),\n",
        '',
      ],
      [
        'over a cancelled half that changed',
        "deleteIf(ctx, halfKey('requester', 'CANCELLED', pair), unchanged(before))",
        "remove(ctx, halfKey('requester', 'CANCELLED', pair))",
      ],
      ['beside halves in other statuses', '    refuseOthers(halves, status);\n', ''],
      ['beside expired halves too', 'status !== expected && !isExpired(half)) {', 'status !== expected) {'],
      [
        'beside a declined half says AlreadyRequested',
        "status !== expected && !isExpired(half)) {\n      if (status === 'DECLINED') alreadyDeclined();\n",
        'status !== expected && !isExpired(half)) {\n',
      ],
      [
        'a declined request is reported as sent',
        "  if (status === 'DECLINED') alreadyDeclined();\n  if (!before",
        '  if (!before',
      ],
      ['any repeated request is the same', '!before || !isSame(before, wanted)', '!before'],
      ['revision starts again', '(before ? before.revision : 0) + 1', '1'],
      ['counts nothing', '(storedSends(account) ?? 0) + 1', '(storedSends(account) ?? 0)'],
      [
        'counts over other sends',
        "isFirst ? 'attribute_not_exists(sends)' : 'sends = :sends',",
        "isFirst ? 'attribute_not_exists(sends)' : '(sends = :sends OR sends <> :sends)',",
      ],
      [
        'counts over other first sends',
        "isFirst ? 'attribute_not_exists(sends)' :",
        "isFirst ? 'attribute_not_exists(removing)' :",
      ],
      [
        'with an old name of the requester',
        '...(same ? [same.text] : [])',
        "...(same ? ['(#name = :name OR #name <> :name)'] : [])",
      ],
      ['position of the account', 'const ACCOUNT = 0;', 'const ACCOUNT = 1;', 'the next read raises the same error'],
      ['position of the trip', 'const TRIP = 1;', 'const TRIP = 2;'],
      ['position of the card', 'const CARD = 2;', 'const CARD = 3;'],
      [
        'position of the first half',
        'const HALVES = [3, 4];',
        'const HALVES = [4];',
        'the next read raises the same error',
      ],
      ['does not say that the card is missing', 'if (failedAt(ctx.result, CARD)) yourContactsMissing();', ''],
      [
        'does not say what is wrong with the trip',
        'if (refused) refuseSending(',
        'if (false) refuseSending(',
        'the next read raises the same error',
      ],
      [
        'blames the trip for a half that is there',
        'if (account || ctx.stash.taken) return null;',
        'if (account) return null;',
        'the trip raises no error unless it changed as well, and then either error is true',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/sendRequest.ts',
    ['test/stories/safety/blocking.test.ts'],
    [['positions of the halves', 'const HALVES = [3, 4];', 'const HALVES = [5, 6];']],
  ),
  ...mistakesIn(
    'resolvers/Mutation.sendRequest/readLast.ts',
    [SENDING],
    [
      [
        'does not say that the request is there',
        'if (!ctx.stash.answer && ctx.stash.taken) alreadyRequested();',
        '',
        'the read shows it, unless it has gone again',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/terms.ts',
    [SENDING, LISTS],
    [
      ['terms without a currency', ' || !isFilled(currency)', ''],
      ['terms without a destination', ' || !isFilled(tocity)', ''],
      ['a date of no calendar', ' || !isDate(trdate)) return null', ') return null', 'toRequest checks the day too'],
      [
        'a cost that is missing is 0',
        'return costs === undefined ? 0 : toNumber(costs[STORED_NAMES[category]]);',
        'return costs === undefined ? 0 : (toNumber(costs[STORED_NAMES[category]]) ?? 0);',
      ],
      ['documents are weighed', "return category === 'PAPER' ? (pieces ?? 1) : kg;", 'return kg;'],
    ],
  ),
];
