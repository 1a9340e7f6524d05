import { describe, expect, it } from 'vitest';

import { parsePattern } from '../../../local/streams/pattern.ts';

const record = {
  eventName: 'MODIFY',
  userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
  count: 7,
  dynamodb: {
    Keys: { username: { S: 'ada' }, created: { S: 'pending_1_bob' } },
    NewImage: { status: { S: 'PENDING' }, kg: { N: '3' }, tags: { L: [{ S: 'a' }, { S: 'b' }] }, note: { NULL: true } },
    OldImage: { status: { S: 'ACCEPTED' } },
  },
};
const fits = (pattern: unknown) => parsePattern(JSON.stringify(pattern), 'Board/Trigger')(record);
const status = (...values: unknown[]) => ({ dynamodb: { NewImage: { status: { S: values } } } });

describe('a filter pattern', () => {
  it.each<[string, unknown, boolean]>([
    ['a value out of a list', { eventName: ['INSERT', 'MODIFY'] }, true],
    ['none of a list', { eventName: ['INSERT', 'REMOVE'] }, false],
    ['every field', { eventName: ['MODIFY'], ...status('PENDING') }, true],
    ['but one field', { eventName: ['INSERT'], ...status('PENDING') }, false],
    [
      'both images',
      { dynamodb: { NewImage: { status: { S: ['PENDING'] } }, OldImage: { status: { S: ['ACCEPTED'] } } } },
      true,
    ],
    [
      'a prefix of a key',
      { dynamodb: { Keys: { created: { S: [{ prefix: 'request_' }, { prefix: 'pending_' }] } } } },
      true,
    ],
    ['no such prefix', { dynamodb: { Keys: { created: { S: [{ prefix: 'closing_' }] } } } }, false],
    ['a suffix', { dynamodb: { Keys: { created: { S: [{ suffix: '_bob' }] } } } }, true],
    ['the case aside', status({ 'equals-ignore-case': 'pending' }), true],
    ['anything but a value', status({ 'anything-but': 'PENDING' }), false],
    ['anything but a list', status({ 'anything-but': ['ACCEPTED', 'DECLINED'] }), true],
    ['anything but a prefix', status({ 'anything-but': { prefix: 'PEN' } }), false],
    ['anything but, of what is missing', { dynamodb: { NewImage: { gone: { S: [{ 'anything-but': 'x' }] } } } }, false],
    ['something that exists', { dynamodb: { NewImage: { kg: { N: [{ exists: true }] } } } }, true],
    ['something that should not exist', { dynamodb: { NewImage: { kg: { N: [{ exists: false }] } } } }, false],
    ['something missing', { dynamodb: { NewImage: { gone: { S: [{ exists: false }] } } } }, true],
    ['a map, which does not exist as a leaf', { dynamodb: { NewImage: [{ exists: true }] } }, false],
    ['true', { dynamodb: { NewImage: { note: { NULL: [true] } } } }, true],
    ['a member of a list', { dynamodb: { NewImage: { tags: { L: { S: ['b'] } } } } }, true],
    ['a number in a range', { count: [{ numeric: ['>', 5, '<=', 7] }] }, true],
    ['a number out of a range', { count: [{ numeric: ['>', 5, '<', 7] }] }, false],
    ["DynamoDB's numbers, which are texts", { dynamodb: { NewImage: { kg: { N: [{ numeric: ['=', 3] }] } } } }, false],
    ['one of two alternatives', { $or: [{ eventName: ['INSERT'] }, status('PENDING')] }, true],
    ['none of two alternatives', { $or: [{ eventName: ['INSERT'] }, status('DECLINED')] }, false],
    [
      'what time to live deletes',
      { userIdentity: { type: ['Service'], principalId: ['dynamodb.amazonaws.com'] } },
      true,
    ],
  ])('matches %s', (_what, pattern, expected) => {
    expect(fits(pattern)).toBe(expected);
  });

  it.each<[string, unknown, string]>([
    ['an unknown comparison', { eventName: [{ wildcard: 'I*' }] }, 'has the unknown comparison {"wildcard":"I*"}'],
    ['an unknown sign', { count: [{ numeric: ['!=', 5] }] }, 'has the unknown operator !='],
    ['a value outside of a list', { eventName: 'INSERT' }, 'is not an object'],
    ['an empty list', { eventName: [] }, 'has an empty list at eventName'],
    ['a prefix that is no text', { eventName: [{ prefix: 3 }] }, 'compares a string with another type'],
  ])('is rejected for %s', (_what, pattern, problem) => {
    expect(() => fits(pattern)).toThrow(`Board/Trigger: the filter pattern ${JSON.stringify(pattern)} ${problem}.`);
  });

  it('is rejected if it is not JSON', () => {
    expect(() => parsePattern('{', 'Board/Trigger')).toThrow('Board/Trigger: the filter pattern { is not JSON.');
  });
});
