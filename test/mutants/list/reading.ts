import { mistakesIn } from '../mistake.ts';

const ACCEPTING = 'test/resolvers/accepting.test.ts';
const SENDING = 'test/resolvers/sending.test.ts';
const STATES = 'test/resolvers/states.test.ts';
const LISTS = 'test/resolvers/lists.test.ts';
const CANCELLING = 'test/resolvers/cancelling.test.ts';

export const READING_REQUESTS = [
  ...mistakesIn(
    'resolvers/lib/requests/request.ts',
    [ACCEPTING, SENDING, STATES, LISTS, CANCELLING],
    [
      ['expired halves are read', '    isAhead(half.tstamp)\n', '    isWhole(half.tstamp)\n'],
      [
        'any time of sending',
        'fits(`${CREATED}|${CREATED.slice(0, -3)}{3}`, half.dtime) &&',
        'isFilled(half.dtime) &&',
      ],
      [
        'any revision',
        '(half.revision === undefined || (isWhole(half.revision) && half.revision <= limits.mostInt))',
        '(half.revision === undefined || isWhole(half.revision))',
      ],
      ['unknown categories', 'return items.length === Object.keys(stored).length ? items : null;', 'return items;'],
      [
        'any pieces',
        '(isWhole(pieces) && pieces <= limits.mostInt)',
        'isWhole(pieces)',
        'no half has as many pieces: input stops at 20',
      ],
      ['any travel date', 'if (!terms || !isDate(terms.travelDate)) return null;', 'if (!terms) return null;'],
      [
        'own and other party swapped',
        "if (userId === pair.traveler) return 'traveler';",
        "if (userId === pair.traveler) return 'requester';",
      ],
      ['the first valid half counts', 'if (request) found = request;', 'if (request && !found) found = request;'],
      ['no revision is stored', '    revision,\n    tstamp: expiresAt,', '    tstamp: expiresAt,'],
      ['no reason is stored', '...(reason === null ? {} : { reason }),', ''],
      ['no terms are stored', '...(request.hasTerms ? toStoredTerms(request) : {}),', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/requestList.ts',
    [LISTS],
    [
      ['tokens of other people', 'const list = [me, prefix, tripid];', 'const list = [prefix, tripid];'],
      [
        'tokens of other statuses',
        'const list = [me, prefix, tripid];',
        'const list = [me, tripid];',
        'a place of another status does not fit the form of this list',
      ],
      ['tokens of other trips', 'const list = [me, prefix, tripid];', 'const list = [me, prefix];'],
      [
        'requests of later trips',
        'const first = tripid === null ? prefix : `${prefix}${tripid}_`;',
        'const first = prefix;',
        'the form of the keys leaves out other trips',
      ],
      ['the place again', ' && half.created !== place) {', ') {'],
      ['other forms of keys', 'if (fits(form, half.created) && half', 'if (half', 'toPlace refuses other keys as well'],
      ['a page short', 'limit: size + 2,', 'limit: size + 1,'],
      ['the oldest first', 'scanIndexForward: false,\n    consistentRead', 'consistentRead'],
      ['the end of the list is left out', "const END = '~';", "const END = '0';"],
      [
        'first app requests without terms',
        'if (page.items.some(({ hasTerms }) => !hasTerms)) ctx.stash.page = page;\n  else answerWith',
        'answerWith',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.receivedRequests/readRequests.ts',
    [LISTS],
    [
      [
        'requests of other travelers',
        "if (username !== callerId(ctx)) return fail('NotAllowed', 'Only the traveler sees the requests for a trip.', {});",
        '',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/requests/counterpartCard.ts',
    [LISTS],
    [
      ['card in any status', "if (request?.status !== 'ACCEPTED') return null;", 'if (!request) return null;'],
      [
        "card without the other's half",
        "return toRequest(theirs, { ...request, party, status: 'ACCEPTED' }) ? toContacts(card) : null;",
        'return toContacts(card);',
      ],
      ["the caller's own card", 'contactsKey(pair[other])];', 'contactsKey(pair[party])];'],
      ["half of the other's in another status", "halfKey(other, 'ACCEPTED', pair)", "halfKey(other, 'PENDING', pair)"],
    ],
  ),
  ...mistakesIn(
    'resolvers/Request.contacts/readContacts.ts',
    [LISTS],
    [
      [
        'card of a request that was never accepted',
        "if (isRead || request.status !== 'ACCEPTED') {",
        'if (isRead) {',
        'the read looks for the accepted half as well',
      ],
      [
        "card without one's own half",
        "toRequest(own, { ...request, party: partyWith(request), status: 'ACCEPTED' })",
        'request',
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Query.request/readRequest.ts',
    [LISTS],
    [
      [
        'requests of strangers',
        '  if (!party) {\n    answerWith(ctx, null);\n    return endPipeline();\n  }\n',
        "  if (!party) return readHalves(ctx, 'traveler', pair, asksForCard(ctx) ? cardKeys('traveler', pair) : []);\n",
      ],
    ],
  ),
  ...mistakesIn(
    'resolvers/Request.counterpart/readAccount.ts',
    ['test/resolvers/account.test.ts'],
    [
      ['never reads the first day', ' && selectionSetList.every((field) => STORED.indexOf(field) >= 0)', ''],
      ['not under an alias', "selectionSetGraphQL.indexOf('since') >= 0 || ", ''],
      ['not in a fragment', " || selectionSetGraphQL.indexOf('...') >= 0", ''],
      ['reads what is stored', "const STORED = ['id', 'name', '__typename'];", "const STORED = ['id'];"],
      ['reads a removed account', ' || person.id.startsWith(REMOVED_PARTY)', ''],
    ],
  ),
  ...mistakesIn(
    'resolvers/lib/appsync/batch.ts',
    ['test/resolvers/lists.test.ts'],
    [['takes an unread trip for a missing one', '  if (unprocessed && unprocessed.length > 0) return null;\n', '']],
  ),
];
