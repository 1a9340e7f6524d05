import { mistakesIn } from '../mistake.ts';

const LIMITS = 'test/stories/safety/limits.test.ts';
const BLOCKS = 'test/stories/safety/blocking.test.ts';
const SUSPENDING = 'test/functions/suspending.test.ts';
const SAFETY = 'test/resolvers/safety.test.ts';

/** The limits of sending, and blocks. */
export const BLOCKING = [
  ...mistakesIn(
    'resolvers/lib/requests/sendRequest.ts',
    [LIMITS],
    [
      [
        'one send a day too many',
        'sendsOn(account, today) >= limits.sendsPerDay',
        'sendsOn(account, today) > limits.sendsPerDay',
      ],
      [
        'one send a day too few',
        'sendsOn(account, today) >= limits.sendsPerDay',
        'sendsOn(account, today) + 1 >= limits.sendsPerDay',
      ],
      ['counts no send of the day', "':daysends': sendsOn(account, today) + 1", "':daysends': sendsOn(account, today)"],
      ['the last day stays', "':today': today", "':today': account.sendday ?? today"],
      [
        'the same request once too often',
        'before.sends >= limits.sendsPerRequest',
        'before.sends > limits.sendsPerRequest',
      ],
      [
        'the same request once too few',
        'before.sends >= limits.sendsPerRequest',
        'before.sends + 1 >= limits.sendsPerRequest',
      ],
      ['each send of a request is the first', '(before ? before.sends : 0) + 1', '1'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/request.ts',
    [LIMITS],
    [['stores no sends of a request', '    dtime,\n    sends,\n    changed', '    dtime,\n    changed']],
  ),
  ...mistakesIn(
    'resolvers/lib/account/account.ts',
    [LIMITS],
    [['sends of an earlier day count', 'item.sendday === day && ', '']],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/sendRequest.ts',
    [BLOCKS],
    [
      [
        'sends to a person whom the caller has blocked',
        'check(ctx, blockKey(pair.requester, pair.traveler), notThere())',
        "check(ctx, blockKey(pair.requester, pair.traveler), expression('attribute_not_exists(nothing)'))",
      ],
      [
        'sends to a person who has blocked the caller',
        'check(ctx, blockedByKey(pair.traveler, pair.requester), notThere())',
        "check(ctx, blockedByKey(pair.traveler, pair.requester), expression('attribute_not_exists(nothing)'))",
      ],
      ["position of the caller's block", 'const OWN_BLOCK = 5;', 'const OWN_BLOCK = 6;'],
      ["position of the traveler's block", 'const OTHER_BLOCK = 6;', 'const OTHER_BLOCK = 7;'],
      ['a blocked person learns the reason', 'blocked(false)', 'blocked(true)'],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.blockPerson/readPerson.ts',
    [BLOCKS],
    [
      ['blocks oneself', "if (id === callerId(ctx)) return fail('NotAllowed', 'You cannot block yourself.', {});", ''],
      [
        'blocks a removed person (read)',
        '  if (isGoing(ctx.result)) personNotFound();\n',
        '',
        'the condition of the write raises the same error',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.blockPerson/blockPerson.ts',
    [SAFETY, BLOCKS],
    [
      [
        'blocks although the account is being removed',
        '    isActive(ctx),\n',
        "    check(ctx, accountKey(me), expression('attribute_not_exists(nothing)')),\n",
      ],
      ['does not say that the account is being removed', '  refuseInactive(failedAt(ctx.result, 0)?.item);\n', ''],
      ['leaves no work', '    pending: now,\n', ''],
      ["stores nothing in the blocked person's partition", '    put(ctx, blockedByKey(me, id)),\n', ''],
      ['stores no name', '    ...(name === null ? {} : { name }),\n', ''],
      ['stores no first day', '    ...(since === null ? {} : { personsince: since }),\n', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.unblockPerson/unblockPerson.ts',
    [BLOCKS],
    [
      ["leaves the caller's item", 'remove(ctx, blockKey(me, id)), ', ''],
      ["leaves the blocked person's item", ', remove(ctx, blockedByKey(me, id))', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.blockedPeople.ts',
    [BLOCKS],
    [
      ['a page short', 'limit: ctx.stash.size + 1', 'limit: ctx.stash.size'],
      ['the last person of a page again', '`${place} `', 'place'],
      ['shows who has blocked the caller', '`${BLOCKS.blocked}${LAST}`', '`${BLOCKS.blockedBy}${LAST}`'],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.exportAccount/readItems.ts',
    [BLOCKS, 'test/resolvers/exporting.test.ts'],
    [['shows who has blocked the caller', '`${BLOCKS.blockedBy}${LAST}`', 'BLOCKS.blockedBy']],
  ),
  ...mistakesIn(
    'functions/follow-up/closeBetween.ts',
    [BLOCKS],
    [
      ['closes requests with others', 'counterpartOf(half) === person', "counterpartOf(half) !== ''"],
      ['with the reason of a suspension', "action: 'BLOCK'", "action: 'SUSPEND'"],
      ['the work never ends', "  await finishWork(key, 'pending', pending);\n", ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.blockPerson/readPerson.ts',
    ['test/resolvers/safety.test.ts'],
    [['blocks nobody', '  if (id.startsWith(REMOVED_PARTY)) return personNotFound();\n', '']],
  ),
  ...mistakesIn(
    'functions/follow-up/closeBetween.ts',
    ['test/functions/suspending.test.ts'],
    [['closes what is sent after the block', '(await read(key)) ?', 'person ?']],
  ),
  ...mistakesIn(
    'functions/lib/closeRequests.ts',
    [SUSPENDING, BLOCKS],
    [
      ['gives back what was never taken', "row.free === 'givenBack' && hasTrip(half)", 'hasTrip(half)'],
      ['closes one direction', 'row ? PARTIES : []', 'row ? PARTIES.slice(0, 1) : []'],
      ['gives nothing back', 'hasTrip = () => true', 'hasTrip = () => false'],
      ['counts nothing as found', '        found += halves.length;\n', ''],
    ],
  ),
  ...mistakesIn(
    'functions/lib/removal/deleteAll.ts',
    [BLOCKS],
    [["leaves the other person's item of a block", '  if (block) return [block];\n', '']],
  ),
  ...mistakesIn(
    'domain/keys.ts',
    [BLOCKS],
    [
      [
        "a removal leaves the blocker's item",
        'created.startsWith(BLOCKS.blockedBy) ? blockKey(created.slice(BLOCKS.blockedBy.length), username) : null',
        'null',
      ],
    ],
  ),
];
