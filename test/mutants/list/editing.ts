import { mistakesIn } from '../mistake.ts';

const POSTING = 'test/resolvers/posting.test.ts';
const EDITING = 'test/resolvers/editing.test.ts';
const LIMITS = 'test/resolvers/limits.test.ts';

export const EDITING_TRIPS = [
  ...mistakesIn(
    'resolvers/lib/trips/tripEdit.ts',
    [EDITING],
    [
      ['an expired trip', "'tstamp > :now', unversioned", "'(tstamp > :now OR tstamp <= :now)', unversioned"],
      ['any version', ": 'version = :version'],", ": '(version = :version OR version <> :version)'],"],
      [
        'any version of a trip of the first app',
        "unversioned ? 'attribute_not_exists(version)'",
        "unversioned ? 'attribute_not_exists(removing)'",
      ],
      ['the version stays', "':next': read.version + 1", "':next': read.version"],
      ['the search key stays', ', closing = :closing, tstamp', ', tstamp'],
      ['the expiry stays', "':tstamp': expiry(travelDate),", "':tstamp': read.expiresAt,"],
      [
        'a category that is gone',
        '  edit.conditions.push(`attribute_exists(${entry})`);\n',
        '',
        'DynamoDB refuses to set a value in a category that is missing, and the error is the same',
      ],
      [
        'other kilograms',
        '  edit.conditions.push(`${entry}.kg = :was${stored}`);\n  edit.conditionValues[`:was${stored}`] = before.kg;\n',
        '',
      ],
      [
        'cuts below what is taken',
        '  edit.conditions.push(`${entry}.#free >= :cut${stored}`);\n  edit.conditionValues[`:cut${stored}`] = round(before.kg - after.kg);\n',
        '',
      ],
      ['leaves a rest', '.#free >= :cut', '.#free > :cut'],
      ['a cut is not guarded', 'if (more > 0) return;', 'if (more !== 0) return;'],
      ['adds over a category', '  edit.conditions.push(`attribute_not_exists(allowed.#${stored})`);\n', ''],
      ['removes what is taken', '  edit.conditions.push(`${entry}.#free = ${entry}.kg`);\n', ''],
      ['free stays', ', ${entry}.#free = ${entry}.#free + :more${stored}`', '`'],
      [
        'free moves the other way',
        'const more = round(after.kg - before.kg);',
        'const more = round(before.kg - after.kg);',
      ],
      [
        'the cost stays',
        '  edit.sets.push(`${entry}.#cost = :cost${stored}`);\n  edit.setValues[`:cost${stored}`] = after.cost;\n',
        '',
      ],
      ['exactly what is taken is below it', 'if (taken > (wanted', 'if (taken >= (wanted'],
      ['below what is taken is not said', 'if (taken > (wanted', 'if (taken < -1 && taken > (wanted'],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.updateTrip/updateTrip.ts',
    [EDITING],
    [
      ['although the account is being removed', '    isActive(ctx),\n', "    putMarker(ctx, 'closing', key),\n"],
      ['never leaves work', '...(hasMoved(ctx) ?', '...(false ?'],
      ['always leaves work', '...(hasMoved(ctx) ?', '...(true ?'],
      [
        'a moved date is not seen',
        'dates.travelDate !== trip.travelDate || expiry',
        'expiry',
        'another date has another expiry',
      ],
      ['a moved expiry is not seen', ' || expiry(dates.travelDate) !== trip.expiresAt', ''],
      ['does not say that the account is being removed', '  refuseInactive(failedAt(ctx.result, 0)?.item);\n', ''],
      ['position of the trip', 'failedAt(ctx.result, 1)', 'failedAt(ctx.result, 2)'],
      ["another call's edit is its own", '&& now.updatedAt === stamp', ''],
      [
        'a lost answer is a conflict',
        'ctx.stash.written = now.version === trip.version + 1 && now.updatedAt === stamp;',
        'ctx.stash.written = false;',
      ],
      [
        'below what is taken is a conflict',
        'if (now.version === trip.version && wanted) refuseBelowTaken(now, wanted);',
        '',
      ],
      ['edits twice', '  if (written) return skipStep();\n', '', 'the version lets no second edit through'],
    ],
  ),
  ...mistakesIn(
    'resolvers/Mutation.updateTrip/readTrip.ts',
    [EDITING, LIMITS],
    [
      ['nothing to change', '!acceptFrom && !acceptTo && !travelDate && !allowed', 'false'],
      ['another version', '  if (version !== trip.version) versionConflict(trip.version);\n', ''],
      ['texts stay', 'if (ctx.stash.wanted && !hasNumbers', 'if (false && !hasNumbers'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/trips/normaliseTrip.ts',
    [EDITING, 'test/resolvers/accepting.test.ts'],
    [
      [
        'although the account is being removed',
        '    isActive(ctx),\n',
        "    updateIf(ctx, { ...key, created: 'x' }, expression('SET x = :x', { ':x': 1 }), expression('attribute_not_exists(removing)')),\n",
      ],
      ['over other values', "expression('allowed = :read'", "expression('(allowed = :read OR allowed <> :read)'"],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/trips/ownTrip.ts',
    [EDITING, POSTING],
    [
      [
        "another traveler's trip",
        "if (key.username !== callerId(ctx)) return fail('NotAllowed', 'Only the traveler can change a trip.', {});",
        '',
      ],
    ],
  ),
];
