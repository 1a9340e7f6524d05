import { mistakesIn } from '../mistake.ts';

const CHANGES = 'test/functions/changes.test.ts';
const FOLLOW_UP = 'test/functions/followUp.test.ts';
const CARRYING = 'test/functions/carrying.test.ts';
const MANY = 'test/functions/transactEach.test.ts';

export const FOLLOW_UP_WORK = [
  ...mistakesIn(
    'functions/follow-up/index.ts',
    [FOLLOW_UP, CARRYING],
    [['continues no removal', '      await goOnRemoving(key.username, stopAt);\n', '']],
  ),
  ...mistakesIn(
    'functions/follow-up/index.ts',
    [CHANGES, FOLLOW_UP, CARRYING],
    [
      [
        'deletes a marker that is written again',
        ": { text: 'since = :since', values",
        ": { text: '(since = :since OR since <> :since)', values",
      ],
      [
        'deletes a marker that gets a time',
        "{ text: 'attribute_not_exists(since)', values: {} }",
        "{ text: 'attribute_not_exists(nothing)', values: {} }",
      ],
      ['deletes a marker whose work is left', 'if (count !== null) await deleteMarker', 'await deleteMarker'],
      ['keeps the marker', "if (count !== null) await deleteMarker(key, marker['since']);", ''],
      ['works without a marker', '  if (!marker) return;\n', '  if (!marker) return finish(kind, key);\n'],
      [
        'does the other work',
        '  closing: closeTrip,\n  moved: moveExpiry,',
        '  closing: moveExpiry,\n  moved: closeTrip,',
      ],
      ['carries no name', '      await carryName(key.username);\n', ''],
    ],
  ),
  ...mistakesIn(
    'functions/follow-up/closeTrip.ts',
    [CHANGES, FOLLOW_UP, CARRYING],
    [
      ['although the traveler is being removed', 'common: [notRemoving(username)]', 'common: []'],
      [
        'although a requester is being removed',
        '[notRemoving(counterpartOf(half)), ...writesToClose',
        '[...writesToClose',
      ],
      ['requests of other trips', '${created}_`', '`'],
      ["leaves what is another's work", 'if (done === null) return null;', 'if (done === null) return 0;'],
    ],
  ),
  ...mistakesIn(
    'functions/lib/closeRequests.ts',
    [CHANGES, FOLLOW_UP, CARRYING],
    [
      [
        'over an own half that changed',
        'deleteIf(half.key, unchanged(half.revision, time))',
        "deleteIf(half.key, { text: 'attribute_not_exists(nothing)', values: {} })",
      ],
      [
        'over the other half that changed',
        'deleteIf(mirrorKey(half), unchangedOrMissing(half.revision, time))',
        "deleteIf(mirrorKey(half), { text: 'attribute_not_exists(nothing)', values: {} })",
      ],
      ['needs the other half', 'unchangedOrMissing(half.revision, time)', 'unchanged(half.revision, time)'],
      ['the revision stays', 'revision: half.revision + 1', 'revision: half.revision'],
      ['the time stays', '    changed: new Date().toISOString(),\n', ''],
      ['no reason', '    reason,\n', ''],
      ['one side alone', '    enter(other),\n', ''],
    ],
  ),
  ...mistakesIn(
    'functions/follow-up/moveExpiry.ts',
    [CHANGES, FOLLOW_UP, CARRYING],
    [
      [
        'in one pass',
        '  return untilSettled(async () => {\n    const dates = await datesOf(trip);\n    return dates ? moveAll(trip, dates) : { found: 0, changed: 0 };\n  });',
        '  return datesOf(trip).then(async (dates) => (dates ? (await moveAll(trip, dates)).changed : 0));',
      ],
      [
        'to the first date',
        '  return untilSettled(async () => {\n    const dates = await datesOf(trip);\n',
        '  const first = datesOf(trip);\n  return untilSettled(async () => {\n    const dates = await first;\n',
      ],
      [
        'to any date',
        "return isDay(trdate) && typeof tstamp === 'number' ?",
        "return typeof trdate === 'string' && typeof tstamp === 'number' ?",
      ],
      ['closed requests too', '  if (!isOpen(half)) return {', '  if (false) return {'],
      ['open requests of the first app get a date', 'const date = storesDate(half) ?', 'const date = true ?'],
      ['the revision stays', "':next': half.revision + 1, ...date", "':next': half.revision, ...date"],
      ['nobody is told', ', changed = :changed', ', changed0 = :changed'],
      ['the expiry stays', '|| half.expiresAt !== expiresAt', ''],
      ['requests of other trips', '${created}_`', '`'],
    ],
  ),
  ...mistakesIn(
    'functions/follow-up/carryName.ts',
    [CHANGES, FOLLOW_UP, CARRYING],
    [
      [
        'although the account is being removed (read)',
        " || account?.['removing'] !== undefined",
        '',
        'the check of each transaction stops it',
      ],
      ['although the account is being removed (write)', '`#name = :name AND ${NOT_REMOVING}`', '`#name = :name`'],
      ['an old name', '`#name = :name AND ${NOT_REMOVING}`', '`(#name = :name OR #name <> :name) AND ${NOT_REMOVING}`'],
      ['makes a deleted trip', "text: 'attribute_exists(created)'", "text: 'attribute_not_exists(nothing)'"],
      [
        'the requests first',
        '    const trips = await renameTrips(renaming, holds);\n    const requests = await renameRequests(renaming, holds);',
        '    const requests = await renameRequests(renaming, holds);\n    const trips = await renameTrips(renaming, holds);',
        'another round finds the request',
      ],
      [
        'in one pass',
        '  const count = await untilSettled(async () => {',
        '  const count = await (async (round: () => Promise<Round>) => (await round()).changed)(async () => {',
      ],
      [
        'the work ends though there is more',
        "await finishWork(accountKey(username), 'renamed', renamed, {",
        "await finishWork(accountKey(username), 'renamed', (await read(accountKey(username)))?.['renamed'], {",
      ],
      [
        'the work ends though the name has changed',
        "{ text: ' AND #name = :name', values: { ':name': name } }",
        "{ text: ' AND (#name = :name OR #name <> :name)', values: { ':name': name } }",
      ],
      [
        'closed requests too',
        "const OPEN = ['PENDING', 'ACCEPTED'] as const;",
        "const OPEN = ['PENDING', 'ACCEPTED', 'CANCELLED'] as const;",
      ],
      [
        'accepted requests keep the old name',
        "const OPEN = ['PENDING', 'ACCEPTED'] as const;",
        "const OPEN = ['PENDING'] as const;",
      ],
      ['the revision stays', "':next': half.revision + 1", "':next': half.revision"],
      ['trips show no day', "text: ', since = :since'", "text: ', since0 = :since'"],
    ],
  ),
  ...mistakesIn(
    'functions/lib/changeHalves.ts',
    [CHANGES, FOLLOW_UP, CARRYING],
    [
      [
        'over an own half that changed',
        'updateIf(half.key, updateOf(half), unchanged(half.revision, now()))',
        "updateIf(half.key, updateOf(half), { text: 'attribute_exists(created)', values: {} })",
      ],
      [
        'over the other half that changed',
        'updateIf(mirrorKey(half), updateOf(half), unchanged(half.revision, now()))',
        "updateIf(mirrorKey(half), updateOf(half), { text: 'attribute_exists(created)', values: {} })",
      ],
      ['one side alone', '[own(half), check(mirrorKey(half), absent(now()))]', '[own(half)]'],
      [
        'a half without its other is left',
        'const rest = halves.filter((half) => !changed.includes(half) && !isAlone(half));',
        'const rest: Half[] = [];',
      ],
      ['20 rounds are one', 'rounds <= MOST_ROUNDS', 'rounds <= 1'],
    ],
  ),
  ...mistakesIn(
    'functions/lib/table.ts',
    [MANY, FOLLOW_UP, CARRYING, CHANGES],
    [
      ['101 writes', 'const MOST_WRITES = 100;', 'const MOST_WRITES = 101;'],
      ['two writes to one item', ' || keys.some((key) => written.has(key))', ''],
      ['what is common does not count', 'failed.some((at) => at < common.length)', 'failed.some((at) => at < 0)'],
      ['the wrong one is left out', 'owners[at - common.length]', 'owners[at]'],
      [
        'conflicts are final',
        'if (tries === MOST_TRIES) throw error;\n    }\n    await backOff(tries);\n  }\n}\n\n/**\n * Writes one item',
        'throw error;\n    }\n    await backOff(tries);\n  }\n}\n\n/**\n * Writes one item',
      ],
      ['one condition fails all', 'waiting = waiting.filter((one) => !refused.has(one));', 'return;'],
    ],
  ),
];
