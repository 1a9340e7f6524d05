import { mistakesIn } from '../mistake.ts';

const ACCEPTING = 'test/resolvers/accepting.test.ts';
const CANCELLING = 'test/resolvers/cancelling.test.ts';
const STATES = 'test/resolvers/states.test.ts';

export const ACTING = [
  ...mistakesIn(
    'resolvers/lib/requests/actOnRequest.ts',
    [ACCEPTING, CANCELLING, STATES],
    [
      [
        'acts although the account is being removed',
        '    isActive(ctx),\n    putIf(ctx, toHalf(party',
        '    putIf(ctx, toHalf(party',
      ],
      [
        'own new half over any other',
        'putIf(ctx, toHalf(party, next), absent())',
        'putIf(ctx, toHalf(party, next), toExpression({ text: "attribute_not_exists(removing)", values: {} }))',
      ],
      [
        'other new half over any other',
        'putIf(ctx, toHalf(other, next), absent())',
        'putIf(ctx, toHalf(other, next), toExpression({ text: "attribute_not_exists(removing)", values: {} }))',
      ],
      [
        'own old half in any state',
        'deleteIf(ctx, halfKey(party, request.status, pair), unchanged(request))',
        'deleteIf(ctx, halfKey(party, request.status, pair), toExpression({ text: "attribute_not_exists(removing)", values: {} }))',
      ],
      [
        'other old half in any state',
        'halfKey(other, request.status, pair), unchangedOrMissing(request)',
        'halfKey(other, request.status, pair), toExpression({ text: "attribute_not_exists(removing)", values: {} })',
      ],
      [
        'other old half must be there',
        'halfKey(other, request.status, pair), unchangedOrMissing(request)',
        'halfKey(other, request.status, pair), unchanged(request)',
      ],
      ['kilograms do not move', '...(kilograms ? [kilograms] : []),', ''],
      ['cards are not checked', '    ...checks,\n', ''],
      ['revision stays', 'revision: request.revision + 1,', 'revision: request.revision,'],
      ['expiry of the old half', 'expiresAt: trip?.expiresAt ?? request.expiresAt', 'expiresAt: request.expiresAt'],
      ['position of the account', 'const ACCOUNT = 0;', 'const ACCOUNT = 1;'],
      ['positions of the halves', 'const HALVES = [1, 2, 3, 4];', 'const HALVES = [6, 7];'],
      ['position of the trip', 'const TRIP = 5;', 'const TRIP = 4;', 'the next read raises the same error'],
      ['position of the own card', 'const OWN_CARD = 6;', 'const OWN_CARD = 7;'],
      ['position of the other card', 'const OTHER_CARD = 7;', 'const OTHER_CARD = 8;'],
      ['position of the block', 'const BLOCK = 8;', 'const BLOCK = 9;'],
      ['one card for both', 'pair[otherParty(party)]];', 'pair[party]];'],
      [
        'strangers may act',
        'if (!party || pair.traveler',
        'if (pair.traveler',
        'a stranger may never do anything with a request, so the next condition raises the same error',
      ],
      [
        'oneself is both parties',
        ' || pair.traveler === pair.requester',
        '',
        'a half with oneself is never read as a request, so the answer only has another error',
      ],
      ['parties may do everything', ' || !mayEver(party, action)', ''],
      [
        'a missing request is reported to a stranger',
        "stored || party === 'requester' ? requestNotFound()",
        'stored || true ? requestNotFound()',
      ],
      ['a repeated call is no success', 'if (isDone(party, action, request)) {', 'if (false) {'],
      ['a repeated call does nothing and answers', 'answerWith(ctx, request);\n    return null;', 'return null;'],
      [
        'another status is acted upon',
        'return row ? { row, request, trip: capacity, stored } : statusChanged(request.status);',
        'return { row: row ?? ({} as Transition), request, trip: capacity, stored };',
      ],
      ['a removal is not reported', 'else refuseInactive(failedAt(ctx.result, ACCOUNT)?.item);', ''],
      [
        'trip is blamed for a request that changed',
        'return hasMoved(ctx) ? null : failedAt(ctx.result, TRIP);',
        'return failedAt(ctx.result, TRIP);',
      ],
      ['card is blamed for a request that changed', '  if (hasMoved(ctx)) return;\n', ''],
      ['accepts past a block', "'attribute_not_exists(created)'", "'attribute_not_exists(nothing)'"],
      ['accepts past the block of another person', 'blockedByKey(other, me)', 'blockedByKey(me, other)'],
      ['does not say that accepting is not possible', '  if (failedAt(ctx.result, BLOCK)) cannotAccept();\n', ''],
      [
        'the next status is answered after a failure',
        'if (!ctx.error) answerWith(ctx, ctx.stash.next);',
        'answerWith(ctx, ctx.stash.next);\n  if (!ctx.error) return null;',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.acceptRequest/acceptRequest.ts',
    [ACCEPTING, STATES],
    [
      ['takes no kilograms', 'takeKilograms(ctx, pair, due.trip, due.request.items), mayMeet', 'null, mayMeet'],
      ['checks no cards', ', mayMeet(ctx)', ', []'],
      [
        'does not say why the trip refuses',
        'if (failed && due) refuseAccepting(toCapacity(failed.item), due.request.items);',
        '',
        'the next read raises the same error',
      ],
      ['does not say that a card is missing', '  refuseToMeet(ctx);\n', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.acceptRequest/readRequest.ts',
    [ACCEPTING],
    [
      [
        'does not look at the trip before',
        'if (due) refuseAccepting(due.trip, due.request.items);',
        '',
        'the conditions of the transaction raise the same errors',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.acceptRequest/normaliseTrip.ts',
    [ACCEPTING],
    [['never replaces texts', '!due?.trip || hasNumbers(due.stored?.allowed)', 'true']],
  ),
  ...mistakesIn(
    'resolvers/Mutation.cancelRequest/cancelRequest.ts',
    [CANCELLING],
    [
      ['gives nothing back', "due?.row.free === 'givenBack'", 'false'],
      ['gives back what was never taken', "due?.row.free === 'givenBack'", '!!due'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/kilograms.ts',
    [ACCEPTING, CANCELLING],
    [
      ['accepts after the day of travel (read)', 'if (trip.travelDate < firstOpenDay()) tripClosed();', ''],
      [
        'accepts after the day of travel (write)',
        "const conditions = ['tstamp = :tstamp', 'trdate >= :day'];\n  const values: Record<string, unknown> = { ':tstamp': trip.expiresAt, ':day': firstOpenDay() };",
        "const conditions = ['tstamp = :tstamp'];\n  const values: Record<string, unknown> = { ':tstamp': trip.expiresAt };",
      ],
      [
        'accepts for a trip that moved',
        "const conditions = ['tstamp = :tstamp', 'trdate >= :day'];\n  const values: Record<string, unknown> = { ':tstamp': trip.expiresAt, ':day': firstOpenDay() };",
        "const conditions = ['trdate >= :day'];\n  const values: Record<string, unknown> = { ':day': firstOpenDay() };",
      ],
      ['not on the day of travel', "'trdate >= :day'", "'trdate > :day'"],
      ['overbooks', ' AND allowed.#${stored}.#free >= :kg${stored}`);\n    values[`:kg${stored}`] = kg;', '`);'],
      ['leaves a rest', '.#free >= :kg', '.#free > :kg'],
      [
        'a category that is gone',
        'attribute_exists(allowed.#${stored}) AND allowed',
        'allowed',
        'a missing category compares as false',
      ],
      [
        'a category not offered is fine (read)',
        'if (!entry || kg > entry.freeKg) notEnoughSpace',
        'if (entry && kg > entry.freeKg) notEnoughSpace',
      ],
      [
        'gives back to a trip that is there again',
        "if (!stored) return check(ctx, tripKeyOf(pair), expression('attribute_not_exists(created)'));",
        "if (!stored) return check(ctx, tripKeyOf(pair), expression('attribute_not_exists(removing)'));",
      ],
      ['gives back a category that is gone', ' && numbers[STORED_NAMES[category]] !== undefined', ''],
      ['takes instead of giving back', "return move(ctx, pair, '+', taken", "return move(ctx, pair, '-', taken"],
      ['gives instead of taking', "return move(ctx, pair, '-', items", "return move(ctx, pair, '+', items"],
      [
        'does not look at the trip when nothing moves',
        'updateIf(ctx, key, toExpression(update), when) : check(ctx, key, when)',
        "updateIf(ctx, key, toExpression(update), when) : check(ctx, key, expression('attribute_not_exists(removing)'))",
      ],
    ],
  ),
];
