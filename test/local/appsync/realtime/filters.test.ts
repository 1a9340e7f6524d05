import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { enhancedFilter } from '../../../../local/appsync/realtime/filters/enhancedFilter.ts';
import { aChat, type Chat } from '../../../support/host/chat.ts';
import type { RealtimeClient, Subscribing } from '../../../support/realtimeClient.ts';

type Filter = Parameters<typeof enhancedFilter>[0];

let chat: Chat;
beforeAll(async () => {
  chat = await aChat();
});
afterAll(() => chat.close());

async function listening(query: string, options: Subscribing = {}): Promise<RealtimeClient> {
  const client = await chat.client().init();
  const answer = await client.subscribe(query, options);
  if (answer.type !== 'start_ack') throw new Error(JSON.stringify(answer));
  return client;
}

const where = (fieldName: string, operator: string, value: unknown): Filter => ({
  filterGroup: [{ filters: [{ fieldName, operator, value }] }],
});
const filtered = 'subscription ($filter: AWSJSON) { onFiltered(filter: $filter) { id } }';
const by = (filter: unknown): Subscribing => ({ variables: { filter: JSON.stringify(filter) } });
const idOf = (payload: unknown) => (payload as { data: Record<string, { id: string }> }).data;

/** Returns the ids of these posts that a subscriber gets; every subscriber of the test must get the last post. */
async function received(client: RealtimeClient, posts: readonly object[], last: object): Promise<string[]> {
  for (const [index, post] of posts.entries()) await chat.say({ id: `${index}`, ...post });
  await chat.say({ id: 'last', ...last });
  const ids: string[] = [];
  while (ids.at(-1) !== 'last') ids.push(Object.values(idOf(await client.event()))[0]?.id ?? '');
  return ids.slice(0, -1);
}

describe('arguments of a subscription', () => {
  const posts = [{ room: 'a' }, { room: 'b' }, { room: null }, { room: 'a', likes: 2 }];
  const onPost = 'subscription ($room: String, $likes: Int) { onPost(room: $room, likes: $likes) { id } }';

  it.each<[string, object, object, string[]]>([
    ['ask for nothing when left out', {}, {}, ['0', '1', '2', '3']],
    ['ask for what equals them', { room: 'a' }, { room: 'a' }, ['0', '3']],
    ['ask for null when null', { room: null }, { room: null }, ['2']],
    ['must all hold', { room: 'a', likes: 2 }, { room: 'a', likes: 2 }, ['3']],
  ])('%s', async (_, variables, last, ids) => {
    const client = await listening(onPost, { variables: { ...variables } });
    expect(await received(client, posts, last)).toEqual(ids);
  });

  it('of type AWSJSON match any text of an equal value', async () => {
    const client = await listening('subscription ($meta: AWSJSON) { onPost(meta: $meta) { id } }', {
      variables: { meta: '{ "size": 2, "of": [1] }' },
    });
    const [same, other] = ['{"of":[1],"size":2}', '{"of":[1,2],"size":2}'].map((meta) => ({ meta }));
    expect(await received(client, [{ ...other }, { ...same }, { meta: null }], { ...same })).toEqual(['1']);
  });

  it('also match as literals in the document', async () => {
    const client = await listening('subscription { onPost(room: "b") { id } }');
    expect(await received(client, posts, { room: 'b' })).toEqual(['1']);
  });

  it('match no field that the mutation did not select', async () => {
    const client = await listening('subscription { onPost(room: null) { id } }');
    await chat.say({ id: 'unselected', room: 'a' }, 'id');
    expect(await received(client, [], { room: null })).toEqual([]);
  });

  it('match no list', async () => {
    const client = await listening('subscription { onPosts(room: "a") { id } }');
    await client.subscribe('subscription { onPosts { id } }', { id: 'all' });
    await chat.ask('mutation { posts(input: [{ id: "1", room: "a" }]) { id room } }');
    expect(await client.event('all')).toEqual({ data: { onPosts: [{ id: '1' }] } });
  });
});

describe('an enhanced filter', () => {
  it('replaces the arguments', async () => {
    const client = await listening(filtered, by(where('room', 'eq', 'a')));
    expect(await received(client, [{ room: 'b' }, { room: 'a' }, {}], { room: 'a' })).toEqual(['1']);
  });

  it('matches if all filters of one group match', async () => {
    const groups = [
      {
        filters: [
          { fieldName: 'room', operator: 'eq', value: 'a' },
          { fieldName: 'likes', operator: 'gt', value: 1 },
        ],
      },
      { filters: [{ fieldName: 'open', operator: 'eq', value: true }] },
    ];
    const client = await listening(filtered, by({ filterGroup: groups }));
    const posts = [{ room: 'a', likes: 1 }, { room: 'a', likes: 2 }, { likes: 5 }, { open: true }, { open: false }];
    expect(await received(client, posts, { open: true })).toEqual(['1', '3']);
  });

  it('reads nested fields', async () => {
    const author = (country: string) =>
      JSON.stringify({ name: 'Ada', city: { name: 'X', country: { name: country } } });
    const client = await listening(filtered, by(where('author.city.country.name', 'eq', 'Italy')));
    const posts = [{ author: author('France') }, { author: author('Italy') }, {}];
    expect(await received(client, posts, { author: author('Italy') })).toEqual(['1']);
  });

  it('matches no field that the mutation did not select', async () => {
    const client = await listening(filtered, by(where('room', 'ne', 'b')));
    await chat.say({ id: 'unselected', room: 'a' }, 'id');
    expect(await received(client, [], { room: 'a' })).toEqual([]);
  });

  it('matches no list', async () => {
    const client = await listening(
      'subscription ($filter: AWSJSON) { onFilteredPosts(filter: $filter) { id } }',
      by(where('room', 'eq', 'a')),
    );
    await client.subscribe('subscription { onPosts { id } }', { id: 'all' });
    await chat.ask('mutation { posts(input: [{ id: "1", room: "a" }]) { id room } }');
    expect(await client.event('all')).toEqual({ data: { onPosts: [{ id: '1' }] } });
  });

  it('can also be set in a request handler', async () => {
    const schema = `type Query { a: Int } type Post { id: ID, room: String } type Mutation { post(id: ID, room: String): Post }
      type Subscription { onPost: Post @aws_subscribe(mutations: ["post"]) }`;
    const code = `import { extensions } from '@aws-appsync/utils';
      export function request(ctx) {
        extensions.setSubscriptionFilter({ filterGroup: [{ filters: [{ fieldName: 'room', operator: 'eq', value: 'a' }] }] });
        return { payload: null };
      }
      export function response(ctx) { return null; }`;
    const post =
      'export function request(ctx) { return { payload: ctx.args }; } export function response(ctx) { return ctx.result; }';
    const other = await aChat({ schema, resolvers: { 'Subscription.onPost': code, 'Mutation.post': post } });
    const client = await other.client().init();
    await client.subscribe('subscription { onPost { id } }');
    await other.ask('mutation { one: post(id: "1", room: "b") { id room } two: post(id: "2", room: "a") { id room } }');
    expect(await client.event()).toEqual({ data: { onPost: { id: '2' } } });
    await other.close();
  });
});

