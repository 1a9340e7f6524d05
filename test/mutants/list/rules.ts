import { mistakesIn } from '../mistake.ts';

const LIMITS = 'test/resolvers/limits.test.ts';
const STATES = 'test/resolvers/states.test.ts';

export const RULES = [
  ...mistakesIn(
    'resolvers/lib/trips/tripRules.ts',
    [LIMITS, 'test/unit/resolvers/days.test.ts', 'test/unit/resolvers/texts.test.ts', 'test/resolvers/sending.test.ts'],
    [
      ['one city twice', 'fromCity.toLowerCase() === toCity.toLowerCase()', 'fromCity === toCity'],
      ['the order of acceptance', 'if (dates.acceptFrom > dates.acceptTo)', 'if (false)'],
      ['one day of acceptance', 'dates.acceptFrom > dates.acceptTo', 'dates.acceptFrom >= dates.acceptTo'],
      ['the order of travel', 'if (dates.acceptTo > dates.travelDate)', 'if (false)'],
      ['all on one day', 'dates.acceptTo > dates.travelDate)', 'dates.acceptTo >= dates.travelDate)'],
      ['a past day of acceptance', 'if (given.acceptTo && dates.acceptTo < first)', 'if (false)'],
      ['today is past', 'dates.acceptTo < first', 'dates.acceptTo <= first'],
      [
        'a past day of travel',
        'if (given.travelDate && dates.travelDate < first)',
        'if (false)',
        'acceptTo is past as well, and no later',
      ],
      ['travel in years', 'dates.travelDate > yearAfter(lastBegunDay())', 'false'],
      ['never in exactly a year', 'dates.travelDate > yearAfter', 'dates.travelDate >= yearAfter'],
      ['no weight', "(kg === 0 && category !== 'PAPER')", 'false'],
      ['documents are weighed', "(kg === 0 && category !== 'PAPER')", 'kg === 0'],
      ['less than nothing', 'if (kg < 0 || kg >', 'if (kg >'],
      ['never 100 kg', 'kg > limits.mostKilograms', 'kg >= limits.mostKilograms'],
      ['any decimals of a kg', 'if (kg !== round(kg))', 'if (false)'],
      ['a negative cost', 'if (cost < 0 || cost', 'if (cost'],
      ['never free', 'if (cost < 0', 'if (cost <= 0'],
      ['never 10,000', 'cost > limits.mostCost', 'cost >= limits.mostCost'],
      ['any decimals of a cost', 'if (cost !== roundAmount(cost, currency)) {', 'if (false) {'],
      ['a category twice', "if (Object.hasOwn(map, stored)) refuseDuplicate('allowed', item.category);", ''],
      [
        'nothing is offered',
        "if (allowed.length === 0) invalid('allowed', 'required', 'A trip offers at least one category.');",
        '',
      ],
      ['something is taken', 'free: item.kg };', 'free: 0 };'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/requestRules.ts',
    [LIMITS, 'test/resolvers/sending.test.ts'],
    [
      [
        'no item',
        "if (items.length === 0) invalid('items', 'required', 'A request asks for at least one category.');",
        '',
      ],
      [
        'a category twice',
        "if (items.filter((item) => item.category === category).length > 1) refuseDuplicate('items', category);",
        '',
      ],
      ['no documents', 'pieces < 1 ||', 'pieces < 0 ||'],
      ['never 20 documents', 'pieces > limits.mostPieces', 'pieces >= limits.mostPieces'],
      ['pieces of anything', 'if (pieces !== null) invalidItem', 'if (false) invalidItem'],
      ['another note is the same', '(a.note ?? null) === (b.note ?? null) &&', ''],
      [
        'other kilograms are the same',
        '    JSON.stringify(toStoredItems(a.items)) === JSON.stringify(toStoredItems(b.items))',
        '    true',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/trips/searchRules.ts',
    ['test/resolvers/searching.test.ts', 'test/resolvers/alerts.test.ts', 'test/resolvers/alertMarkers.test.ts'],
    [
      ['one after the other', 'travelFrom && travelTo && travelFrom > travelTo', 'false'],
      ['a negative weight', 'if ((minFreeKg ?? 0) < 0) invalid', 'if (false) invalid'],
      ['no free items', '(maxCost ?? 0) < 0', '(maxCost ?? 1) <= 0'],
      ['one city twice', "if (fromCity && toCity) checkCities('to', fromCity, toCity);", ''],
    ],
  ),
  ...mistakesIn(
    'domain/tripFilter.ts',
    ['test/resolvers/searching.test.ts', 'test/functions/alerts.test.ts', 'test/functions/alertMatching.test.ts'],
    [
      ['not on the first day', 'trip.travelDate < (travelFrom', 'trip.travelDate <= (travelFrom'],
      ['not on the last day', 'trip.travelDate > (travelTo', 'trip.travelDate >= (travelTo'],
      ['before the first day', '  if (trip.travelDate < (travelFrom ?? trip.travelDate)) return false;\n', ''],
      ['after the last day', '  if (trip.travelDate > (travelTo ?? trip.travelDate)) return false;\n', ''],
      ['in any currency', '  if (trip.currency !== (currency ?? trip.currency)) return false;\n', ''],
      ['any category', 'item.category === (category ?? item.category) &&', ''],
      ['more than is free', 'item.freeKg >= (minFreeKg', 'item.freeKg > (minFreeKg'],
      ['less than it costs', 'item.cost <= (maxCost', 'item.cost < (maxCost'],
      ['not the sixth category', ' ||\n    offers(sixth, filter)', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/dates.ts',
    ['test/unit/resolvers/days.test.ts', LIMITS],
    [
      ['days end at UTC-11', 'return dayAt(-12);', 'return dayAt(-11);'],
      ['days begin at UTC+13', 'return dayAt(14);', 'return dayAt(13);'],
      ['29 February each year', '-02-29)`;', '-02-29|\\\\d{4}-02-29)`;'],
      ['two years', '`${year + 1}${date.slice(4)}`', '`${year + 2}${date.slice(4)}`'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/ids.ts',
    [LIMITS, STATES],
    [
      [
        'any trip',
        'if (!isCreated(created) || !isUserId(username) || more.length > 0) {',
        'if (!created || !username || more.length > 0) {',
      ],
      [
        'an id that goes on',
        'if (!isCreated(created) || !isUserId(username) || more.length > 0) {',
        'if (!isCreated(created) || !isUserId(username)) {',
      ],
      [
        'any request',
        'if (!isCreated(tripid) || !isUserId(traveler) || !isUserId(requester) || more.length > 0) {',
        'if (!tripid || !traveler || !requester || more.length > 0) {',
      ],
      ['a request that goes on', '|| !isUserId(requester) || more.length > 0) {', '|| !isUserId(requester)) {'],
      [
        'a day of no calendar',
        'return fits(CREATED, value) && isDate(value.slice(0, 10));',
        'return fits(CREATED, value);',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/text.ts',
    ['test/unit/resolvers/texts.test.ts', LIMITS],
    [
      ['hidden characters in a note', 'if (!fits(`[^${HIDDEN}]*`, lines) || !isClean(lines))', 'if (!isClean(lines))'],
      ['hidden characters in a line', 'if (!isOneLine(line) || !isClean(line))', 'if (!isClean(line))'],
      ['nothing visible', 'if (!isOneLine(line) || !isClean(line))', 'if (!isOneLine(line))'],
      ['code units', 'return fits(`[\\\\s\\\\S]{0,${most}}`, text);', 'return text.length <= most;'],
    ],
  ),
];
