import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { aChat, type Chat } from '../../../support/host/chat.ts';
import { anApi, answering, served } from '../../../support/host/servedApi.ts';
import type { RealtimeClient } from '../../../support/realtimeClient.ts';

const onPost = 'subscription { onPost { id text } }';

let chat: Chat;
const problems: unknown[] = [];
beforeAll(async () => {
  chat = await aChat({}, {}, { onError: (error) => problems.push(error) });
});
afterAll(() => chat.close());

async function listening(query = onPost, api = chat): Promise<RealtimeClient> {
  const client = await api.client().init();
  const answer = await client.subscribe(query);
  if (answer.type !== 'start_ack') throw new Error(JSON.stringify(answer));
  return client;
}

describe('a subscriber gets', () => {
  it('the result of a mutation by any caller', async () => {
    const client = await chat.client().init();
    expect(await client.subscribe(onPost)).toEqual({ type: 'start_ack', id: 'one' });
    await chat.say({ id: '1', text: 'hello' });
    expect(await client.next()).toEqual({
      type: 'data',
      id: 'one',
      payload: { data: { onPost: { id: '1', text: 'hello' } } },
    });
  });

  it('events of every mutation that the directive names', async () => {
    const client = await listening();
    await chat.ask('mutation { edit(input: { id: "2" }) { id } }');
    expect(await client.event()).toEqual({ data: { onPost: { id: '2', text: null } } });
  });

  it('events of each mutation of a request, in order', async () => {
    const client = await listening();
    await chat.ask('mutation { a: post(input: { id: "a" }) { id } b: edit(input: { id: "b" }) { id } }');
    expect([await client.event(), await client.event()]).toMatchObject([
      { data: { onPost: { id: 'a' } } },
      { data: { onPost: { id: 'b' } } },
    ]);
  });

  it('events in the order of the mutations', async () => {
    const client = await listening();
    for (let index = 0; index < 50; index += 1) await chat.say({ id: `${index}` });
    for (let index = 0; index < 50; index += 1) {
      expect(await client.event()).toMatchObject({ data: { onPost: { id: `${index}` } } });
    }
  });

  it('null for a field that the mutation did not select', async () => {
    const client = await listening('subscription { onPost { id text author { name } } }');
    await chat.say({ id: '3', text: 'unseen', author: '{"name":"Ada"}' }, 'id');
    expect(await client.event()).toEqual({ data: { onPost: { id: '3', text: null, author: null } } });
  });

  it('an error for null in a non-null field', async () => {
    const client = await listening();
    await chat.say({ id: '4', text: 'no id' }, 'text');
    const error = {
      path: ['onPost', 'id'],
      locations: null,
      message: "Cannot return null for non-nullable type: 'ID' within parent 'Post' (/onPost/id)",
    };
    expect(await client.event()).toEqual({ data: { onPost: null }, errors: [error] });
  });

  it('its own selection set: aliases, fragments, directives, variables', async () => {
    const client = await chat.client().init();
    await client.subscribe(
      `subscription ($skip: Boolean!) { news: onPost { key: id ...words likes @skip(if: $skip) __typename } }
       fragment words on Post { words: text }`,
      { variables: { skip: true } },
    );
    await chat.say({ id: '5', text: 'hey', likes: 3 });
    expect(await client.event()).toEqual({ data: { news: { key: '5', words: 'hey', __typename: 'Post' } } });
  });

  it("the field's name, also if the mutation used an alias", async () => {
    const client = await listening('subscription { onPost { id text likes author { name city { name } } } }');
    await chat.ask(`mutation { m: post(input: { id: "6", text: "t", likes: 1, author: "{\\"name\\":\\"Ada\\",\\"city\\":{\\"name\\":\\"Rome\\"}}" }) {
      text: id, id: text, ...more, author { city { n: name } } } } fragment more on Post { n: likes, author { who: name } }`);
    expect(await client.event()).toEqual({
      data: { onPost: { id: '6', text: 't', likes: 1, author: { name: 'Ada', city: { name: 'Rome' } } } },
    });
  });

  it('AWSJSON as the mutation returned it', async () => {
    const client = await listening('subscription { onPost { meta } }');
    await chat.say({ id: '7', meta: '{"a":[1]}' }, 'meta');
    expect(await client.event()).toEqual({ data: { onPost: { meta: '{"a":[1]}' } } });
  });

  it('a list if the mutation returns one', async () => {
    const client = await listening('subscription { onPosts { id } }');
    await chat.ask('mutation { posts(input: [{ id: "8" }, { id: "9" }]) { id } }');
    expect(await client.event()).toEqual({ data: { onPosts: [{ id: '8' }, { id: '9' }] } });
  });

  it('an event for each of its subscriptions', async () => {
    const client = await listening();
    await client.subscribe('subscription { onPost { likes } }', { id: 'two' });
    await chat.say({ id: '10', likes: 7 });
    expect(await client.event('one')).toMatchObject({ data: { onPost: { id: '10' } } });
    expect(await client.event('two')).toEqual({ data: { onPost: { likes: 7 } } });
  });
});

