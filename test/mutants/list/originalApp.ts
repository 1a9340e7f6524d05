import { mistakesIn } from '../mistake.ts';

const APP = 'test/unit/migration/originalApp.test.ts';
const PEOPLE = 'test/unit/migration/people.test.ts';
const TRIPS = 'test/unit/migration/trips.test.ts';
const CONTACTS = 'test/unit/migration/contacts.test.ts';
const SETTINGS = 'test/unit/migration/settings.test.ts';
const USERS = 'test/unit/migration/users.test.ts';
const PLAYS = 'test/unit/migration/originalPlays.test.ts';
const SWAPPED = 'test/unit/migration/swapped.test.ts';

/** Mistakes in what the migration knows of the first app: its keys, its people and what it let them type. */
export const ORIGINAL_APP = [
  ...mistakesIn(
    'migration/plan/people/people.ts',
    [PEOPLE],
    [
      [
        'takes any name for a sub',
        "isSub(name) ? { kind: 'person', id: name } : UNCLEAR",
        "{ kind: 'person', id: name }",
      ],
      ['two people with one part', 'parts.has(part) && parts.get(part) !== sub ? null : sub', 'sub'],
      ['people who signed up later', 'this.#subs.has(name) || this.#present.has(name)', 'this.#subs.has(name)'],
      ['the whole name of somebody gone', "{ kind: 'gone', id: lastPart(name) }", "{ kind: 'gone', id: name }"],
    ],
  ),
  ...mistakesIn(
    'migration/plan/checks.ts',
    [PEOPLE],
    [['deletes what a new person wrote', "'attribute_not_exists(since)'", "'attribute_not_exists(removing)'"]],
  ),
  ...mistakesIn(
    'migration/users.ts',
    [PEOPLE, USERS],
    [
      ['a list that is cut off', '  if (gone.size <= known.size) return;\n', '  if (gone.size >= 0) return;\n'],
      ['two users with one sub', ' || new Set(users.values()).size < users.size', ''],
    ],
  ),
  ...mistakesIn(
    'migration/plan/people/planGone.ts',
    [APP],
    [
      [
        'keeps the name',
        '...halfKey(party, closed.to, { ...pair, [gone]: `${REMOVED_PARTY}${around.random()}` })',
        '...halfKey(party, closed.to, pair)',
      ],
      ['keeps the ids', "'tripid', 'traveler', 'requester', ", ''],
      ['an accepted one is not counted', "halves.some((half) => half.status === 'ACCEPTED') };", 'false };'],
    ],
  ),
  ...mistakesIn(
    'migration/plan/requests/planRequest.ts',
    [APP],
    [
      ['does not write rewritten halves', "? ['userName' as const] : []", '? [] : []'],
      ['no time', 'item: isTimed ? item : { ...item, dtime }', 'item'],
      ['keeps the username of the requester', "? ['namesOther' as const] : []", '? [] : []'],
      ['keeps swapped roles', '  if (around.swap !== null) return deleteSwapped(pair, stored, around);\n', ''],
    ],
  ),
  ...mistakesIn(
    'migration/plan/requests/swapped.ts',
    [APP, SWAPPED, PLAYS],
    [
      ['a trip of the other person', "  if (hasTrip(other)) return 'byTrip';\n", ''],
      ['what a repair wrote', " && item['revision'] === undefined;", ';'],
    ],
  ),
  ...mistakesIn(
    'migration/plan/readings.ts',
    [TRIPS],
    [
      ['groups of three digits', '(\\d{0,2}|\\d{4,})', '(\\d*)'],
      ['decomposed characters', "text.normalize('NFC').replaceAll", 'text.replaceAll'],
      ['an underscore', 'const STRAY = /_|', 'const STRAY = /'],
      ['long cities', 'return isWithin && text', 'return text'],
    ],
  ),
  ...mistakesIn(
    'migration/plan/trips/tidyTrip.ts',
    [TRIPS],
    [['one city twice', 'from !== undefined && from === to', 'from !== undefined && to === undefined']],
  ),
  ...mistakesIn(
    'migration/plan/people/contactValues.ts',
    [CONTACTS],
    [
      ['the international prefix', "trimmed.replace(/^00(?=\\s*[1-9])/, '+')", 'trimmed'],
      ['http', "trimmed.replace(/^http:\\/\\//i, '')", 'trimmed'],
      ['reserved words', 'return !isReserved(service, read) && !FILE.test(word);', 'return !FILE.test(word);'],
    ],
  ),
  ...mistakesIn(
    'migration/plan/people/planPerson.ts',
    [APP],
    [
      ['replaces a new name', ' && !isFilled(item[to]));', ');'],
      ['cards expire', "without(tidied, ['tstamp'])", 'without(tidied, [])'],
      ['a number without a country', "shownMobile(text('mobile')) === null", 'false'],
    ],
  ),
  ...mistakesIn(
    'migration/settings.ts',
    [SETTINGS],
    [
      ['an index with other keys', 'if (isSame && found', 'if (found'],
      ['does not wait', "      waitFor(table, index.name, 'ACTIVE'),\n", ''],
      [
        'a stream of another type',
        "stream?.StreamEnabled === true && stream.StreamViewType === 'NEW_AND_OLD_IMAGES'",
        'stream?.StreamEnabled === true',
      ],
    ],
  ),
  ...mistakesIn(
    'migration/rehearsal.ts',
    [PLAYS],
    [
      ['what has changed', 'isDeepStrictEqual(found[name], value)', 'true'],
      [
        'what was added',
        'return isSame && missingFrom(read).every((name) => found[name] === undefined);',
        'return isSame;',
      ],
    ],
  ),
];
