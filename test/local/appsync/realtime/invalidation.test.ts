import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { aChat, type Chat, subscribing } from '../../../support/host/chat.ts';
import type { Message, RealtimeClient, Subscribing } from '../../../support/realtimeClient.ts';

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

const where = (fieldName: string, operator: string, value: unknown) => ({
  filterGroup: [{ filters: [{ fieldName, operator, value }] }],
});
const filtered =
  'subscription ($filter: AWSJSON, $ending: AWSJSON) { onFiltered(filter: $filter, ending: $ending) { id } }';
const by = (filter: unknown, ending?: unknown): Subscribing => ({
  variables: { filter: JSON.stringify(filter), ...(ending !== undefined && { ending: JSON.stringify(ending) }) },
});

describe('invalidation', () => {
  const kick = (room: string, times = 0) => chat.ask(`mutation { kick(room: "${room}", times: ${times}) }`);
  const inRoom = (room: string) => by(where('room', 'eq', room), where('room', 'eq', room));
  const complete = (id: string): Message => ({ type: 'complete', id, payload: { message: 'Subscription complete.' } });

  it('ends the matching subscriptions, then closes their connection', async () => {
    const client = await listening(filtered, inRoom('x'));
    await client.subscribe(filtered, { id: 'two', ...inRoom('x') });
    await client.subscribe('subscription { onPost { id } }', { id: 'other' });
    expect((await kick('x')).body).toEqual({ data: { kick: 'kicked' } });
    expect([await client.next(), await client.next()]).toEqual([complete('one'), complete('two')]);
    expect(await client.closed).toBe(1000);
  });

  it('affects no others: other payloads, other subscriptions, no invalidation filter', async () => {
    const meant = await listening(filtered, inRoom('y'));
    const others = [
      await listening(filtered, inRoom('z')),
      await listening(filtered, by(where('room', 'eq', 'y'))),
      await listening('subscription { onPost(room: "y") { id } }'),
    ];
    await kick('y');
    expect(await meant.closed).toBe(1000);
    await chat.say({ id: 'y', room: 'y' });
    await chat.say({ id: 'z', room: 'z' });
    for (const [index, id] of ['z', 'y', 'y'].entries()) {
      expect(Object.values((await others[index]?.event())?.['data'] ?? {})).toEqual([{ id }]);
    }
  });

  it('is possible with five different calls in a request, not with six', async () => {
    const client = await listening(filtered, inRoom('e'));
    expect((await kick('e', 5)).body).toEqual({ data: { kick: 'kicked' } });
    expect(await client.closed).toBe(1000);
    const { body } = await kick('g', 5);
    expect(body.errors?.[0]?.['message']).toContain('at most 5 different calls');
  });

  it('does not happen if the handler fails', async () => {
    const schema = `type Query { a: Int } type Mutation { post: String, kick: String }
      type Subscription { on: String @aws_subscribe(mutations: ["post"]) }`;
    const ending = "{ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'eq', value: 1 }] }] }";
    const kickAndFail = `import { util, extensions } from '@aws-appsync/utils';
      export function request(ctx) { return {}; }
      export function response(ctx) {
        extensions.invalidateSubscriptions({ subscriptionField: 'on', payload: { a: 1 } });
        util.error('no');
      }`;
    const post = `export function request(ctx) { return { payload: 'well' }; } export function response(ctx) { return ctx.result; }`;
    const other = await aChat({
      schema,
      resolvers: {
        'Subscription.on': subscribing(`extensions.setSubscriptionInvalidationFilter(${ending});`),
        'Mutation.kick': kickAndFail,
        'Mutation.post': post,
      },
    });
    const client = await other.client().init();
    await client.subscribe('subscription { on }');
    await other.ask('mutation { kick }');
    await other.ask('mutation { post }');
    expect(await client.event()).toEqual({ data: { on: 'well' } });
    await other.close();
  });
});