describe('a subscriber does not get', () => {
  it('an event of a mutation that failed or returned null', async () => {
    const schema = `type Query { a: Int } type Mutation { make(how: String): String }
      type Subscription { made: String @aws_subscribe(mutations: ["make"]) }`;
    const make = `import { util } from '@aws-appsync/utils';
      export function request(ctx) { return { payload: ctx.args.how }; }
      export function response(ctx) { if (ctx.result === 'fail') util.error('no'); return ctx.result; }`;
    const other = await aChat({ schema, resolvers: { 'Mutation.make': make } });
    const client = await listening('subscription { made }', other);
    await other.ask('mutation { make(how: "fail") }');
    await other.ask('mutation { make(how: null) }');
    await other.ask('mutation { one: make(how: "fail") two: make(how: "well") }');
    expect(await client.event()).toEqual({ data: { made: 'well' } });
    await other.close();
  });

  it('events after it has stopped', async () => {
    const client = await listening();
    await client.subscribe(onPost, { id: 'two' });
    client.send({ type: 'stop', id: 'one' });
    expect(await client.next()).toEqual({ type: 'complete', id: 'one' });
    await chat.say({ id: '11' });
    expect(await client.event('two')).toMatchObject({ data: { onPost: { id: '11' } } });
  });

  it('an event larger than 240 KB, which the host reports', async () => {
    const client = await listening();
    await chat.say({ id: '12', text: 'x'.repeat(240 * 1024) });
    await chat.say({ id: '13' });
    expect(await client.event()).toMatchObject({ data: { onPost: { id: '13' } } });
    expect(String(problems.at(-1))).toContain('An event of onPost with 245801 bytes');
  });
});

describe('connections are independent:', () => {
  it('the same id can be used on each', async () => {
    const [one, two] = [await listening(), await listening('subscription { onPost(room: "b") { room } }')];
    await chat.say({ id: '16', room: 'a' });
    await chat.say({ id: '17', room: 'b' });
    expect(await one.event()).toMatchObject({ data: { onPost: { id: '16' } } });
    expect(await two.event()).toEqual({ data: { onPost: { room: 'b' } } });
  });

  it('a client that does not read delays no other and is disconnected', async () => {
    const other = await aChat({}, {}, { realtime: { waitingBytes: 1024 * 1024 } });
    const slow = await listening(onPost, other);
    const quick = await listening(onPost, other);
    slow.socket.pause();
    const text = 'x'.repeat(200 * 1024);
    for (let index = 0; index < 100; index += 1) {
      await other.say({ id: `${index}`, text });
      expect(await quick.event()).toMatchObject({ data: { onPost: { id: `${index}` } } });
    }
    slow.socket.resume();
    expect(await slow.closed).toBe(1006);
    await other.close();
  });
});

describe('a schema', () => {
  const refusing = (subscription: string) =>
    served(
      anApi({
        schema: `type Query { a: Int } type Post { id: ID } type Mutation { post: Post! count: Int }
          type Subscription { ${subscription} }`,
      }),
    );

  it('cannot subscribe to an unknown mutation', async () => {
    await expect(refusing('on: Post @aws_subscribe(mutations: ["post", "edit"])')).rejects.toThrow(
      'Subscription.on subscribes to mutation edit, which the schema lacks.',
    );
  });

  it('cannot subscribe to a mutation of another type', async () => {
    await expect(refusing('on: Post @aws_subscribe(mutations: ["count"])')).rejects.toThrow(
      'Subscription.on is of type Post, but mutation count is of type Int; they must be the same.',
    );
  });

  it('may have a subscription without mutations, and a non-null subscription', async () => {
    const api = await refusing('on: Post! @aws_subscribe(mutations: ["post"]) never: Int');
    await api.close();
  });
});

describe('a non-null subscription', () => {
  it('is accepted although its resolver returns null', async () => {
    const schema = `type Query { a: Int } type Post { id: ID! } type Mutation { post: Post! }
      type Subscription { on: Post! @aws_subscribe(mutations: ["post"]) }`;
    const other = await aChat({ schema, resolvers: { 'Mutation.post': answering('{ id: "1" }') } });
    const client = await listening('subscription { on { id } }', other);
    await other.ask('mutation { post { id } }');
    expect(await client.event()).toEqual({ data: { on: { id: '1' } } });
    await other.close();
  });
});
