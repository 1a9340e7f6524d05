import { mistakesIn } from '../mistake.ts';
import { ORIGINAL_APP } from './originalApp.ts';

const REPAIR = 'test/unit/migration/repair.test.ts';
const PLAN = 'test/unit/migration/plan.test.ts';
const TRIPS = 'test/unit/migration/trips.test.ts';
const RUN = 'test/unit/migration/run.test.ts';
const STORE = 'test/unit/migration/store.test.ts';
const BACKUP = 'test/unit/migration/backup.test.ts';
const UNDO = 'test/unit/migration/undo.test.ts';
const PEOPLE = 'test/unit/migration/people.test.ts';
const SETTINGS = 'test/unit/migration/settings.test.ts';
const OPTIONS = 'test/unit/migration/options.test.ts';
const MOVED = 'test/unit/migration/moved.test.ts';
const OF_API = 'test/unit/migration/ofApi.test.ts';

export const MIGRATION = [
  ...ORIGINAL_APP,
  ...mistakesIn(
    'migration/plan/requests/planPair.ts',
    [REPAIR, PLAN],
    [
      ['does not check the accounts', '    ...PARTIES.map((party) => staysOf(pair[party])),\n', ''],
      ['does not check the trip', '    ...(isOpen ? [{ key: tripKey ?? tripKeyOf(pair), when: isThere }] : []),\n', ''],
      [
        'does not check that the trip is gone',
        '    ...(isClosed ? [{ key: tripKeyOf(pair), when: absent(now) }] : []),\n',
        '',
      ],
      [
        'does not check what it has not seen',
        '    ...unseen.flatMap((party) => STATUSES.map((other) => ({ key: halfKey(party, other, pair), when: absent(now) }))),\n',
        '',
      ],
      [
        'takes terms of a trip that moves',
        'const takesTerms = model.terms === undefined && trip !== null;',
        'const takesTerms = false;',
      ],
      ['what the API is changing', "  if (around.isUnderWay) return left('underWay');\n", ''],
      ['kilograms of a trip that counts', "  if (movesKilograms(plan, around)) return left('kilograms');\n", ''],
      ['unreadable halves', "  if (halves.length < live.length) return left('unreadable');\n", ''],
      [
        'accepted by one side',
        "return has('ACCEPTED', 'traveler') && has('ACCEPTED', 'requester') ?",
        "return has('ACCEPTED', 'traveler') || has('ACCEPTED', 'requester') ?",
      ],
      ['opens what was declined', "  if (has('DECLINED') && !isAcceptedLater(halves)) return 'DECLINED';\n", ''],
      ['a decline that is not earlier', 'half.dtime < dtime', 'half.dtime <= dtime'],
      ['accepted later by one side', 'return isByBoth && accepted', 'return accepted'],
      ['times of the API', ' && halves.every(({ revision }) => revision === 0);', ';'],
      ['opens what was cancelled', "  if (has('CANCELLED')) return 'CANCELLED';\n", ''],
      [
        'leaves open what has no trip',
        "around.tripExpiresAt === null ? closedBy('DELETE_TRIP', believed) : undefined",
        'undefined as ReturnType<typeof closedBy>',
      ],
      [
        'the revision stays',
        'revision: Math.max(...halves.map(({ revision }) => revision)) + 1',
        'revision: Math.max(...halves.map(({ revision }) => revision))',
      ],
      [
        'tells the phones',
        "['changed', 'note', 'reason', 'pieces', 'fromuser', ...TERMS]",
        "['note', 'reason', 'pieces', 'fromuser', ...TERMS]",
      ],
      ['the latest expiry', 'const soonest = Math.min(', 'const soonest = Math.max('],
      ['expired items', 'const live = items.filter(isLive);', 'const live = [...items];'],
    ],
  ),
  ...mistakesIn(
    'migration/repair.ts',
    [REPAIR, STORE],
    [
      [
        'over what the API has added',
        '      ...missing.map((_, at) => `attribute_not_exists(#a${read.length + at})`),\n',
        '',
      ],
      ['over what has changed', '      ...read.map((_, at) => `#a${at} = :a${at}`),\n', ''],
      [
        'over an item that is there',
        'ConditionExpression: NOTHING_THERE',
        "ConditionExpression: 'attribute_exists(username)'",
      ],
      [
        'deletes what stays',
        'return wanted ? { ConditionCheck: { ...common, Key } } : { Delete',
        'return wanted ? { Delete: { ...common, Key } } : { Delete',
      ],
      ['an attribute that the API adds', "  'tname',\n", ''],
      ['another attribute that the API adds', "  'changed',\n", ''],
      [
        'no checks',
        '    ...checks.map(({ key, when }) => ({',
        '    ...checks.slice(checks.length).map(({ key, when }) => ({',
      ],
    ],
  ),
  ...mistakesIn(
    'migration/plan/plan.ts',
    [REPAIR, STORE],
    [
      ['trips of removed people', 'if (beingRemoved.has(item.username)) return', 'if (false) return'],
      ['requests of removed travelers', 'beingRemoved.has(pair.traveler) || ', ''],
      ['requests of removed requesters', ' || beingRemoved.has(pair.requester)', ''],
      ['requests of trips under work', 'marked.has(id) || beingRemoved', 'beingRemoved'],
      ['expired trips', 'found && !isExpired(found.item, now) ? found', 'found ? found'],
      ['requests as they were', "verdict.outcome === 'repair' ? verdict.repair.after : items", 'items'],
      ['accepted halves of both sides', "if (half?.party !== 'traveler' || half.status", 'if (half?.status'],
    ],
  ),
  ...mistakesIn(
    'migration/plan/trips/planTrip.ts',
    [TRIPS, STORE],
    [
      ['overwrites counts', '...(isCounted ? {} : { allowed', '...(false ? {} : { allowed'],
      ['counts below 0', 'return Math.max(0, round(left));', 'return round(left);'],
      [
        'does not compare counts',
        "isCounted && offers.some(isMiscounted) ? ['freeDiffers' as const] : []",
        '([] as Notice[])',
      ],
      ['any free', 'left: offer.kg - taken(offer, accepted)', 'left: offer.kg'],
      ['the search key stays', '    ...(isHidden ? {} : { closing: closing(trip.acceptto, item) }),\n', ''],
      ['shows trips of suspended people', '...(isHidden ? {} : { closing', '...(false ? {} : { closing'],
      ['the version starts again', "version: item['version'] ?? 1", 'version: 1'],
    ],
  ),
  ...mistakesIn('migration/plan/trips/trip.ts', [TRIPS, STORE], [['a day of no calendar', ' || !isDay(acceptto)', '']]),
  ...mistakesIn(
    'migration/plan/forms.ts',
    [PLAN, TRIPS, STORE, REPAIR],
    [
      ['expires a second late', 'expiresAt !== null && expiresAt <= now', 'expiresAt !== null && expiresAt < now'],
      [
        'negative numbers',
        "typeof number === 'number' && number >= 0 ? number : null;",
        "typeof number === 'number' ? number : null;",
        'a text of a negative number does not have the form',
      ],
      [
        'unknown categories',
        'if (!isMap(entry) || !CATEGORY_NAMES.includes(name)) return null;',
        'if (!isMap(entry)) return null;',
      ],
      ['rounds down', 'return Math.round(kg * 1e6) / 1e6;', 'return Math.floor(kg * 1e6) / 1e6;'],
      ['cuts decimals', 'return Math.round(kg * 1e6) / 1e6;', 'return Math.round(kg * 100) / 100;'],
      [
        'a day of no calendar',
        'return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);',
        'return !Number.isNaN(time);',
      ],
    ],
  ),
  ...mistakesIn(
    'migration/groups.ts',
    [RUN],
    [
      [
        'one item twice',
        'own.some((place) => written.has(place) || read.has(place))',
        'own.some((place) => read.has(place))',
      ],
      ['an item that is checked', 'written.has(place) || read.has(place)', 'written.has(place)'],
      ['too many together', 'const MOST_TOGETHER = 40;', 'const MOST_TOGETHER = 400;'],
      ['too large together', ' || bytes + moreBytes > MOST_BYTES', ''],
    ],
  ),
  ...mistakesIn(
    'migration/run.ts',
    [RUN, STORE, UNDO],
    [
      ['forgets which requests were not written', '    unwritten[why].add(unit.trip);\n', ''],
      ['a stale count', "  if (unwritten.changed.has(trip)) return 'changed';\n", ''],
      ['every trip of a rejected request', '(after.length === 0 || before.some((item) => missing.has(item)))', 'true'],
      ['the terms of a deleted trip', 'after.length === 0 || ', ''],
      ['kilograms of a rejected request', ' || before.some((item) => missing.has(item))', ''],
      [
        'undoes what was not written',
        '  await Promise.all([...unwritten.keys()].map((repair) => backup.markUnwritten(repair)));\n',
        '',
      ],
      ['an error that ends an undo', 'return { ...counts, complete: false, failure: toError(error) };', 'throw error;'],
      ['goes on after an error', 'const unwritten = signal.aborted ? null : await', 'const unwritten = await'],
    ],
  ),
  ...mistakesIn(
    'migration/backup.ts',
    [BACKUP, UNDO],
    [
      [
        'another table',
        "  if (line.table === table) return 'unwritten' in line ? line : kept;\n",
        "  if (kept) return 'unwritten' in line ? line : kept;\n",
      ],
      ['the first repair first', '      .map(toUndoing)\n      .reverse();', '      .map(toUndoing);'],
      ['an unfinished line', 'if (whole < (await file.stat()).size) await file.truncate(whole);', ''],
      ['an account is checked and added', '    .filter(({ key }) => !added.has(placeOf(key)))', ''],
      [
        'bytes of another class',
        "new Uint8Array(Buffer.from(one.slice(BYTES.length), 'base64'))",
        "Buffer.from(one.slice(BYTES.length), 'base64')",
      ],
      ['undoes what was not written', '      .filter(({ id }) => id === undefined || !unwritten.has(id))\n', ''],
      ['not undone', 'return { before: after, after: before, checks };', 'return { before, after, checks };'],
    ],
  ),
  ...mistakesIn(
    'migration/lock.ts',
    [BACKUP],
    [
      [
        'a lock of a process with the same id',
        'holder === process.pid ? held.has(lock) : isAlive(holder)',
        'isAlive(holder)',
      ],
      [
        'two writers in one process',
        'holder === process.pid ? held.has(lock) : isAlive(holder)',
        'holder !== process.pid && isAlive(holder)',
      ],
    ],
  ),
  ...mistakesIn(
    'migration/backup.ts',
    [BACKUP],
    [
      [
        'cuts a file that is no backup',
        '  const whole = await wholeLength(file);\n',
        '  const whole = await wholeLength(file);\n  await file.truncate(whole);\n',
      ],
    ],
  ),
  ...mistakesIn(
    'migration/users.ts',
    [PEOPLE],
    [
      [
        'a list that names nobody',
        '  if (owners.size === 0 && absent.size > 0) {',
        '  if (owners.size === 0 && absent.size < 0) {',
      ],
    ],
  ),
  ...mistakesIn(
    'migration/settings.ts',
    [SETTINGS],
    [['a table of another region', "region === undefined ? '' : ` --region ${region}`", "''"]],
  ),
  ...mistakesIn(
    'migration/options.ts',
    [OPTIONS],
    [['a report over what is read', '  if (read && pool === undefined) throw', '  if (read && pool === table) throw']],
  ),
  ...mistakesIn(
    'migration/plan/readings.ts',
    [TRIPS],
    [['decimals without end', 'null : round(Number(', 'null : Number(Number(']],
  ),
  ...mistakesIn(
    'migration/plan/plan.ts',
    [MOVED],
    [
      ['moves to a removed account', 'item !== stored && beingRemoved.has(item.username)', 'false'],
      ['the trip under another key', '...rightLast(survey.trips)].map(', '...survey.trips].map('],
    ],
  ),
  ...mistakesIn(
    'migration/plan/requests/planRequest.ts',
    [MOVED],
    [['checks what it deletes', '.filter(({ key }) => !places.has(placeOf(key)))', '']],
  ),
  ...mistakesIn(
    'migration/plan/places.ts',
    [OF_API],
    [
      ['push tokens are people', ' || (username.startsWith(TOKEN.username) && created === TOKEN.created)', ''],
      ['new items of the API', '  ...[MATCHING, MISSED_PUSH, HIDDEN_KEYS],\n', ''],
    ],
  ),
  ...mistakesIn(
    'migration/plan/survey.ts',
    [OF_API],
    [
      [
        'asks about the owner of what names somebody',
        'survey.ofGone.push({ item, people: gone });',
        'survey.ofGone.push({ item, people: [item.username] });',
      ],
    ],
  ),
];
