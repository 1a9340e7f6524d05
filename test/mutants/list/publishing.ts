import { mistakesIn } from '../mistake.ts';

const FOLLOW_UP = 'test/functions/followUp.test.ts';
const CARRYING = 'test/functions/carrying.test.ts';
const PUBLISHING = 'test/functions/publishing.test.ts';
const REMOVAL = 'test/functions/removal.test.ts';
const BEGIN = 'test/functions/beginRemoval.test.ts';
const UPDATE = 'test/unit/functions/toUpdate.test.ts';

export const PUBLISHING_AND_REMOVAL = [
  ...mistakesIn(
    'functions/publish-changes/index.ts',
    [PUBLISHING],
    [
      [
        'the updates of one request at the same time',
        '{ laneOf: halfOf, width: 20 }',
        "{ laneOf: (record) => record.dynamodb?.SequenceNumber ?? '', width: 20 }",
      ],
      [
        'the updates of one status apart',
        "return place ? `${place.key.username} ${requestId(place)}` : '';",
        "return place ? `${place.key.username} ${place.status} ${requestId(place)}` : '';",
      ],
    ],
  ),
  ...mistakesIn(
    'functions/publish-changes/publish.ts',
    [PUBLISHING],
    [
      ['an update is tried twice', 'const MOST_TRIES = 3;', 'const MOST_TRIES = 2;'],
      ['an update is tried four times', 'const MOST_TRIES = 3;', 'const MOST_TRIES = 4;'],
      ['an answer with errors is fine', 'if (!response.ok || errors) throw', 'if (!response.ok) throw'],
      ['a status is fine', 'if (!response.ok || errors) throw', 'if (errors) throw'],
      ['a field is not asked for', 'revision change counterpart', 'revision counterpart'],
    ],
  ),
  ...mistakesIn(
    'functions/lib/signature.ts',
    [PUBLISHING],
    [
      [
        'the host is not signed',
        "const headers = { host, 'content-type': 'application/json', ...more };",
        "const headers = { 'content-type': 'application/json', ...more };",
      ],
      ['the body is not signed', 'query: {}, headers, body });', 'query: {}, headers });'],
      ['no session', "      sessionToken: requireEnvironment('AWS_SESSION_TOKEN'),\n", ''],
    ],
  ),
  ...mistakesIn(
    'functions/lib/stream.ts',
    [PUBLISHING, FOLLOW_UP, CARRYING],
    [
      ['goes on after a failure', '        return;\n      }', '      }'],
      [
        'a failure is not reported',
        "        failures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });\n",
        '',
      ],
      [
        'the last record first',
        '[...(lanes.get(laneOf(record)) ?? []), record]',
        '[record, ...(lanes.get(laneOf(record)) ?? [])]',
      ],
    ],
  ),
  ...mistakesIn(
    'functions/publish-changes/toUpdate.ts',
    [UPDATE],
    [
      ['halves of removed people', '|| isAlone(half) ', ''],
      ['what did not change', "  if (changed === before['changed']) return null;\n", ''],
      ['any time', '|| !isDateTime(changed)', '|| typeof changed !== "string"'],
      [
        'a new request is a move',
        "dtime !== undefined && dtime === before['dtime']",
        "before['changed'] !== undefined",
      ],
      ['the roles swapped', "? 'RECEIVED' : 'SENT'", "? 'SENT' : 'RECEIVED'"],
      ['to the other one', 'recipient: half.key.username', 'recipient: counterpartOf(half)'],
      ['any reason', 'REASONS.find((known) => known === reason) ?? null', 'reason as (typeof REASONS)[number] ?? null'],
    ],
  ),
  ...mistakesIn(
    'functions/lib/halves.ts',
    [UPDATE, FOLLOW_UP, CARRYING, REMOVAL],
    [
      ['expired halves', 'half !== null && half.expiresAt > time', 'half !== null'],
      ['any revision', 'isCount(revision, limits.mostInt)', 'isCount(revision, 1e15)'],
      ['any trip', '|| !TRIP.test(place.tripid) ', ''],
      ['a day of no calendar', '|| !isDay(place.tripid.slice(0, 10))', ''],
      ['any user', '  if (!USER.test(place.traveler) || !USER.test(place.requester)) return null;\n', ''],
      ['accepted is closed', "status === 'PENDING' || status === 'ACCEPTED'", "status === 'PENDING'"],
    ],
  ),
  ...mistakesIn(
    'functions/lib/removal/lease.ts',
    [REMOVAL],
    [
      ['over another lease', 'removing <= :time)', 'removing <= :time OR removing > :time)'],
      ['one millisecond late', 'removing <= :time)', 'removing < :time)'],
      ['over a tombstone', "'attribute_not_exists(removed) AND (attribute", "'(attribute"],
      [
        "another's lease",
        'removing = :mine AND worker = :me AND',
        '(removing = :mine OR removing <> :mine) AND worker = :me AND',
        'a worker has one lease at a time',
      ],
      [
        "another worker's",
        'AND worker = :me AND',
        'AND (worker = :me OR worker <> :me) AND',
        'two workers have the same expiry only in one millisecond',
      ],
      ['after its time', "if (Date.now() >= this.#stopAt) throw new OutOfTime('This run has to end.');", ''],
      ['never renewed', 'if (this.#until - Date.now() < RENEWED_BELOW) await this.#renew();', ''],
      ['counts twice', '    if (last <= this.counted) return;\n', ''],
      ['lasts longer', 'const LASTS = 30_000;', 'const LASTS = 40_000;'],
      ['a beginning that changes', 'begun = if_not_exists(begun, :touched)', 'begun = :touched'],
      ['an answer that was lost', 'return isMine && found', 'return false && found'],
    ],
  ),
  ...mistakesIn(
    'functions/lib/removal/deleteAll.ts',
    [REMOVAL],
    [
      ["counts what another's removal left", 'return place !== null && !isAlone(place);', 'return place !== null;'],
      [
        'open requests too',
        'const removable = items.filter((item) => !open.has(item));',
        'const removable = items;',
        'closeAll has closed them before',
      ],
    ],
  ),
  ...mistakesIn(
    'functions/lib/removal/requestRemoval.ts',
    [BEGIN],
    [
      [
        'over a removal',
        "'attribute_not_exists(removing) AND attribute_not_exists(removed)'",
        "'attribute_not_exists(removed)'",
      ],
      ['a lease that lasts', 'const EXPIRED = 1;', 'const EXPIRED = 9e15;'],
      ['nobody is told', 'touched = :now, begun = :now', 'begun = :now'],
      ['does not know that the user is deleted', ', userdeleted = :deletedAt', ', userdeleted0 = :deletedAt'],
    ],
  ),
  ...mistakesIn(
    'functions/begin-removal/index.ts',
    [BEGIN],
    [
      [
        'of another pool',
        'pool === null ? hasItems(userId) : pool === USER_POOL_ID',
        'pool === null ? hasItems(userId) : true',
      ],
      ['of a stranger', 'pool === null ? hasItems(userId) :', 'pool === null ? true :'],
      ['a failure is lost', "    throw new NotBegun('The removal was not begun.');\n", ''],
    ],
  ),
  ...mistakesIn(
    'functions/begin-removal/deletion.ts',
    [BEGIN],
    [
      ['of another service', "eventSource !== 'cognito-idp.amazonaws.com' || ", ''],
      ['other calls', '!CALLS.includes(eventName) || ', ''],
      ['failed calls', ' || !isSuccessful) return null;', ') return null;'],
      ['no sub', "typeof sub !== 'string' || !SUB.test(sub) ||", "typeof sub !== 'string' ||"],
    ],
  ),
];
