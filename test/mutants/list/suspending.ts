import { mistakesIn } from '../mistake.ts';

const SUSPENSION = 'test/stories/safety/suspension.test.ts';

/** What a suspended person can do, and what others see of them. */
export const SUSPENDING = [
  ...mistakesIn(
    'domain/conditions.ts',
    [SUSPENSION],
    [['a suspended person writes', '`${NOT_REMOVING} AND attribute_not_exists(suspended)`', 'NOT_REMOVING']],
  ),
  ...mistakesIn(
    'domain/conditions.ts',
    ['test/resolvers/account.test.ts'],
    [
      [
        'a person whose account is being removed writes',
        '`${NOT_REMOVING} AND attribute_not_exists(suspended)`',
        "'attribute_not_exists(suspended)'",
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/account/account.ts',
    [SUSPENSION],
    [['a suspension is not reported', '  if (item?.suspended !== undefined) accountSuspended();\n', '']],
  ),
  ...mistakesIn(
    'resolvers/lib/trips/trip.ts',
    [SUSPENSION],
    [
      ['others see a hidden trip', ' || (isHidden(item) && item.username !== me)', ''],
      ['the traveler does not see a hidden trip', '(isHidden(item) && item.username !== me)', 'isHidden(item)'],
      [
        'sends to a hidden trip (read)',
        'return item && isHidden(item) ? null : toCapacity(item);',
        'return toCapacity(item);',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/kilograms.ts',
    ['test/resolvers/sending.test.ts', SUSPENSION],
    [['sends to a hidden trip (write)', ' AND attribute_not_exists(#hidden)', '']],
  ),
  ...mistakesIn(
    'functions/follow-up/index.ts',
    [SUSPENSION],
    [['follows no suspension', '      await followSuspension(key.username);\n', '']],
  ),
  ...mistakesIn(
    'functions/follow-up/index.ts',
    ['test/functions/suspending.test.ts'],
    [
      [
        'a suspension waits for a new name',
        '      await followSuspension(key.username);\n      await carryName(key.username);\n',
        '      await carryName(key.username);\n      await followSuspension(key.username);\n',
      ],
    ],
  ),
  ...mistakesIn(
    'functions/follow-up/followSuspension.ts',
    ['test/functions/suspending.test.ts'],
    [
      [
        'a request that cannot be closed keeps the user signed in',
        '  await disableUser(userOf(username));\n  // Once the suspension has ended, the person may send and get requests again.\n',
        '',
      ],
      [
        'closes what is sent after the suspension',
        "(await read(accountKey(username)))?.['suspended'] === undefined\n",
        '(await read(accountKey(username))) === undefined\n',
      ],
      ['forgets an edit before the trips are shown', "closing !== undefined || hidden === ''", "hidden === ''"],
      [
        'forgets an edit while the trips are shown',
        'attribute_exists(created) AND attribute_not_exists(closing)',
        'attribute_exists(created)',
      ],
      ['does not check what was read', "'closing = :read'", "'closing >= :read'"],
    ],
  ),
  ...mistakesIn(
    'functions/follow-up/followSuspension.ts',
    [SUSPENSION],
    [
      ['hides no trip', '    isStale: ({ hidden }) => hidden === undefined,\n', '    isStale: () => false,\n'],
      ['trips stay hidden', '    isStale: ({ hidden }) => hidden !== undefined,\n', '    isStale: () => false,\n'],
      ['forgets the search key', "typeof closing === 'string' ? closing : ''", "''"],
      ['requests stay open', "closeOpenRequests(username, { action: 'SUSPEND' })", 'NOTHING_TO_DO'],
      ['the user can still sign in', '  await disableUser(userOf(username));\n', ''],
      ['the user stays disabled', '  await enableUser(userOf(username));\n', ''],
      ['the work never ends', "  await finishWork(accountKey(username), 'suspending', suspending, isSame);\n", ''],
    ],
  ),
];
