import { mistakesIn } from '../mistake.ts';

const LISTS = 'test/resolvers/lists.test.ts';
const SEARCHING = 'test/resolvers/searching.test.ts';
const DAYS = 'test/unit/resolvers/days.test.ts';

export const LISTS_OF_TRIPS = [
  ...mistakesIn(
    'resolvers/lib/trips/search.ts',
    [SEARCHING, 'test/resolvers/alerts.test.ts', 'test/resolvers/alertMarkers.test.ts'],
    [
      ['the place again', "':next': `${after} `", "':next': after"],
      ['reads on into the alerts', "':last': CLOSINGS.lastTrip", "':last': '~'"],
      ["the caller's own trips", 'trip && !trip.mine && passes', 'trip && passes'],
      ['without the filter', ' && passes(trip, search.filter)) search.found', ') search.found'],
      ['one query too many', 'search.seen >= limits.pageCandidates', 'search.seen > limits.pageCandidates'],
      ['a page without its last trip', 'search.found.length > search.size ||', 'search.found.length >= search.size ||'],
      ['never more than a query', 'if (!isComplete) return null;', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.searchTrips/readTrips.ts',
    [SEARCHING, DAYS],
    [
      ['an old token reads closed trips', 'place && place > day ? place : day', 'place ?? day'],
      ['closed trips too', 'place && place > day ? place : day', "place ?? '0'"],
      ...['from', 'to', 'travelFrom', 'travelTo', 'category', 'minFreeKg', 'maxCost', 'currency'].map(
        (name): [string, string, string] => {
          const all = ['from', 'to', 'travelFrom', 'travelTo', 'category', 'minFreeKg', 'maxCost', 'currency'];
          const list = (names: string[]) => `const list = [${names.join(', ')}];`;
          return [`a token for another ${name}`, list(all), list(all.filter((other) => other !== name))];
        },
      ),
      [
        'no look at the next trip',
        'queryTrips(ctx.stash.search, size + 1)',
        'queryTrips(ctx.stash.search, size)',
        'a further query looks at it',
      ],
      [
        'the index of the other city',
        '? { ...SEARCH_INDEXES.from, city: from }',
        '? { ...SEARCH_INDEXES.to, city: from }',
      ],
      ['another limit than asked', 'const size = pageSize(limit);', 'const size = limit ?? 20;'],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.searchTrips/readLastTrips.ts',
    [SEARCHING],
    [['more than a page may read', 'limits.pageCandidates - search.seen', 'limits.pageCandidates']],
  ),
  ...mistakesIn(
    'resolvers/Query.myTrips.ts',
    [LISTS, DAYS],
    [
      ['today is over', 'travelDate < firstOpenDay()', 'travelDate <= firstOpenDay()'],
      ['archived trips are active', "return period === 'ARCHIVED' ? isOver : !isOver;", 'return true;'],
      ["another person's token", "['myTrips', me, period]", "['myTrips', period]"],
      ["another period's token", "['myTrips', me, period]", "['myTrips', me]"],
      ['the place again', ' && item.created !== place) {', ') {'],
      ['the oldest first', '    scanIndexForward: false,\n', ''],
      ['from the start again', "':last': place ?? TRIP_KEYS.last", "':last': TRIP_KEYS.last"],
      ['other items', "':first': TRIP_KEYS.first,", "':first': ' ',", 'no key of another item is before the trips'],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/page.ts',
    [SEARCHING, LISTS],
    [
      ['a page of 0', 'size < 1 ||', 'size < 0 ||'],
      ['a page of 51', 'size > limits.mostOfPage)', 'size > limits.mostOfPage + 1)'],
      ['never 50', 'size > limits.mostOfPage)', 'size >= limits.mostOfPage)'],
      [
        'any place',
        "  if (!fits(form, place)) return invalid('nextToken', 'format', 'This is not a nextToken of this list.');\n",
        '',
      ],
      ['a token of another list', 'if (text.slice(end + 1) !== JSON.stringify(list)) {', 'if (false) {'],
      ['the last trip again', 'found[size - 1]?.place', 'found[size - 2]?.place'],
      ['a full page is the last', 'found.length > size ?', 'found.length > size + 1 ?'],
      ['one too many', 'items: found.slice(0, size)', 'items: found.slice(0, size + 1)'],
      ['pages without an end', ': rest;', ': (rest ?? found[found.length - 1]?.place);'],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.exportAccount/readItems.ts',
    ['test/resolvers/exporting.test.ts'],
    [
      ["another person's token", "['exportAccount', me]", "['exportAccount']"],
      ['the place again', '`${place} `', 'place'],
      ['the first page again', 'place !== null && place > start ?', 'place !== null && place < start ?'],
      ['the first range again', 'ENDS.filter((end) => end <= place).length', '0'],
      ['who has blocked a person, by a token', 'place > start ?', 'place ?'],
      ['ends with the first range', 'start !== undefined && !isFull', '!isFull && items.length < 0'],
      ['more than a page', 'limits.exportedItems - found.length', 'limits.exportedItems'],
      ['alerts among the others', "return 'alerts';", "return 'other';"],
      ['requests among the others', "? 'requests' : 'other'", "? 'other' : 'other'"],
    ],
  ),
];