describe('an operator', () => {
  it.each<[string, unknown, unknown[], unknown[]]>([
    ['eq', 'a', ['a'], ['b', null, 1, ['a']]],
    ['eq', true, [true], [false, 'true', null]],
    ['ne', 'a', ['b', null, 1], ['a']],
    ['lt', 5, [4, -1], [5, 6, '4', null]],
    ['le', 5, [4, 5], [6]],
    ['gt', 'b', ['c', 'bb'], ['b', 'a', 9]],
    ['ge', 'b', ['b', 'c'], ['a', null]],
    ['contains', 'ell', ['hello', ['ell', 'x']], ['help', ['hello'], null, 1]],
    ['contains', 3, [[1, 3]], [[1, '3'], 3]],
    ['notContains', 'ell', ['help', ['hello'], null], ['hello', ['ell']]],
    ['beginsWith', 'he', ['hello', 'he'], ['the', null, ['he']]],
    ['in', ['a', 'b'], ['a', 'b'], ['c', null, 'ab']],
    ['notIn', ['a', 1], ['b', null, '1'], ['a', 1]],
    ['between', [2, 4], [2, 3, 4], [1, 5, '3', null]],
    ['between', ['b', 'd'], ['b', 'c', 'd'], ['a', 'e', 3]],
    ['containsAny', ['a', 'b'], [['a', 'c'], ['b']], [['c'], [], null]],
  ])('%s %j', (operator, value, matching, others) => {
    const matches = enhancedFilter(where('field', operator, value));
    for (const field of matching) expect([field, matches({ field })]).toEqual([field, true]);
    for (const field of others) expect([field, matches({ field })]).toEqual([field, false]);
    expect(matches({})).toBe(false);
  });
});

describe('a filter is refused', () => {
  const six = ['1', '2', '3', '4', '5', '6'];
  const eq = (fieldName: string) => ({ fieldName, operator: 'eq', value: 1 });
  const group = (filters: unknown[]) => ({ filterGroup: [{ filters }] });

  it.each<[string, unknown, string]>([
    [
      'with more than five values for in',
      where('room', 'in', six),
      'subscription exceeds maximum value limit 5 for operator `in`.',
    ],
    [
      'with more than five values for notIn',
      where('room', 'notIn', six),
      'subscription exceeds maximum value limit 5 for operator `notIn`.',
    ],
    [
      'with more than twenty for containsAny',
      where('tags', 'containsAny', Array(21).fill('a')),
      'subscription exceeds maximum value limit 20 for operator `containsAny`.',
    ],
    ['with more than five fields', group(six.map(eq)), 'Filters exceed maximum attributes limit 5 for subscription.'],
    [
      'with a field twice in a group',
      group([eq('a'), eq('a')]),
      'subscription filter uses same fieldName multiple time.',
    ],
    [
      'with more than ten groups',
      { filterGroup: Array(11).fill({ filters: [eq('a')] }) },
      'Filters combination exceed maximum limit 10 for subscription.',
    ],
    [
      'deeper than five levels',
      where('a.b.c.d.e.f', 'eq', 1),
      'subscription filter field a.b.c.d.e.f is nested deeper than 5 levels.',
    ],
    [
      'with an unknown operator',
      where('room', 'like', 'a'),
      'subscription filter on room has an unknown operator "like".',
    ],
    [
      'with an operator that every object has',
      where('room', 'toString', 'a'),
      'subscription filter on room has an unknown operator "toString".',
    ],
    [
      'with a value that is none',
      where('room', 'eq', null),
      'subscription filter on room has a value that operator `eq` does not take.',
    ],
    [
      'with a boundary missing',
      where('likes', 'between', [1]),
      'subscription filter on likes has a value that operator `between` does not take.',
    ],
    ['without a group', { filters: [] }, 'subscription filter must be an object with a list filterGroup.'],
    [
      'with an empty group',
      group([]),
      'subscription filter must have a list filters, not empty, in each entry of filterGroup.',
    ],
    ['without a field', group([{ operator: 'eq', value: 1 }]), 'subscription filter without a fieldName.'],
  ])('%s', async (_, filter, message) => {
    const client = await chat.client().init();
    expect(await client.subscribe(filtered, by(filter))).toEqual({
      type: 'error',
      id: 'one',
      payload: { errors: [{ message, errorCode: 400 }] },
    });
  });
});
