import { mistakesIn } from '../mistake.ts';

const LIMITS = 'test/resolvers/limits.test.ts';
const STATES = 'test/resolvers/states.test.ts';
const TABLE = 'test/unit/domain/requestStates.test.ts';
const PRICE = 'test/unit/domain/price.test.ts';

export const DOMAIN = [
  ...mistakesIn(
    'domain/conditions.ts',
    [PRICE, 'test/resolvers/accepting.test.ts', 'test/resolvers/sending.test.ts'],
    [
      [
        'an expired half is unchanged',
        "{ text: 'tstamp > :now AND revision = :revision', values",
        "{ text: '(tstamp > :now OR tstamp <= :now) AND revision = :revision', values",
      ],
      [
        'any revision',
        "tstamp > :now AND revision = :revision'",
        "tstamp > :now AND (revision = :revision OR revision <> :revision)'",
      ],
      ['any revision of the first app', "'tstamp > :now AND attribute_not_exists(revision)'", "'tstamp > :now'"],
      [
        'an expired item is there',
        "'attribute_not_exists(created) OR tstamp <= :now'",
        "'attribute_not_exists(created) OR tstamp < :now'",
      ],
      ['an expired other half counts', 'OR tstamp <= :now OR (${text})', 'OR (${text})'],
      [
        'a missing other half counts',
        '`attribute_not_exists(created) OR tstamp <= :now OR (${text})`',
        '`tstamp <= :now OR (${text})`',
      ],
      ['a blank channel is one', '`${name} > :blank`', '`${name} >= :blank`'],
      ['a card needs every channel', "text.join(' OR ')", "text.join(' AND ')"],
      ['0 kilograms move', '    if (kg > 0) {', '    if (kg >= 0) {'],
      [
        'gives back to a trip that moved',
        "['tstamp = :tstamp', ...there]",
        "['(tstamp = :tstamp OR tstamp <> :tstamp)', ...there]",
      ],
      [
        'gives back a category that is gone',
        'return tstamp === undefined\n',
        'there.length = 0;\n  return tstamp === undefined\n',
      ],
      [
        'another name',
        "'(attribute_not_exists(#name) OR #name = :name)'",
        "'(attribute_not_exists(#name) OR #name = :name OR #name <> :name)'",
      ],
    ],
  ),
  ...mistakesIn(
    'domain/limits.ts',
    [LIMITS, 'test/resolvers/posting.test.ts', 'test/resolvers/searching.test.ts', 'test/resolvers/editing.test.ts'],
    [
      ['51 trips', 'tripsPerTraveler = 50;', 'tripsPerTraveler = 51;'],
      ['a page of 21', 'standardPage = 20;', 'standardPage = 21;'],
      ['pages of 51', 'mostOfPage = 50;', 'mostOfPage = 51;'],
      ['81 candidates', 'pageCandidates = 80;', 'pageCandidates = 81;'],
      ['cities of 101', 'cityLength = 100;', 'cityLength = 101;'],
      ['names of 101', 'nameLength = 100;', 'nameLength = 101;'],
      ['notes of 501', 'noteLength = 500;', 'noteLength = 501;'],
      ['notes of 499', 'noteLength = 500;', 'noteLength = 499;'],
      ['addresses of 255', 'emailLength = 254;', 'emailLength = 255;'],
      ['101 kg', 'mostKilograms = 100;', 'mostKilograms = 101;'],
      ['a cost of 10,001', 'mostCost = 10_000;', 'mostCost = 10_001;'],
      ['21 documents', 'mostPieces = 20;', 'mostPieces = 21;'],
      ['31 days', 'tripKeptFor = 2_592_000;', 'tripKeptFor = 2_678_400;'],
    ],
  ),
  ...mistakesIn(
    'domain/price.ts',
    [PRICE],
    [
      [
        'rounds down',
        'return Math.round(parts / ((PARTS * PARTS) / scale)) / scale;',
        'return Math.floor(parts / ((PARTS * PARTS) / scale)) / scale;',
      ],
      ['yen have hundredths', 'units === 0 ? 1 :', 'units === 0 ? 100 :'],
      ['dinars have hundredths', '? 100 : 1000', '? 100 : 100'],
      ['costs lose decimals', 'Math.round(cost * PARTS)', 'Math.round(cost) * PARTS'],
    ],
  ),
  ...mistakesIn(
    'domain/currencies.ts',
    ['test/unit/domain/currencies.test.ts', LIMITS],
    [
      ['two codes at once', 'code.length === 3 && codes', 'codes'],
      ['a code that is not at its start', 'codes.indexOf(` ${code} `) >= 0', 'codes.indexOf(code) >= 0'],
      ['rounds down', 'return Math.round(amount * scale) / scale;', 'return Math.floor(amount * scale) / scale;'],
      ['unknown codes have no decimals', '? 3 : 2;', '? 3 : 0;'],
      ['one currency has others', ' VUV XAF', ' VUX XAF'],
    ],
  ),
  ...mistakesIn(
    'domain/requestStates.ts',
    [TABLE, STATES],
    [
      ['a requester accepts', "actor: 'traveler',\n    action: 'ACCEPT'", "actor: 'requester',\n    action: 'ACCEPT'"],
      [
        'accepting takes nothing',
        "to: 'ACCEPTED',\n    reason: null,\n    free: 'taken'",
        "to: 'ACCEPTED',\n    reason: null,\n    free: 'stays'",
      ],
      [
        'declining an accepted request',
        "action: 'DECLINE',\n    from: 'PENDING'",
        "action: 'DECLINE',\n    from: 'ACCEPTED'",
      ],
      ['declining a request that was cancelled for any reason', "fromReason: 'WITHDRAWN'", 'fromReason: null'],
      ['the reason of a cancelled request does not matter', ' && (fromReason === null || fromReason === reason)', ''],
      [
        'a withdrawal gives back',
        "reason: 'WITHDRAWN',\n    free: 'stays'",
        "reason: 'WITHDRAWN',\n    free: 'givenBack'",
      ],
      [
        'a traveler withdraws',
        "actor: 'requester',\n    action: 'CANCEL',\n    from: 'PENDING'",
        "actor: 'traveler',\n    action: 'CANCEL',\n    from: 'PENDING'",
      ],
      ['a block takes kilograms away', "reason: 'BLOCKED', free: 'givenBack'", "reason: 'BLOCKED', free: 'stays'"],
      ['a block leaves accepted requests', "action: 'BLOCK', from: 'ACCEPTED'", "action: 'BLOCK', from: 'DECLINED'"],
      [
        'a suspension takes kilograms away',
        "reason: 'SUSPENDED', free: 'givenBack'",
        "reason: 'SUSPENDED', free: 'stays'",
      ],
      [
        'a suspension leaves pending requests',
        "action: 'SUSPEND', from: 'PENDING'",
        "action: 'SUSPEND', from: 'DECLINED'",
      ],
      ['sends over a declined request', "action: 'SEND', from: 'CANCELLED'", "action: 'SEND', from: 'DECLINED'"],
      ['any reason is a repeated call', ' && row.reason === reason)', ')'],
      ['any status is a repeated call', 'row.to === status && row', 'row'],
      [
        'closing for any reason',
        'BY_SYSTEM.find((row) => row.action === action && row.from === from)',
        'BY_SYSTEM.find((row) => row.from === from)',
      ],
    ],
  ),
  ...mistakesIn(
    'domain/keys.ts',
    [
      TABLE,
      'test/unit/functions/toUpdate.test.ts',
      LIMITS,
      'test/resolvers/lists.test.ts',
      'test/functions/changes.test.ts',
    ],
    [
      ['users of 65 characters', '[0-9A-Za-z-]{1,64}', '[0-9A-Za-z-]{1,65}'],
      [
        'users with the sign that joins',
        '[0-9A-Za-z-]{1,64}',
        '[0-9A-Za-z_-]{1,64}',
        'ids are split at the sign before they are compared',
      ],
      ['a key that goes on', ' || more.length > 0 || other === username', ' || other === username'],
      ['a half with oneself', ' || more.length > 0 || other === username', ' || more.length > 0'],
      ['two statuses share a beginning', "ACCEPTED: { traveler: 'accepted_'", "ACCEPTED: { traveler: 'pending_'"],
      ['all items are trips', "first: '0', last: ':'", "first: '0', last: 'z'"],
      ['markers of two kinds', "moved: 'moved_'", "moved: 'closing_'"],
    ],
  ),
  ...mistakesIn(
    'domain/limits.ts',
    ['test/resolvers/exporting.test.ts'],
    [['51 items in a part of an export', 'exportedItems = 50;', 'exportedItems = 51;']],
  ),
  ...mistakesIn(
    'domain/limits.ts',
    ['test/infra/api.test.ts', 'test/stories/mostUnits.test.ts'],
    [
      ['30 resolvers a call', 'resolversPerCall = 25;', 'resolversPerCall = 30;'],
      ['50 reports a page', 'reportsOfPage = 20;', 'reportsOfPage = 50;'],
    ],
  ),
  ...mistakesIn(
    'domain/limits.ts',
    ['test/resolvers/searching.test.ts'],
    [['120 candidates', 'pageCandidates = 80;', 'pageCandidates = 120;']],
  ),
];
